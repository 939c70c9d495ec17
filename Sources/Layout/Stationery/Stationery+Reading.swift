import Configuration
package import Diagnostics
import Foundation
import Geometry

extension Stationery {
  /// Reads a stationery file.
  ///
  /// - Parameters:
  ///   - path: The file's place; pictures are found from its folder.
  ///   - name: The file as the author names it, for messages.
  ///   - origin: Where the author names it, if in a file.
  /// - Returns: The stationery.
  /// - Throws: ``DiagnosticsError`` with every fault of the file, or where it cannot be read.
  package static func read(
    path: String, named name: String, at origin: SourceLocation? = nil
  ) throws(DiagnosticsError) -> Warned<Stationery> {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DiagnosticsError(
        .error(
          "stationery.missing", "the stationery '\(name)' cannot be read", at: origin,
          hints: ["check the name and the folder, and who may read the file"], failure: .input))
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw DiagnosticsError(
        .error(
          "stationery.encoding", "the stationery '\(name)' is not UTF-8 text",
          at: firstFault(in: data, of: name), hints: ["save it again as UTF-8"],
          failure: .configuration))
    }
    return try parse(text, named: name, folder: (path as NSString).deletingLastPathComponent)
  }

  /// Reads a stationery's text.
  ///
  /// - Parameters:
  ///   - text: All of the file.
  ///   - name: The file as the author named it, for messages.
  ///   - folder: The stationery's folder, from which pictures are named.
  /// - Returns: As ``read(path:named:)``.
  /// - Throws: As ``read(path:named:)``.
  package static func parse(
    _ text: String, named name: String, folder: String
  ) throws(DiagnosticsError) -> Warned<Stationery> {
    let root: ConfigurationNode
    do {
      root = try ConfigurationNode(yaml: text, file: name)
    } catch {
      throw DiagnosticsError(error.diagnostics.map { $0.failing(as: .configuration) })
    }
    var reading = StationeryReading(folder: folder, file: name)
    var stationery = reading.stationery(root)
    stationery.source = text
    return try reading.problems.finish(stationery)
  }

  /// The first line that is not UTF-8.
  private static func firstFault(in data: Data, of name: String) -> SourceLocation {
    let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    return SourceLocation(file: name, line: index + 1, column: 1)
  }
}

extension Diagnostic {
  /// The same problem, told to programs as another kind of failure.
  fileprivate func failing(as failure: Failure) -> Diagnostic {
    var copy = self
    copy.failure = failure
    return copy
  }
}
