import Diagnostics
import Document
import Merge
import Records
import Testing

struct PositionTests {
  /// Each body has links without target, which are warned of at their place.
  @Test(
    "places in the text are the author's, whatever tags stood before",
    arguments: [
      ("å {{name}} [x](#)", ["6:12"]),
      ("a\nb {{name}} [x](#)", ["7:12"]),
      ("a\n{{! c }}\nb [x](#)", ["8:3"]),
      ("{{#if name}}\n[x](#)\n{{/if}}\n[y](#)", ["7:1", "9:1"]),
      ("- {{name}} [x](#)\n  - [y](#)", ["6:12", "7:5"]),
      ("- a\n{{#if name}}\n- [x](#)\n{{/if}}\n- [y](#)", ["8:3", "10:3"]),
      ("> a\n> [x](#)", ["7:3"]),
      ("| h |\n|---|\n{{#if name}}\n| a [x](#) |\n{{/if}}\n| [y](#) |", ["9:5", "11:3"]),
      ("# [x](#)\n\nt [y](#)\n---", ["6:3", "8:3"]),
    ])
  func warnings(body: String, expected: [String]) throws {
    let template = try Fixture(body: body, record: [("name", .text("n"))]).template()
    #expect(
      template.warnings.map { warning in
        warning.location.map { "\($0.line):\($0.column)" } ?? "none"
      } == expected)
  }

  @Test("blocks, rows and values say where they come from")
  func origins() throws {
    let letter = try Fixture(
      settings: "to: [\"v/ {{name}}\"]\n",
      body: "{{#if name}}\n# A {{name}}\n{{/if}}\n\n- b\n- c\n\n| h |\n|---|\n| {{name}} |",
      record: [("name", .text("n"))]
    ).letter()
    #expect(
      letter.body.map(\.origin.description) == [
        "letter.md:8:1", "letter.md:11:1", "letter.md:14:1",
      ])
    guard case .heading(_, let heading) = letter.body[0].content,
      case .list(let list) = letter.body[1].content,
      case .table(let table) = letter.body[2].content
    else {
      Issue.record("other blocks than expected")
      return
    }
    #expect(heading.map(\.origin.description) == ["letter.md:8:3", "list.csv:2:1"])
    #expect(list.items.map(\.origin.description) == ["letter.md:11:1", "letter.md:12:1"])
    #expect(table.rows[0][0].origin.description == "letter.md:16:3")
    #expect(table.header[0].origin.description == "letter.md:14:3")
    #expect(letter.address.lines[0].origin.description == "letter.md:5:6")
  }
}
