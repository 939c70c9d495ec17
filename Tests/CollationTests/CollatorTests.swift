import Collation
import Testing

/// The order of texts in a language's alphabet.
struct CollatorTests {
  private func sorted(_ texts: [String], _ language: String) throws -> [String] {
    let collator = try #require(Collator(language: language))
    return texts.map { ($0, collator.key(of: $0)) }
      .sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }

  @Test("æ ø å come last in Norwegian, and aa is å", arguments: ["nb", "nn", "no", "nb-NO"])
  func norwegian(_ language: String) throws {
    let order = ["Aamot", "Åmot", "Øye", "Zoë", "Ærø", "anna", "Anna", "Bo", "Andre"]
    #expect(
      try sorted(order, language)
        == ["Andre", "anna", "Anna", "Bo", "Zoë", "Ærø", "Øye", "Åmot", "Aamot"])
  }

  @Test(
    "other languages have orders of their own",
    arguments: [
      ("sv", ["Zoe", "Åsa", "Ängel", "Örn"]), ("de", ["Ängel", "Åsa", "Örn", "Zoe"]),
      ("en-GB", ["Ängel", "Åsa", "Örn", "Zoe"]), ("xx", ["Ängel", "Åsa", "Örn", "Zoe"]),
      ("fi", ["Zoe", "Åsa", "Ängel", "Örn"]), ("se", ["Zoe", "Åsa", "Ängel", "Örn"]),
    ])
  func languages(_ language: String, _ order: [String]) throws {
    #expect(try sorted(order.sorted(), language) == order)
  }

  @Test("numbers in texts are numbers")
  func numbers() throws {
    #expect(
      try sorted(["Gata 10", "Gata 2", "Gata 2 B"], "nb") == ["Gata 2", "Gata 2 B", "Gata 10"])
  }

  @Test("a key ends in the only 0, also of an empty and of a long text")
  func ends() throws {
    let collator = try #require(Collator(language: "nb"))
    for text in ["", "a", String(repeating: "blåbærsyltetøy", count: 10_000), "\u{0}\u{FFFF}"] {
      let key = collator.key(of: text)
      #expect(key.last == 0 && key.count { $0 == 0 } == 1)
    }
  }
}
