import Foundation
import TestSupport
import Testing

/// Norwegian pages use the words that the preview's page has.
struct GlossaryTests {
  /// What the page says in its languages, in small letters.
  private let texts: [[String]]

  init() throws {
    let file = projectFolder.appending(path: "Sources/Preview/Page/texts.json")
    let all = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    texts = try #require(all).values.compactMap { $0 as? [String: Any] }.map { text in
      ["en", "nb", "nn"].map { Self.words(text[$0]) }
    }
  }

  /// A text in small letters, all its forms in a row.
  private static func words(_ text: Any?) -> String {
    let forms = (text as? [String: String])?.values.joined(separator: " ")
    return (forms ?? text as? String ?? "").lowercased()
  }

  @Test("each row of the glossary is what the page says in its languages")
  func words() throws {
    let page = try Page(path: "docs/nb/ordliste.md").text
    let table = page.split(separator: "## Ellers")[0].split(separator: "\n").filter {
      $0.hasPrefix("|")
    }
    #expect(table.count > 20)
    for line in table.dropFirst(2) {
      let row = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let isSaid = texts.contains { text in zip(text, row).allSatisfy { $0.contains($1) } }
      #expect(row.count == 3 && isSaid, "\(line)")
    }
  }
}
