import Diagnostics
import Document
import Merge
import Records
import TestSupport
import Testing

struct HostileValueTests {
  @Test(
    "a value prints as itself",
    arguments: [
      "*a*", "<b>x</b>", "{{name}}", "{{#if x}}", "# x", "- x", "| x | y |", "[a](b)", "&amp;",
      "\\", "`x`", "\u{E000}", "\u{E001}\u{F0000}", "---", "    x", "![a](b)", "1. x", "«x»",
      "e\u{301}", "\u{200F}x", "👩‍👩‍👧", "}}", "'", "\"", "%s",
    ])
  func verbatim(value: String) throws {
    let fixture = Fixture(
      settings: "to: [\"{{v}}\"]\n",
      body: "a{{v}}b\n\n| {{v}} |\n|---|\n| x{{v}}y |\n\n- z{{v}}z\n", record: [("v", .text(value))]
    )
    let letter = try fixture.letter()
    #expect(
      letter.body.map(\.outline) == [
        "p(a\(value)b)", "table(\(value.trimmed) / x\(value)y)", "ul[p(z\(value)z)]",
      ])
    #expect(letter.address.lines.map(\.inlines.plainText) == [value.trimmed])
  }

  @Test(
    "a line end in a value breaks the line in text and in the address",
    arguments: [
      "a\nb", "a\r\nb", "a\rb", "a\u{2028}b", "a\u{2029}b", "a\u{85}b", "a\u{B}b",
    ])
  func lineEnds(value: String) throws {
    let letter = try Fixture(
      settings: "to: [\"{{v}}\"]\n", body: "{{v}}", record: [("v", .text(value))]
    ).letter()
    #expect(letter.body.map(\.outline) == ["p(a^b)"])
    #expect(letter.address.lines.map(\.inlines.plainText) == ["a", "b"])
  }

  @Test("values never change the shape of the tree")
  func shape() throws {
    let template = Fixture(
      settings: "to: [\"{{a}} {{b}}\"]\nreference:\n  - R: \"{{b}}\"\n",
      body: """
        # {{a}}

        {{a}} *{{b}}* [x](https://x.no/{{a}})

        {{#each l}}
        - {{this}} {{b}}
        {{/each}}

        > {{b}}

        | {{a}} | h |
        |---|---|
        {{#each l}}
        | {{this}} | {{a | upper}} |
        {{/each}}
        """, record: [("a", .text("")), ("b", .text("")), ("l", .text(""))])
    let merger = try template.merger()
    let pieces = [
      "*", "_", "`", "<", ">", "{{", "}}", "#", "-", "|", "\n", "\u{2028}", "[", "](", ")", "&",
      ";",
      "\\", "\u{E000}", "\u{E005}", "\u{F0001}", "1.", "~", "=", "æ", "'", "\"", "!", "x",
      "http://",
    ]
    var random = SplitMix(state: 2020)
    for _ in 0..<2000 {
      var record = template.filled
      let value = { (random: inout SplitMix) in
        // A letter at each end, so that no value is blank or loses spaces at its ends.
        "q"
          + (0..<Int.random(in: 1...6, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
          }.joined() + "q"
      }
      let (a, b, item) = (value(&random), value(&random), value(&random))
      record.values[0].content = .text(a)
      record.values[1].content = .text(b)
      record.values[2].content = list([.text(item), .text(b)])
      let letter = try merger.letter(for: record, recipients: .none).output
      #expect(letter.shape == "h p(3) ul[p, p] quote[p] table[2x3]")
      let plain = { (text: String) in text.replacing("\n", with: "\u{2028}") }
      guard case .heading(_, let heading) = letter.body[0].content else {
        Issue.record("\(letter.shape) begins without heading")
        return
      }
      #expect(heading.plainText == plain(a))
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " })
  }
}

extension Letter {
  /// The kinds and numbers of blocks, without their words.
  fileprivate var shape: String {
    body.map { block in
      switch block.content {
      case .heading: "h"
      case .paragraph(let text):
        "p(\(text.count { $0.link != nil || $0.style.contains(.emphasis) } + 1))"
      case .list(let list): "ul[\(list.items.map { _ in "p" }.joined(separator: ", "))]"
      case .quote(let blocks): "quote[\(blocks.map { _ in "p" }.joined(separator: ", "))]"
      case .table(let table): "table[\(table.alignments.count)x\(table.rows.count + 1)]"
      default: "?"
      }
    }.joined(separator: " ")
  }
}
