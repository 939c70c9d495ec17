import Diagnostics
import Document
import Merge
import Records
import Testing

/// CommonMark around tags, clause by clause, with what must come of each; nil for an error.
struct MarkdownCaseTests {
  static let record: [(String, Value.Content)] = [
    ("yes", .text("x")), ("no", .text("")), ("v", .text("V")),
    ("l", list([.text("one"), .text("two")])), ("e", list([])),
  ]

  static let leafBlocks: [(String, String?)] = [
    ("***\n{{#if yes}}\n---\n{{/if}}\n___", "rule\nrule\nrule"),
    ("{{#if yes}}\n# a\n{{/if}}\n## b", "h2(a)\nh3(b)"),
    ("a\n{{#if yes}}\n# b\n{{/if}}\nc", "p(a)\nh2(b)\np(c)"),
    ("# {{#if yes}}a{{/if}} #", "h2(a)"),
    ("# a {{#if no}}b{{else}}c{{/if}}", "h2(a c)"),
    ("{{#if yes}}\na\n===\n{{/if}}\nb\n---", "h2(a)\nh3(b)"),
    ("a\n{{#if yes}}\n===\n{{/if}}", "p(a)\np(===)"),
    ("a {{#if yes}}b{{/if}}\n===", "h2(a b)"),
    ("    {{v}}\n    b", "p(`V``^b`)"),
    ("{{#if yes}}\n    a\n{{/if}}\n    b", "p(`a`)\np(`b`)"),
    ("    a\n{{#if no}}\n    b\n{{/if}}\n    c", "p(`a`)\np(`c`)"),
    ("a\n{{#if yes}}\n    b\n{{/if}}", "p(a)\np(`b`)"),
    ("~~~\n{{#if yes}}\na\n{{/if}}\n~~~", "p(`^a^`)"),
    ("{{#if no}}\n```\na\n```\n{{else}}\n~~~\nb\n~~~\n{{/if}}", "p(`b`)"),
    ("````\n```\n{{v}}\n````", "p(````^``V`)"),
    ("```\n{{#if yes}}", nil),
    ("{{#if yes}}\na\n\n\nb\n{{/if}}", "p(a)\np(b)"),
    ("{{#if yes}}a\nb{{/if}}\nc", "p(a b c)"),
    ("a\\\n{{#if no}}b{{/if}}c", "p(a^c)"),
    ("[a]: https://x.no/\n{{#if yes}}\n[b][a]\n{{/if}}", "p(<b→https://x.no/>)"),
    ("{{#if no}}\n[a]: https://x.no/\n{{/if}}\n[a]", "p(<a→https://x.no/>)"),
    ("[a]\n\n[a]: https://x.no/{{v}}", "p(<a→https://x.no/V>)"),
    ("{{#if yes}}\n<div>\n{{/if}}", nil),
  ]

