package import Foundation

/// A folder that a test may fill; it is removed when the value goes away.
package final class TemporaryFolder: Sendable {
  /// The folder's place.
  package let url: URL

  /// Makes an empty folder.
  package init() throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "flett-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file into the folder, with the folders on the way to it, and gives its place.
  @discardableResult
  package func write(_ contents: String, to path: String) throws -> URL {
    try write(Data(contents.utf8), to: path)
  }

  /// Writes a file into the folder, with the folders on the way to it, and gives its place.
  @discardableResult
  package func write(_ contents: Data, to path: String) throws -> URL {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try contents.write(to: file)
    return file
  }
}
