import Configuration
import Diagnostics
import Document
import Foundation

extension ReadingContext {
  /// `language`: a tag, or the column that tells a recipient's language and a letter for each.
  ///
  /// The letter's language is known afterwards.
  ///
  /// - Returns: The versions; nil for a letter in one language.
  mutating func language(_ reader: inout MappingReader) -> LanguageChoice? {
    guard let node = reader.node("language"), case .mapping(let entries) = node.content else {
      let language = reader.value(
        "language", expected: "a language tag such as nb, nn or en", problems: &problems
      ) { $0.isLanguageTag ? $0 : nil }
      set(language: language ?? "")
      return nil
    }
    let choice = languageChoice(node, entries)
    set(language: choice?.versions.first?.language ?? "")
    return choice
  }

  private mutating func set(language: String) {
    self.language = language
    conventions = LocaleConventions.conventions(for: language)
  }

  private static let example =
    "as in 'language: {column: Målform, nb: letter.md, nn: letter.nn.md}'"

  private mutating func languageChoice(
    _ node: ConfigurationNode, _ entries: [ConfigurationNode.Entry]
  ) -> LanguageChoice? {
    var reader = MappingReader(node, context: "'language'", problems: &problems)
    let column = reader.string("column", problems: &problems)
    if reader.node("column") == nil {
      error(
        "merge.missing-setting", "'language' does not say which column tells a recipient's",
        at: node.location, hints: [ReadingContext.example])
    }
    let versions = versions(entries.filter { !["column", "else"].contains($0.key) }, of: node)
    guard let column, !versions.isEmpty else { return nil }
    var choice = LanguageChoice(
      column: column.precomposedStringWithCanonicalMapping,
      columnLocation: reader.node("column")?.location ?? node.location, versions: versions)
    choice.fallback = reader.value(
      "else", expected: "one of \(choice.languages)", problems: &problems
    ) { tag in versions.firstIndex { $0.language.lowercased() == tag.lowercased() } }
    return choice
  }

  /// The letters by language, this file's first; none, with the fault noted, if this file is
  /// nobody's.
  private mutating func versions(
    _ entries: [ConfigurationNode.Entry], of node: ConfigurationNode
  ) -> [LanguageChoice.Version] {
    guard entries.count <= LanguageChoice.maximumVersions else {
      error(
        "merge.too-many-languages",
        "a letter has at most \(LanguageChoice.maximumVersions) languages, not \(entries.count)",
        at: node.location)
      return []
    }
    var versions: [LanguageChoice.Version] = []
    var hasFaults = false
    for entry in entries {
      guard let version = version(entry, besides: versions) else {
        hasFaults = true
        continue
      }
      versions.append(version)
    }
    let own = URL(filePath: file).lastPathComponent
    if let main = versions.firstIndex(where: { $0.file.name == own || $0.file.name == "./" + own })
    {
      versions.insert(versions.remove(at: main), at: 0)
      return versions
    }
    if !hasFaults {
      error(
        "merge.missing-setting", "'language' does not say which language \(own) itself is in",
        at: node.location, hints: [ReadingContext.example])
    }
    return []
  }

  private mutating func version(
    _ entry: ConfigurationNode.Entry, besides others: [LanguageChoice.Version]
  ) -> LanguageChoice.Version? {
    guard entry.key.isLanguageTag else {
      error(
        "configuration.unknown-name",
        "'\(entry.key)' of 'language' is neither a language tag, nor 'column' or 'else'",
        at: entry.keyLocation, hints: [ReadingContext.example])
      return nil
    }
    guard !others.contains(where: { $0.language.lowercased() == entry.key.lowercased() }) else {
      error(
        "yaml.duplicate-name", "the letter in '\(entry.key)' is named twice", at: entry.keyLocation)
      return nil
    }
    guard case .scalar(let name) = entry.value.content, !name.isEmpty else {
      error(
        "configuration.kind", "the letter in '\(entry.key)' must be a file's name",
        at: entry.value.location)
      return nil
    }
    return containedFile(name, of: "the letter", at: entry.value.location).map {
      LanguageChoice.Version(
        language: entry.key, file: .init(name: name, path: $0, location: entry.value.location))
    }
  }
}
