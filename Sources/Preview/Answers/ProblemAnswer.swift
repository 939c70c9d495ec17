import Diagnostics
import Foundation

/// A problem as the page shows it: its place, the source line there, and what to do about it.
struct ProblemAnswer: Encodable, Hashable, Sendable {
  let severity, id, message: String
  let file: String?
  let line, column: Int?
  /// The line of the file at that place.
  let source: String?
  let hints: [String]

  /// A problem with the source line that `lines` finds.
  init(_ diagnostic: Diagnostic, lines: SourceLines) {
    severity = diagnostic.severity.rawValue
    id = diagnostic.id
    message = diagnostic.message
    file = diagnostic.location?.file
    line = diagnostic.location?.line
    column = diagnostic.location?.column
    source = diagnostic.location.flatMap(lines.line)
    hints = diagnostic.hints
  }
}

/// The lines of the files that problems are in, each file read once.
///
/// It opens only files that a ``SourceLocation`` names, which come from the mailing and never from a
/// request.
final class SourceLines {
  private var files: [String: [UInt8]] = [:]

  /// Files larger than this are not searched for a line.
  private static let limit = 64 << 20
  /// Longer lines are cut.
  private static let lineLimit = 400

  /// The text of a line, without its end; nil if it cannot be had.
  func line(at location: SourceLocation) -> String? {
    let bytes = self.bytes(of: location.file)
    var start = 0
    for _ in 1..<max(1, location.line) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = end + 1
    }
    let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard !line.isEmpty else { return nil }
    return String(String(decoding: line, as: UTF8.self).prefix(SourceLines.lineLimit))
  }

  private func bytes(of file: String) -> [UInt8] {
    if let known = files[file] { return known }
    let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
    var bytes: [UInt8] = []
    if let size, size < SourceLines.limit, let data = FileManager.default.contents(atPath: file) {
      bytes = Array(data)
    }
    files[file] = bytes
    return bytes
  }
}
