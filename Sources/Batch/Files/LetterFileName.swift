import Diagnostics
import Foundation

/// The name of a letter's file, safe on every file system and at dispatch.
///
/// Rules: Unicode normal form C; none of `" < > ? * | : \ /` and at most 226 characters (SvarUt's and
/// national dispatch's rules for `filnavn`); no control or invisible formatting characters; no name that
/// Windows reserves; no leading or trailing dots and spaces.
struct LetterFileName: Hashable, Sendable {
  /// The name with its ending.
  let text: String

  /// The most characters that dispatch takes, and the most bytes that file systems do.
  private static let limit = (characters: 226, bytes: 255)

  /// Makes a name safe.
  ///
  /// - Parameters:
  ///   - raw: The name that the mailing's pattern gives, with or without ending.
  ///   - place: The record it is for, for messages.
  /// - Throws: ``DiagnosticsError`` if nothing is left of it, or if it is too long.
  init(_ raw: String, fileExtension: String = "pdf", at place: SourceLocation?)
    throws(DiagnosticsError)
  {
    let ending = "." + fileExtension
    var stem = LetterFileName.replaced(raw.precomposedStringWithCanonicalMapping)
    if stem.lowercased().hasSuffix(ending) { stem.removeLast(ending.count) }
    stem = LetterFileName.trimmed(stem)
    guard !stem.isEmpty else {
      throw DiagnosticsError(
        .error(
          "batch.empty-file-name", "the letter's file name is empty", at: place,
          hints: ["'file' of the mailing must give every letter a name"]))
    }
    if LetterFileName.isReserved(stem) { stem += "_" }
    text = stem + ending
    guard text.count <= LetterFileName.limit.characters,
      text.utf8.count <= LetterFileName.limit.bytes
    else {
      throw DiagnosticsError(
        .error(
          "batch.long-file-name",
          "the letter's file name '\(text.prefix(40))…' has \(text.count) characters, "
            + "but \(LetterFileName.limit.characters) are allowed", at: place,
          hints: ["use a shorter field in 'file' of the mailing"]))
    }
  }

  /// The form in which names are compared: two names that differ in letter case or normal form alone
  /// are one file on some systems.
  var comparedForm: String { text.lowercased() }

  /// The name without what no file system or dispatch takes.
  private static func replaced(_ name: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"", "<", ">", "?", "*", "|", ":", "\\", "/": result.append("-")
      default:
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
        case .format, .privateUse, .surrogate, .unassigned: break
        default: result.append(scalar)
        }
      }
    }
    return String(result)
  }

  private static func trimmed(_ name: String) -> String {
    let isEdge = { (character: Character) in character.isWhitespace || character == "." }
    let start = name.drop(while: isEdge)
    return String(start.reversed().drop(while: isEdge).reversed())
  }

  /// Whether Windows keeps a name for a device (`CON`, `LPT1` …), whatever its ending.
  private static func isReserved(_ stem: String) -> Bool {
    let name = stem.prefix { $0 != "." }.uppercased()
    if ["CON", "PRN", "AUX", "NUL"].contains(name) { return true }
    guard name.count == 4, let digit = name.last, ("1"..."9").contains(digit) else { return false }
    return name.hasPrefix("COM") || name.hasPrefix("LPT")
  }
}
