package import Diagnostics

/// The name of a letter's file, safe on every file system and at dispatch.
///
/// Rules: Unicode normal form C; none of `" < > ? * | : \ /` and at most 226 characters (SvarUt's and
/// national dispatch's rules for `filnavn`); no control or invisible formatting characters; no name that
/// Windows reserves; no leading or trailing dots and spaces.
package struct LetterFileName: Hashable, Sendable {
  /// The name with its ending.
  package let text: String

  /// The name without its ending, for people.
  package let stem: String

  /// The most characters that dispatch takes, and the most bytes that file systems do.
  private static let limit = (characters: 226, bytes: 255)

  /// Makes a name safe.
  ///
  /// - Parameters:
  ///   - raw: The name that the mailing's pattern gives, with or without ending.
  ///   - fileExtension: The ending, without its dot.
  ///   - place: The record it is for, for messages.
  /// - Throws: ``DiagnosticsError`` if nothing is left of it, or if it is too long.
  package init(_ raw: String, fileExtension: String = "pdf", at place: SourceLocation?)
    throws(DiagnosticsError)
  {
    let ending = "." + fileExtension
    let stem =
      LetterFileName.latinStem(of: raw, ending: ending)
      ?? LetterFileName.stem(of: raw, ending: ending)
    guard !stem.isEmpty else {
      throw DiagnosticsError(
        .error(
          "batch.empty-file-name", "the letter's file name is empty", at: place,
          hints: ["'file' of the mailing must give every letter a name"]))
    }
    self.stem = LetterFileName.unreserved(stem)
    text = self.stem + ending
    guard let excess else { return }
    throw DiagnosticsError(
      .error(
        "batch.long-file-name", "the letter's file name '\(text.prefix(40))…' \(excess)", at: place,
        hints: ["use a shorter field in 'file' of the mailing"]))
  }

  /// By how much the name is too long, in words; nil if it is not.
  private var excess: String? {
    guard text.utf8.count > LetterFileName.limit.characters else { return nil }
    let (characters, bytes) = (text.count, text.utf8.count)
    if characters > LetterFileName.limit.characters {
      return "has \(characters) characters, but \(LetterFileName.limit.characters) are allowed"
    }
    guard bytes > LetterFileName.limit.bytes else { return nil }
    return "takes \(bytes) bytes, but file systems allow \(LetterFileName.limit.bytes)"
  }

  /// The form in which names are compared.
  package var comparedForm: String { FileSpelling.folded(text) }

  /// The names that Windows keeps for devices, whatever their ending.
  private static let reserved: Set<String> = {
    let ports = ["COM", "LPT"].flatMap { port in "123456789¹²³".map { port + String($0) } }
    return Set(["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"] + ports)
  }()

  /// The name, changed where its part before the first dot is kept for a device.
  private static func unreserved(_ stem: String) -> String {
    guard mayBeReserved(stem) else { return stem }
    let first = stem.prefix { $0 != "." }
    let device = trimmed(String(first)) { $0 == " " }
    guard reserved.contains(device.uppercased()) else { return stem }
    return device + "_" + stem.dropFirst(first.count)
  }

  /// Whether a name begins with a letter that a device's name begins with, and its part before the
  /// first dot is as short: of the other names nothing more needs to be known.
  private static func mayBeReserved(_ stem: String) -> Bool {
    switch stem.utf8.first {
    case 0x41, 0x43, 0x4C, 0x4E, 0x50, 0x61, 0x63, 0x6C, 0x6E, 0x70:
      stem.utf8.prefix { $0 != 0x2E }.count { $0 != 0x20 } <= 8
    default: false
    }
  }
}
