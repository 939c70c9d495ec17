import Records

/// A kind of bytes from outside, each with what the program does with them.
///
/// libFuzzer (`Scripts/fuzz`) and the tests try the same: `docs/engineering/fuzzing.md` says how.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// A list as CSV.
  case csv
  /// A field's filters and a test, with the value that they are about.
  case expression
  /// A dictionary of hyphenation.
  case hyphenation
  /// A list as JSON.
  case json
  /// A folder's ledger.
  case ledger
  /// A whole letter, and a list to merge it with.
  case letter
  /// A folder's manifest.
  case manifest
  /// A list as JSON Lines.
  case ndjson
  /// A whole letter and a list, laid out and written.
  case pages
  /// A PDF file with signatures, or what is added to one that is signed.
  case pdf
  /// A PNG or JPEG picture.
  case picture
  /// YAML: front matter, stationery, a list.
  case settings
  /// An Excel workbook.
  case workbook

  /// Does with bytes what the program does with a file of this kind.
  ///
  /// - Returns: What came of it.
  /// - Throws: ``Violation`` where something came of it that never may.
  package func examine(_ bytes: [UInt8]) async throws -> Outcome {
    guard self == .pdf else { return try examineAtOnce(bytes) }
    return try await SignedFile.examine(bytes)
  }

  /// The same for all kinds that nothing is waited for.
  func examineAtOnce(_ bytes: [UInt8]) throws -> Outcome {
    switch self {
    case .csv: try ListReading.examine(bytes, as: .csv)
    case .json: try ListReading.examine(bytes, as: .json)
    case .expression: try Expression.examine(bytes)
    case .hyphenation: try HyphenationFile.examine(bytes)
    case .ledger: try LedgerFile.examine(bytes)
    case .letter: try WholeLetter.examine(bytes)
    case .manifest: try ManifestFile.examine(bytes)
    case .ndjson: try ListReading.examine(bytes, as: .ndjson)
    case .pages: try LaidOutLetter.examine(bytes)
    case .pdf: throw Violation("a PDF file is examined with time")
    case .picture: PictureFile.examine(bytes)
    case .settings: try SettingsText.examine(bytes)
    case .workbook: try WorkbookParts.examine(bytes)
    }
  }
}

/// What came of bytes from outside: something, or words that say why not.
package struct Outcome: Hashable, Sendable {
  /// Whether they were taken.
  package var isTaken: Bool
  /// What the author is told, and what tells one result from another.
  package var words: [String]

  /// A result, with what is told of it.
  static func taken(_ words: [String]) -> Outcome { Outcome(isTaken: true, words: words) }

  /// Nothing, for these reasons.
  static func refused(_ words: [String]) -> Outcome { Outcome(isTaken: false, words: words) }
}

/// Something that must not come of any bytes, such as a text that is lost.
package struct Violation: Error, CustomStringConvertible {
  /// What came of them.
  package let description: String

  /// A thing that must not be, in words.
  init(_ description: String) { self.description = description }
}
