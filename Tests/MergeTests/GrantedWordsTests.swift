import Diagnostics
import Document
import Merge
import Records
import TestSupport
import Testing

/// Text must never get to a recipient whom the conditions around it do not grant it.
struct GrantedWordsTests {
  @Test("every recipient gets exactly the words that the conditions grant", arguments: 0..<16)
  func words(seed: UInt64) throws {
    var generator = LetterGenerator(seed: seed &* 7919 &+ 1)
    var refused: [String] = []
    for _ in 0..<150 {
      let (body, expected) = generator.letter()
      let whole = try? Fixture(body: body, fields: [], items: []).merger()
      for fields in [[], ["a"], ["b", "c"], ["a", "b", "c"]] as [Set<String>] {
        let items = fields.contains("b") ? ["v1", "v2"] : fields.contains("a") ? ["v3"] : []
        let fixture = Fixture(body: body, fields: fields, items: items)
        let granted = LetterGenerator.words(expected, fields: fields, items: items)
        do {
          let merger = try whole ?? fixture.merger()
          let letter = try merger.letter(for: fixture.filled, recipients: .none).output
          let printed = letter.body.map(\.outline).joined(separator: " ").words
          try #require(printed == granted, "\(fields) in:\n\(body)")
        } catch let error as DiagnosticsError {
          #expect(error.diagnostics.allSatisfy { $0.location != nil }, "\(body)")
          refused.append("\(error)\n\(body)")
          break
        }
      }
    }
    #expect(refused.count <= 4, "\(refused.count) refused, such as\n\(refused.first ?? "")")
  }

  @Test(
    "a paragraph before a table is inside the tags around it",
    arguments: [
      "{{#if m}}\nSecret:\n| A | B |\n|---|---|\n| 1 | 2 |\n{{/if}}\nEnd",
      "{{#if m}}\nmore\n{{else}}\nSecret:\nand\n| A |\n|---|\n{{/if}}\n\nEnd",
      "- a\n  {{#if m}}\n  Secret\n  | A |\n  |---|\n  | 1 |\n  {{/if}}\n- End",
      "> {{#if m}}\n> Secret\n> | A |\n> |---|\n> {{/if}}\n> End",
    ])
  func paragraphBeforeTable(body: String) throws {
    for (isMember, isGranted) in [("yes", !body.contains("else")), ("", body.contains("else"))] {
      let outline = try Fixture(body: body, record: [("m", .text(isMember))]).outline()
      #expect(outline.contains("Secret") == isGranted)
      #expect(outline.contains("table") == isGranted)
      #expect(outline.contains("End"))
    }
  }
}

extension Fixture {
  /// A letter to somebody for whom some of the fields a, b and c hold.
  fileprivate init(body: String, fields: Set<String>, items: [String]) {
    self.init(
      body: body,
      record: ["a", "b", "c"].map { ($0, .text(fields.contains($0) ? "x" : "")) } + [
        ("l", list(items.map { .text($0) }))
      ])
  }
}

extension String {
  /// The words of generated letters in it.
  fileprivate var words: [String] {
    split { !$0.isLetter && !$0.isNumber }.map(String.init)
      .filter {
        ["w", "v"].contains($0.prefix(1)) && $0.dropFirst().allSatisfy(\.isNumber) && $0.count > 1
      }
  }
}
