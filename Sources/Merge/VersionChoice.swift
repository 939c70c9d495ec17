import Diagnostics
import Document
import Records

/// Chooses the version of a letter that a record gets.
///
/// It keeps nothing of the records that it has seen, however many languages they name.
struct VersionChoice: Sendable {
  private let choice: LanguageChoice
  private let position: Int
  /// The versions by tag in lower case, and the first of each language by its subtag.
  private let versions: [String: Int]

  /// The choice by a column at a position of the records.
  init(_ choice: LanguageChoice, at position: Int) {
    (self.choice, self.position) = (choice, position)
    var versions: [String: Int] = [:]
    for (index, version) in choice.versions.enumerated() {
      versions[version.language.lowercased()] = index
    }
    for (index, version) in choice.versions.enumerated() {
      let language = VersionChoice.language(of: version.language.lowercased())
      if versions[language] == nil { versions[language] = index }
    }
    self.versions = versions
  }

  /// The version of a record.
  ///
  /// A language goes by its tag, in any case of letters, or by its name; one of a place that has no
  /// version of its own gets that of the language.
  ///
  /// - Throws: ``DiagnosticsError`` at the record's cell, if its language has no letter.
  func version(of record: Record) throws(DiagnosticsError) -> Int {
    guard record.values.indices.contains(position) else { throw missing("", at: record.location) }
    if let difference = record.differences[position] {
      throw DiagnosticsError(
        difference.problem(
          of: choice.column,
          hints: ["the recipient's language is told by it: \(choice.columnLocation)"]))
    }
    let value = record.values[position]
    if case .text(let text) = value.content {
      if let version = versions[text] { return version }
      if let version = version(named: text.trimmingSpaces.lowercased()) { return version }
    }
    if let fallback = choice.fallback { return fallback }
    throw missing(value.isEmpty ? "" : value.written, at: value.location)
  }

  private func version(named name: String) -> Int? {
    let tag = LanguageNames.tags[name] ?? name
    guard tag.isLanguageTag else { return nil }
    return versions[name] ?? versions[tag] ?? versions[VersionChoice.language(of: tag)]
  }

  private static func language(of tag: String) -> String {
    let language = String(tag.prefix { $0 != "-" })
    return language == "no" ? "nb" : language
  }

  private func missing(_ written: String, at place: SourceLocation) -> DiagnosticsError {
    let languages = choice.languages
    let short = written.count > 40 ? written.prefix(40) + "…" : written[...]
    let message =
      written.isEmpty
      ? "'\(choice.column)' is blank, and says which letter the recipient gets: \(languages)"
      : "there is no letter in '\(short)', the recipient's '\(choice.column)', but in \(languages)"
    return DiagnosticsError(
      .error(
        "merge.no-version", message, at: place,
        hints: [
          "the letters are named at \(choice.columnLocation)",
          "one of them for everybody else is named there as in "
            + "'else: \(choice.versions[0].language)'",
        ]))
  }
}

extension Value {
  /// The value in a message.
  fileprivate var written: String {
    switch content {
    case .text(let text), .number(let text), .date(let text): text
    case .boolean, .list, .group: noun
    }
  }
}
