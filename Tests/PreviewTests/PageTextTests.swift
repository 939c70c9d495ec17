import DisplayList
import Foundation
import Preview
import Testing

/// The page's words are all in one file, in three languages.
struct PageTextTests {
  private static let folder = projectFolder.appending(path: "Sources/Preview/Page")

  /// A text in one language: alone, or as it is about one and about several.
  private struct Form: Decodable, Equatable {
    var texts: [String: String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        texts = ["": text]
      } else {
        texts = try container.decode([String: String].self)
      }
    }

    /// What stands in braces.
    var places: Set<String> {
      Set(texts.values.flatMap { $0.matches(of: /\{(\w+)\}/).map { String($0.1) } })
    }
  }

  private static func texts() throws -> [String: [String: Form]] {
    try JSONDecoder().decode(
      [String: [String: Form]].self, from: Data(contentsOf: folder.appending(path: "texts.json")))
  }

  private static func file(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private static func scripts() throws -> [(name: String, text: String)] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".js") }.sorted().map { ($0, try file($0)) }
  }

  @Test("every text is there in bokmål, nynorsk and English, with the same values in it")
  func languages() throws {
    let texts = try Self.texts()
    #expect(texts.count > 100)
    for (key, forms) in texts {
      #expect(Set(forms.keys) == ["en", "nb", "nn"], "\(key)")
      let english = try #require(forms["en"])
      for (language, form) in forms {
        #expect(form.texts.values.allSatisfy { !$0.isEmpty }, "\(key), \(language)")
        #expect(form.places == english.places, "\(key), \(language)")
        #expect(
          [[""], ["one", "other"]].contains(form.texts.keys.sorted()), "\(key), \(language)")
      }
    }
  }

  @Test("a key that the page asks for is there, and every key is asked for")
  func keys() throws {
    let texts = try Self.texts()
    let page = try Self.file("index.html")
    let marked = page.matches(of: /data-(?:text|label|hint)="([^"]+)"/).map { String($0.1) }
    for key in marked { #expect(texts[key] != nil, "index.html: \(key)") }
    var asked = Set(marked)
    var beginnings: Set<String> = []
    for (name, text) in try Self.scripts() {
      // Keys stand in quotation marks; one whose end is a value, in a template.
      for key in text.matches(of: /'([a-z]+(?:\.\w+)+)'/).map({ String($0.1) }) {
        if texts[key] != nil { asked.insert(key) }
      }
      for match in text.matches(of: /say\('([^']+)'/) {
        #expect(texts[String(match.1)] != nil, "\(name): \(match.1)")
      }
      for match in text.matches(of: /say\(`([\w.]+\.)\$\{/) { beginnings.insert(String(match.1)) }
    }
    for key in texts.keys where !asked.contains(key) {
      #expect(beginnings.contains { key.hasPrefix($0) }, "\(key) is never asked for")
    }
  }

  @Test("what the server names has words")
  func names() throws {
    let texts = try Self.texts()
    for part in BlockID.Part.allCases { #expect(texts["part.\(part.rawValue)"] != nil) }
    for kind in ["all", "letter", "master", "print"] { #expect(texts["job.what.\(kind)"] != nil) }
    for reason in ["busy", "unknown", "noKey"] { #expect(texts["make.refused.\(reason)"] != nil) }
    for stage in ["reading", "checking", "making"] { #expect(texts["job.\(stage)"] != nil) }
    for state in ["made", "changed", "missing"] { #expect(texts["state.\(state)"] != nil) }
  }

  @Test("the page's markup has no words of its own")
  func markup() throws {
    let page = try Self.file("index.html")
    let bare = page.replacing(
      /<title>.*?<\/title>|<h1 id="name">Flett<\/h1>|<kbd[^>]*>.*?<\/kbd>/, with: "")
    for match in bare.matches(of: />([^<]*)</) {
      #expect(!match.1.contains { $0.isLetter }, "\(match.1)")
    }
    #expect(page.matches(of: /(?:aria-label|placeholder|title|alt)="[^"]*\p{L}/).isEmpty)
  }

  @Test("the scripts have no words of their own")
  func scripts() throws {
    for (name, text) in try Self.scripts() {
      let code = text.replacing(/\/\*[\s\S]*?\*\/|(?m)^\s*\/\/.*$/, with: "")
      for match in code.matches(of: /'([^'\n]*)'|`([^`]*)`/) {
        let words = String(match.1 ?? match.2 ?? "").replacing(/\$\{[^}]*\}/, with: "")
        // Words that are written for people begin with a capital, or follow each other.
        let isText = words.contains(/^\p{Lu}\p{Ll}+$/) || words.contains(/\p{L}{2,} \p{L}{2,}/)
        #expect(!isText || Self.technical.contains(words), "\(name): \(words)")
      }
    }
  }

  /// Names in scripts that look like words.
  private static let technical: Set<String> = [
    "Enter", "Escape", "Home", "End", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp",
    "PageDown", "Arrow", "POST", "600 px system-ui, sans-serif", "connection broken", ".spot rect",
  ]
}
