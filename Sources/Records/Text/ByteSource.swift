import Diagnostics
import Foundation

/// Bytes that can be read from the beginning any number of times.
enum ByteSource: Sendable {
  /// A file on disk, or one that standard input was spooled to.
  case file(FileSource)
  /// Bytes at hand: the beginning of a file while its separator is looked for.
  case memory([UInt8])

  /// At most `count` bytes from `offset` on; none at the end.
  func read(at offset: Int, count: Int) throws(DiagnosticsError) -> [UInt8] {
    switch self {
    case .file(let file): return try file.read(at: offset, count: count)
    case .memory(let bytes):
      let start = min(offset, bytes.count)
      return Array(bytes[start..<min(start + count, bytes.count)])
    }
  }

  /// How many bytes there are.
  func size() throws(DiagnosticsError) -> Int {
    switch self {
    case .file(let file): try file.size()
    case .memory(let bytes): bytes.count
    }
  }

  /// The first `count` bytes, however few each read gives.
  func beginning(_ count: Int) throws(DiagnosticsError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let more = try read(at: bytes.count, count: count - bytes.count)
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }

  /// Finds that nobody has changed the file since it was opened.
  ///
  /// - Throws: ``DiagnosticsError`` if its size, its time of change or its identity is another.
  func verifyUnchanged() throws(DiagnosticsError) {
    if case .file(let file) = self { try file.verifyUnchanged() }
  }
}
