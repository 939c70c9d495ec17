import Diagnostics
import Document
import Merge
import Records
import Testing

struct BodyTests {
  static let record: [(String, Value.Content)] = [
    ("a*b*c", .text("abc")), ("n", .text("ni")), ("x", .text("x")), ("blank", .text("")),
    ("name", .text("Rødt")), ("lines", list([.text("one"), .text("two")])),
    ("none", list([])), ("mail", .text("o@x.no")), ("phone", .text("+47 22")),
    ("url", .text("https://x.no/?q=1")),
    (
      "goods",
      list([group(["item": "Pen", "price": "10"]), group(["item": "Ink", "price": "2"])])
    ),
  ]

  @Test(
    "tags are found before Markdown sees them",
    arguments: [
      ("{{a*b*c}} *d*", "p(abc *d*)"),
      ("| h | i |\n|---|---|\n| {{n | upper}} | b |", "table(h | i / NI | b)"),
      ("{{#each lines}}\n- {{this}}\n{{/each}}", "ul[p(one); p(two)]"),
      (
        "- first\n{{#each lines}}\n- {{this}}\n{{/each}}\n- last",
        "ul[p(first); p(one); p(two); p(last)]"
      ),
      ("- first\n{{#if blank}}\n- {{blank}}\n{{else}}\n- {{n}}\n{{/if}}", "ul[p(first); p(ni)]"),
      ("{{#each lines}}\n- {{this}}\n{{/each}}\n- last", "ul[p(one); p(two); p(last)]"),
      ("- a\n\n{{#each lines}}\n- {{this}}\n{{/each}}", "ul loose[p(a); p(one); p(two)]"),
      ("3. a\n{{#each lines}}\n4. {{this}}\n{{/each}}", "ol3[p(a); p(one); p(two)]"),
      (
        "- a\n  {{#each lines}}\n  - {{this}}\n  {{/each}}\n- b",
        "ul[p(a), ul[p(one); p(two)]; p(b)]"
      ),
      ("- a\n\n  {{#if x}}\n  more\n  {{/if}}\n- b", "ul loose[p(a), p(more); p(b)]"),
      (
        "| h | i |\n|---|--:|\n{{#each goods}}\n| {{item}} | {{price | number: 2}} |\n{{/each}}\n| sum | {{n}} |",
        "table(h | i / Pen | 10,00 / Ink | 2,00 / sum | ni)"
      ),
      (
        "| h |\n|---|\n| a |\n{{#if blank}}\n| no |\n{{/if}}\n{{#if x}}\n| yes |\n{{/if}}",
        "table(h / a / yes)"
      ),
      ("{{#if x}}\n| h |\n|---|\n| a |\n{{/if}}", "table(h / a)"),
      ("{{#if x}}\n---\n{{/if}}", "rule"),
      ("{{#if blank}}\n---\n{{/if}}", ""),
      ("{{name}}\n---", "h3(Rødt)"),
      ("{{name}}\n===", "h2(Rødt)"),
      ("{{#if x}}\nTitle\n---\n{{/if}}", "h3(Title)"),
      ("> {{#if x}}\n> {{name}} said\n> {{/if}}", "quote[p(Rødt said)]"),
      ("> a\n> {{#each lines}}\n> - {{this}}\n> {{/each}}", "quote[p(a); ul[p(one); p(two)]]"),
      ("{{#if x}}\n> a\n{{/if}}\nb", "quote[p(a)]\np(b)"),
      ("a\n{{#if x}}\nb\n{{/if}}\nc", "p(a)\np(b)\np(c)"),
      ("{{#each lines}}\n{{this}} of us\n{{/each}}", "p(one of us)\np(two of us)"),
      ("{{#each lines}}\n{{number}}: {{this}}\n{{/each}}", "p(1: one)\np(2: two)"),
      ("{{#each none}}\n- {{this}}\n{{/each}}", ""),
      ("{{#if x}}\na\n{{#if blank}}\nb\n{{/if}}\nc\n{{/if}}", "p(a)\np(c)"),
      ("```\n{{#if x}}\n{{name}}\n{{/if}}\n```", "p(`^``Rødt``^`)"),
      ("*{{name}}*, **a {{#if x}}b** c{{/if}}", "p(*Rødt*, **a ****b** c)"),
      ("`{{name}}`", "p(`Rødt`)"),
      ("We {{#if x}}are {{#if blank}}not {{else}}so {{/if}}here{{/if}}.", "p(We are so here.)"),
      ("| h |\n|---|\n| {{#if x}}a{{else}}b{{/if}} |", "table(h / a)"),
      ("{{#each lines}}{{this}}, {{/each}}and more", "p(one, two, and more)"),
      ("{{#if blank}}Only this.{{/if}}\n\nb", "p(b)"),
      ("a{{! not printed }} b", "p(a b)"),
      ("a\n{{! not printed }}\nb", "p(a b)"),
      ("\\{{name}} {{name}}", "p({{name}} Rødt)"),
      ("`\\{{name}}`", "p(`{{name}}`)"),
      ("a {{blank | default: ''}} b {{blank | default: ''}}.", "p(a b.)"),
      ("a  \nb\nc", "p(a^b c)"),
      ("a\n\n{{page break}}\n\nb", "p(a)\npage break\np(b)"),
      ("[{{name}}](https://x.no/{{name}}?q={{x}})", "p(<Rødt→https://x.no/R%C3%B8dt?q=x>)"),
      ("[a](mailto:{{mail}}) [b](tel:{{phone}})", "p(<a→mailto:o@x.no> <b→tel:+4722>)"),
      ("[a]({{url}})", "p(<a→https://x.no/?q=1>)"),
      ("```x\n{{name}}\n```y\n{{#if x}}\n```\n{{/if}}", nil),
      ("[a] {{#if x}}\n\nb {{/if}}", nil),
      ("[a]\n\n{{#if blank}}\n[a]: https://x.no/\n{{/if}}", "p(<a→https://x.no/>)"),
      ("a [word](lang:en) b [c](#)", "p(a {en: word} b c)"),
      ("![A map](map.png \"60 mm\")", "image(mailing/map.png: A map)"),
      ("# One\n\n###### Six", "h2(One)\nh6(Six)"),
    ] as [(String, String?)])
  func outlines(body: String, expected: String?) throws {
    let fixture = Fixture(body: body, record: BodyTests.record)
    guard let expected else {
      #expect(!fixture.problems.isEmpty)
      return
    }
    #expect(try fixture.outline() == expected)
  }
}
