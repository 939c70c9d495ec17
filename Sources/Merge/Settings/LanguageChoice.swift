import Diagnostics

/// The languages that a mailing's letter is written in, and the column that says a recipient's.
package struct LanguageChoice: Hashable, Sendable {
  /// The letter in one language.
  package struct Version: Hashable, Sendable {
    /// The language as a BCP 47 tag.
    package var language: String
    package var file: Settings.FileReference
  }

  /// The column that says a recipient's language, in normal form C.
  var column: String
  /// Where that column is named.
  var columnLocation: SourceLocation
  /// The versions; the first is in the mailing's own file.
  package var versions: [Version]
  /// The version for recipients whose language has none; nil if that is an error.
  var fallback: Int?

  /// More languages than this are a mistake: each is a file to be read.
  static let maximumVersions = 32

  /// The languages in words, for messages.
  var languages: String { versions.map(\.language).joined(separator: ", ") }
}