  static let tables: [(String, String?)] = [
    ("| a |\n|---|\n{{#each l}}\n| {{this}} |\n{{/each}}", "table(a / one / two)"),
    ("| a |\n|---|\n{{#each e}}\n| {{this}} |\n{{/each}}", "table(a)"),
    (
      "a | b\n--|--\n{{#if no}}\nc | d\n{{else}}\ne | f\n{{/if}}\ng | h",
      "table(a | b / e | f / g | h)"
    ),
    (
      "| a |\n|---|\n{{#if yes}}\n{{#each l}}\n| {{this}} |\n{{/each}}\n{{/if}}",
      "table(a / one / two)"
    ),
    (
      "| a |\n|---|\n| b |\n{{#if yes}}\n| c |\n|---|\n| d |\n{{/if}}", "table(a / b)\ntable(c / d)"
    ),
    ("| a |\n|---|\n| b |\n{{#if yes}}\nc\n{{/if}}", "table(a / b)\np(c)"),
    ("t\n| a |\n|---|\n{{#if no}}\n| b |\n{{/if}}", "p(t)\ntable(a)"),
    ("{{#if no}}\nt\n| a |\n|---|\n{{else}}\nu\n| b |\n|---|\n{{/if}}\nz", "p(u)\ntable(b)\np(z)"),
    ("{{#each l}}\nt {{this}}\n| a |\n|---|\n{{/each}}", "p(t one)\ntable(a)\np(t two)\ntable(a)"),
    ("> t\n> | a |\n> |---|\n> {{#if yes}}\n> | b |\n> {{/if}}", "quote[p(t); table(a / b)]"),
    ("- t\n  | a |\n  |---|\n  {{#if no}}\n  | b |\n  {{/if}}\n- c", "ul[p(t), table(a); p(c)]"),
    ("| a |\n|---|\n{{#if yes}}\n| b |\n\nc\n{{/if}}", nil),
    ("{{#if yes}}\n| a |\n{{/if}}\n|---|\n| b |", nil),
    ("| a |\n{{#if yes}}\n|---|\n| b |\n{{/if}}", nil),
    ("| {{#if yes}}a |\n|---|\n| b{{/if}} |", nil),
    ("| a |\n|---|\n| {{#if yes}}b{{/if}} \\| c |", "table(a / b | c)"),
  ]

  static let quotations: [(String, String?)] = [
    ("> a\n{{#if yes}}\n> b\n{{/if}}\n> c", "quote[p(a)]\nquote[p(b)]\nquote[p(c)]"),
    ("> a\n> {{#if no}}\n> b\n> {{/if}}\n> c", "quote[p(a); p(c)]"),
    ("> a\n>\n> {{#each l}}\n> {{this}}\n> {{/each}}", "quote[p(a); p(one); p(two)]"),
    (">{{#if yes}}\n>a\n>{{/if}}", "quote[p(a)]"),
    ("> > a\n> > {{#if no}}\n> > b\n> > {{/if}}", "quote[quote[p(a)]]"),
    ("> a\n> {{#if yes}}\n> > b\n> {{/if}}", "quote[p(a); quote[p(b)]]"),
    ("> {{#if yes}}\n> a\n{{/if}}", nil),
    ("{{#if yes}}\n> a\n> {{/if}}", nil),
    ("> a\n{{#if yes}}\nb\n{{/if}}", "quote[p(a)]\np(b)"),
    ("> - a\n>   {{#if yes}}\n>   b\n>   {{/if}}", "quote[ul[p(a), p(b)]]"),
    ("> - a\n> {{#if yes}}\n> - b\n> {{/if}}\n> - c", "quote[ul[p(a); p(b); p(c)]]"),
  ]

