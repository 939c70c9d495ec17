import Diagnostics
import Document
import Merge
import Records
import TestSupport
import Testing

struct HostileTemplateTests {
  @Test("any heap of tags and Markdown is a letter or an error with a place", arguments: 0..<8)
  func heaps(seed: UInt64) {
    let pieces = [
      "{{a}}", "{{l}}", "{{#if a}}", "{{#if b}}", "{{else}}", "{{else if b = ''}}", "{{/if}}",
      "{{#each l}}", "{{this}}", "{{/each}}", "{{! c }}", "{{page break}}", "{{", "}}", "\\{{",
      "- ",
      "1. ", "> ", "| x | y |", "|---|---|", "# ", "---", "===", "```", "    ", "  ", "*", "**",
      "`",
      "[x](#)", "[x](https://x.no/{{a}})", "![x](y.png)", "text", " ", "<b>", "\t", "&nbsp;",
    ]
    var random = SplitMix(state: seed)
    for _ in 0..<80 {
      let body = (0..<Int.random(in: 1...25, using: &random)).map { _ in
        (pieces.randomElement(using: &random) ?? "")
          + (Int.random(in: 0...2, using: &random) == 0 ? "\n" : "")
      }.joined()
      let fixture = Fixture(
        body: body,
        record: [("a", .text("A")), ("b", .text("")), ("l", list([.text("1"), .text("2")]))])
      do {
        let letter = try fixture.letter()
        let text = letter.body.map(\.outline).joined()
        #expect(!text.unicodeScalars.contains { $0.value == 0xE000 }, "a placeholder is left")
        #expect(!text.contains("{{#if") && !text.contains("{{#each"), "\(body)")
      } catch let error as DiagnosticsError {
        #expect(error.diagnostics.allSatisfy { $0.location != nil }, "\(body)")
      } catch {
        Issue.record(error)
      }
    }
  }

  @Test("deep nesting is refused")
  func depth() {
    let problems = Fixture(body: String(repeating: "> ", count: 500) + "x").problems
    #expect(
      problems == [
        "letter.md:6:1: error: lists, quotations or emphasis are nested more than a hundred "
          + "deep [merge.markdown]"
      ])
  }

  @Test("blocks of tags nested out of reason are refused")
  func tagDepth() {
    let body = String(repeating: "{{#if a}}", count: 20_000)
    #expect(
      Fixture(body: body, record: [("a", .text("1"))]).problems == [
        "letter.md:6:901: error: blocks are nested more than a hundred deep [merge.nesting]"
      ])
    let condition = Array(repeating: "a", count: 5_000).joined(separator: " and ")
    let problems = Fixture(body: "{{#if \(condition)}}{{/if}}", record: [("a", .text("1"))])
      .problems
    #expect(problems.count == 1)
    #expect(problems.first?.contains("the expression has more than 200 parts") == true)
  }

  @Test("deeply nested blocks of tags are no deeper than the author wrote them")
  func blocks() throws {
    let count = 40
    let body =
      (0..<count).map { _ in "{{#if a}}\n" }.joined() + "x\n"
      + (0..<count).map { _ in "{{/if}}\n" }.joined()
    #expect(try Fixture(body: body, record: [("a", .text("1"))]).outline() == "p(x)")
  }
}
