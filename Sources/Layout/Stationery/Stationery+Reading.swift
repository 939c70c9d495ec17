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
  /// - Returns: The stationery.
  /// - Throws: ``DiagnosticsError`` with every fault of the file, or where it cannot be read.
  package static func read(path: String, named name: String) throws(DiagnosticsError) -> Warned<
    Stationery
  > {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DiagnosticsError(
        .error("stationery.missing", "the stationery '\(name)' cannot be read", failure: .input))
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw DiagnosticsError(
        .error(
          "stationery.encoding", "the stationery '\(name)' is not UTF-8 text",
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
    var reading = StationeryReading(folder: folder)
    var stationery = reading.stationery(root)
    stationery.source = text
    return try reading.problems.finish(stationery)
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
