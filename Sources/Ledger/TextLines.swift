import Diagnostics
import Foundation
import Glibc

/// The lines of a file, one at a time, so that long files need little memory.
struct TextLines {
  private let handle: FileHandle
  private let name: String
  private var buffer: [UInt8] = []
  private var start = 0

  init(path: String, named name: String) throws(DiagnosticsError) {
    // A pipe of that name is not waited for.
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw TextLines.missing(name, because: errno) }
    handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    self.name = name
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw ManifestReader.unreadable(name)
    }
  }

  private static func missing(_ name: String, because number: Int32) -> DiagnosticsError {
    guard number == ENOENT || number == ENOTDIR else {
      let (reason, failure) = Ledger.words(for: number)
      return DiagnosticsError(
        .error(
          "ledger.reading", "the manifest '\(name)' cannot be read: \(reason)", failure: failure))
    }
    return DiagnosticsError(
      .error("ledger.no-manifest", "there is no manifest '\(name)'", failure: .input))
  }

  /// How long a line is at most, in bytes: a letter with ten thousand warnings.
  static let limit = 1 << 22

  /// The next line without its end; nil after the last one.
  ///
  /// - Throws: ``DiagnosticsError`` if the file cannot be read, or if a line is longer than any of
  ///   ours.
  mutating func next() throws(DiagnosticsError) -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return buffer[start..<end]
      }
      searched = buffer.count - start
      guard searched <= TextLines.limit else { throw ManifestReader.unreadable(name) }
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