  static let lists: [(String, String?)] = [
    ("{{#if no}}\n- a\n{{else}}\n- b\n{{/if}}", "ul[p(b)]"),
    ("{{#if yes}}\n- a\n{{else}}\n1. b\n{{/if}}", "ul[p(a)]"),
    ("{{#if yes}}\nt\n\n- a\n{{/if}}\n\n- b", "p(t)\nul[p(a)]\nul[p(b)]"),
    ("{{#if yes}}\n- a\n\nt\n{{/if}}\n- b", "ul[p(a)]\np(t)\nul[p(b)]"),
    ("- a\n{{#if yes}}\nt\n{{/if}}\n- b", "ul[p(a)]\np(t)\nul[p(b)]"),
    ("- a\n{{#if no}}\n- b\n{{else}}\nt\n{{/if}}\n- c", "ul[p(a)]\np(t)\nul[p(c)]"),
    ("- a\n{{#if yes}}\n* b\n{{/if}}\n- c", "ul[p(a)]\nul[p(b)]\nul[p(c)]"),
    ("1. a\n{{#if yes}}\n2) b\n{{/if}}", "ol1[p(a)]\nol2[p(b)]"),
    ("5. a\n{{#if no}}\n6. b\n{{/if}}\n7. c", "ol5[p(a); p(c)]"),
    ("- a\n\n{{#if yes}}\n- b\n{{/if}}\n- c", "ul loose[p(a); p(b); p(c)]"),
    ("{{#if yes}}\n\n- a\n- b\n\n{{/if}}", "ul[p(a); p(b)]"),
    ("- a\n{{#if yes}}\n\n- b\n{{/if}}", "ul loose[p(a); p(b)]"),
    ("- a\n  {{#if yes}}\n  - b\n  {{/if}}\n  - c\n- d", "ul[p(a), ul[p(b); p(c)]; p(d)]"),
    ("- a\n{{#if yes}}\n  - b\n{{/if}}\n- c", "ul[p(a), ul[p(b)]; p(c)]"),
    ("- a\n\n{{#if no}}\n  b\n{{/if}}\n\n  c", "ul loose[p(a), p(c)]"),
    (
      "- a\n{{#each l}}\n{{#if yes}}\n- {{this}}\n{{/if}}\n{{/each}}\n- b",
      "ul[p(a); p(one); p(two); p(b)]"
    ),
    ("- a\n{{#if yes}}\n{{/if}}\n- b", "ul[p(a); p(b)]"),
    ("- a\n  lazy\ntext\n{{#if yes}}\n- b\n{{/if}}", "ul[p(a lazy text); p(b)]"),
    ("10. a\n    {{#if yes}}\n    b\n    {{/if}}", "ol10[p(a), p(b)]"),
    ("- ```\n  {{#if yes}}\n  ```\n- a {{/if}}", nil),
    ("- a\n  {{#if yes}}\n  b\n- c\n  {{/if}}", nil),
    ("- {{#if yes}}a\n- b{{/if}}", nil),
    ("- a\n\n{{page break}}\n\n- b", "ul[p(a)]\npage break\nul[p(b)]"),
    ("- a\n\n  {{page break}}\n\n  b", nil),
  ]

  static let inlines: [(String, String?)] = [
    ("*a {{#if yes}}b{{/if}}*", "p(*a **b*)"),
    ("**{{#if no}}a{{else}}b{{/if}}**", "p(**b**)"),
    ("{{#if yes}}*a{{/if}} b*", "p(*a** b*)"),
    ("`{{#if no}}a{{/if}}b`", "p(`b`)"),
    ("[a {{#if yes}}b{{/if}}](https://x.no)", "p(<a →https://x.no><b→https://x.no>)"),
    ("[a](https://x.no/{{#if yes}}b{{/if}})", nil),
    ("![{{v}}](a.png)", nil),
    ("a{{! *b* }}c", "p(ac)"),
    ("a &amp; {{v}} &#65; &copy;", "p(a & V A ©)"),
    ("\\*{{v}}\\*", "p(*V*)"),
    ("{{#each l}}{{#if yes}}{{this}}{{/if}} {{/each}}.", "p(one two .)"),
    ("{{#if yes}}a{{#if no}}b{{else if yes}}c{{/if}}{{/if}}d", "p(acd)"),
  ]

  @Test("leaf blocks", arguments: leafBlocks)
  func leaf(body: String, expected: String?) throws { try check(body, expected) }

  @Test("tables", arguments: tables)
  func table(body: String, expected: String?) throws { try check(body, expected) }

  @Test("quotations", arguments: quotations)
  func quotation(body: String, expected: String?) throws { try check(body, expected) }

  @Test("lists", arguments: lists)
  func listed(body: String, expected: String?) throws { try check(body, expected) }

  @Test("running text", arguments: inlines)
  func inline(body: String, expected: String?) throws { try check(body, expected) }

  private func check(_ body: String, _ expected: String?) throws {
    let fixture = Fixture(body: body, record: MarkdownCaseTests.record)
    if let expected {
      #expect(try fixture.outline() == expected)
    } else {
      #expect(!fixture.problems.isEmpty)
      #expect(fixture.problems.allSatisfy { $0.hasPrefix("letter.md:") })
    }
  }
}
