package import Diagnostics
import Foundation
import Glibc

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
      if !isLetter { text += line + [0x0A] }
    }
    guard let head = try? JSONDecoder().decode(Manifest.self, from: Data(text)),
      head.format == "flett manifest", head.undispatched?.isPlausible != false,
      head.totals.isPlausible
    else { throw ManifestReader.unreadable(name) }
    guard head.version == 1 else {
      throw DiagnosticsError(
        .error(
          "ledger.newer-manifest", "the manifest '\(name)' was written by a newer version of flett",
          hints: ["use that version"], failure: .configuration))
    }
    self.head = head
  }

  /// The letters from the first one on.
  package func letters() throws(DiagnosticsError) -> ManifestLetters {
    ManifestLetters(lines: try ManifestLines(path: path, named: name), name: name)
  }

  fileprivate static func unreadable(_ name: String) -> DiagnosticsError {
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
        letter.isPlausible
      else { throw ManifestReader.unreadable(name) }
      return letter
    }
    return nil
  }
}

/// The lines of a manifest, and of each whether it is one of the letters.
struct ManifestLines {
  private let handle: FileHandle
  private let name: String
  private var buffer: [UInt8] = []
  private var start = 0
  private var isWithinLetters = false

  private static let beginning = Array(#"  "letters": ["#.utf8)
  private static let end = Array("  ],".utf8)

  init(path: String, named name: String) throws(DiagnosticsError) {
    // A pipe of that name is not waited for.
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw DiagnosticsError(
        .error("ledger.no-manifest", "there is no manifest '\(name)'", failure: .input))
    }
    handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    self.name = name
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw ManifestReader.unreadable(name)
    }
  }

  /// The next line without its end; nil after the last one.
  mutating func next() throws(DiagnosticsError) -> (line: ArraySlice<UInt8>, isLetter: Bool)? {
    guard let line = try nextLine() else { return nil }
    if line.elementsEqual(ManifestLines.end) { isWithinLetters = false }
    defer { if line.elementsEqual(ManifestLines.beginning) { isWithinLetters = true } }
    return (line, isWithinLetters)
  }

  private mutating func nextLine() throws(DiagnosticsError) -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return buffer[start..<end]
      }
      searched = buffer.count - start
      buffer.removeFirst(start)
      start = 0
      let more = try read()
      guard !more.isEmpty else {
        defer { buffer = [] }
        return buffer.isEmpty ? nil : buffer[...]
      }
      buffer += more
    }
  }

  private func read() throws(DiagnosticsError) -> Data {
    do {
      return try handle.read(upToCount: 1 << 17) ?? Data()
    } catch {
      throw DiagnosticsError(
        .error("ledger.reading", "reading the manifest '\(name)' broke off", failure: .inputOutput))
    }
  }
}
