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
  ///   - fileExtension: The ending, without its dot.
  ///   - place: The record it is for, for messages.
  /// - Throws: ``DiagnosticsError`` if nothing is left of it, or if it is too long.
  init(_ raw: String, fileExtension: String = "pdf", at place: SourceLocation?)
    throws(DiagnosticsError)
  {
    let ending = "." + fileExtension
    // Composed last, as what is left out can have stood between a letter and its accent.
    let name = LetterFileName.replaced(raw).precomposedStringWithCanonicalMapping
    var stem = LetterFileName.trimmed(name, isEdge: \.isWhitespace)
    if stem.lowercased().hasSuffix(ending) { stem.removeLast(ending.count) }
    stem = LetterFileName.trimmed(stem) { $0.isWhitespace || $0 == "." }
    guard !stem.isEmpty else {
      throw DiagnosticsError(
        .error(
          "batch.empty-file-name", "the letter's file name is empty", at: place,
          hints: ["'file' of the mailing must give every letter a name"]))
    }
    text = LetterFileName.unreserved(stem) + ending
    guard let excess else { return }
    throw DiagnosticsError(
      .error(
        "batch.long-file-name", "the letter's file name '\(text.prefix(40))…' \(excess)", at: place,
        hints: ["use a shorter field in 'file' of the mailing"]))
  }

  /// By how much the name is too long, in words; nil if it is not.
  private var excess: String? {
    let (characters, bytes) = (text.count, text.utf8.count)
    if characters > LetterFileName.limit.characters {
      return "has \(characters) characters, but \(LetterFileName.limit.characters) are allowed"
    }
    guard bytes > LetterFileName.limit.bytes else { return nil }
    return "takes \(bytes) bytes, but file systems allow \(LetterFileName.limit.bytes)"
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

  private static func trimmed(_ name: String, isEdge: (Character) -> Bool) -> String {
    String(name.drop(while: isEdge).reversed().drop(while: isEdge).reversed())
  }

  /// The names that Windows keeps for devices, whatever their ending.
  private static let reserved: Set<String> = {
    let ports = ["COM", "LPT"].flatMap { port in "123456789¹²³".map { port + String($0) } }
    return Set(["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"] + ports)
  }()

  /// The name, changed where its part before the first dot is kept for a device.
  private static func unreserved(_ stem: String) -> String {
    let first = stem.prefix { $0 != "." }
    let device = trimmed(String(first)) { $0 == " " }
    guard reserved.contains(device.uppercased()) else { return stem }
    return device + "_" + stem.dropFirst(first.count)
  }
}
