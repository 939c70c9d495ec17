package import Diagnostics
import Foundation

/// Reads a manifest line by line, so that one of a million letters needs little memory.
package struct ManifestReader: Sendable {
  /// Everything but the letters.
  package let head: Manifest
  private let path: String
  private let name: String

  /// Reads what a manifest says before and after its letters.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - name: What to call it in messages.
  /// - Throws: ``DiagnosticsError`` if it is not there, or is no manifest as flett writes it.
  package init(path: String, named name: String) throws(DiagnosticsError) {
    (self.path, self.name) = (path, name)
    var lines = try ManifestLines(path: path, named: name)
    var text: [UInt8] = []
    while let (line, isLetter) = try lines.next() {
      guard !isLetter else { continue }
      text += line
      text.append(0x0A)
      guard text.count <= ManifestReader.limit else { throw ManifestReader.unreadable(name) }
    }
    guard let head = try? JSONDecoder().decode(Manifest.self, from: Data(text)),
      head.format == "flett manifest"
    else { throw ManifestReader.unreadable(name) }
    guard head.version <= Manifest.newest else {
      throw DiagnosticsError(
        .error(
          "ledger.newer-manifest", "the manifest '\(name)' was written by a newer version of flett",
          hints: ["use that version"], failure: .configuration))
    }
    guard head.isPlausible else { throw ManifestReader.unreadable(name) }
    self.head = head
  }

  /// How many bytes stand before and after the letters at most: the faults of a million letters.
  private static let limit = 1 << 28

  /// The letters from the first one on.
  package func letters() throws(DiagnosticsError) -> ManifestLetters {
    ManifestLetters(lines: try ManifestLines(path: path, named: name), name: name)
  }

  /// The problem of a manifest that no run can have written.
  package var unreadable: DiagnosticsError { ManifestReader.unreadable(name) }

  static func unreadable(_ name: String) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "ledger.bad-manifest", "'\(name)' is not a manifest in the form in which flett writes it",
        hints: ["run 'flett merge' again: it writes the manifest anew"]))
  }
}

/// The letters of a manifest, one after the other.
package struct ManifestLetters {
  fileprivate var lines: ManifestLines
  fileprivate let name: String
  private let decoder = JSONDecoder()

  fileprivate init(lines: ManifestLines, name: String) {
    (self.lines, self.name) = (lines, name)
  }

  /// The next letter; nil after the last one.
  ///
  /// - Throws: ``DiagnosticsError`` if a line is no letter.
  package mutating func next() throws(DiagnosticsError) -> Manifest.Letter? {
    while let (line, isLetter) = try lines.next() {
      guard isLetter else { continue }
      let bytes = line.last == UInt8(ascii: ",") ? line.dropLast() : line
      guard let letter = try? decoder.decode(Manifest.Letter.self, from: Data(bytes)),
        letter.isPlausible, letter.row > 0
      else { throw ManifestReader.unreadable(name) }
      return letter
    }
    return nil
  }
}

/// The lines of a manifest, each with whether it is a letter's.
struct ManifestLines {
  private var lines: TextLines
  private var isWithinLetters = false

  private static let beginning = Array(#"  "letters": ["#.utf8)
  private static let end = Array("  ],".utf8)

  init(path: String, named name: String) throws(DiagnosticsError) {
    lines = try TextLines(path: path, named: name)
  }

  /// The next line without its end; nil after the last one.
  mutating func next() throws(DiagnosticsError) -> (line: ArraySlice<UInt8>, isLetter: Bool)? {
    guard let line = try lines.next() else { return nil }
    if line.elementsEqual(ManifestLines.end) { isWithinLetters = false }
    defer { if line.elementsEqual(ManifestLines.beginning) { isWithinLetters = true } }
    return (line, isWithinLetters)
  }
}
