import Diagnostics
import Foundation

/// A problem as the page shows it: its place, the source line there, and what to do about it.
struct ProblemAnswer: Encodable, Hashable, Sendable {
  let severity, id, message: String
  let file: String?
  let line, column: Int?
  /// The cell, such as `F4`, where the file is a workbook.
  let cell: String?
  /// The line of the file at that place, or the part of a long line around it.
  let source: String?
  /// How many characters of that are before the place.
  let sourceColumn: Int?
  let hints: [String]

  /// A problem with its source: what stands in the cell, or the line that `lines` finds; or none.
  init(_ diagnostic: Diagnostic, lines: SourceLines? = nil) {
    severity = diagnostic.severity.rawValue
    id = diagnostic.id
    message = diagnostic.message
    file = diagnostic.location?.file
    line = diagnostic.location?.line
    column = diagnostic.location?.column
    cell = diagnostic.location?.cell
    let excerpt =
      cell == nil
      ? diagnostic.location.flatMap { lines?.excerpt(at: $0) }
      : diagnostic.cell.map { ($0.content, $0.valueColumn) }
    (source, sourceColumn) = (excerpt?.text, excerpt?.column)
    hints = diagnostic.hints
  }
}

/// The lines of the files that problems are in, each file read once.
///
/// It opens only files that a ``SourceLocation`` names, which come from the mailing and never from a
/// request.
final class SourceLines {
  private var files: [String: [UInt8]] = [:]
  /// A line of each file that was found before, and where it starts: problems come in their order.
  private var known: [String: (line: Int, start: Int)] = [:]

  /// Files larger than this are not searched for a line.
  private static let limit = 64 << 20
  /// Of longer lines, only so many characters on each side of the place are shown.
  private static let reach = 90

  /// The line at a place, or the part of a long line around it.
  ///
  /// - Returns: The text, and how many of its characters are before the place; nil if it cannot be
  ///   read.
  func excerpt(at location: SourceLocation) -> (text: String, column: Int)? {
    guard let line = line(location.line, of: location.file) else { return nil }
    let column = max(0, location.column - 1)
    guard line.count > 2 * SourceLines.reach else { return (line, column) }
    let start = max(0, column - SourceLines.reach)
    let rest = line.dropFirst(start)
    let part = rest.prefix(2 * SourceLines.reach)
    let text = (start > 0 ? "…" : "") + part + (part.endIndex < rest.endIndex ? "…" : "")
    return (text, column - start + (start > 0 ? 1 : 0))
  }

  /// The text of a line, without its end; nil if it cannot be read.
  private func line(_ number: Int, of file: String) -> String? {
    let bytes = self.bytes(of: file)
    var (current, start) = (1, 0)
    if let before = known[file], before.line <= number { (current, start) = before }
    while current < number {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      (current, start) = (current + 1, end + 1)
    }
    known[file] = (current, start)
    let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
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
