package import Diagnostics
import Foundation
import Storage

/// The mailing that `flett new` starts a folder with; it uses every block and part a letter can have.
package enum StarterMailing {
  /// The files with their contents, which are built into the program.
  private static var files: [(name: String, bytes: [UInt8])] {
    [
      ("letter.md", PackageResources.letter_md),
      ("members.csv", PackageResources.members_csv),
      ("stationery.yaml", PackageResources.stationery_yaml),
      ("map.png", PackageResources.map_png),
      ("signature.png", PackageResources.signature_png),
    ]
  }

  /// Makes the folder with its files.
  ///
  /// - Returns: The files written.
  /// - Throws: ``DiagnosticsError`` if the folder is already there, or cannot be written.
  package static func write(to folder: String) throws(DiagnosticsError) -> [String] {
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw DiagnosticsError(
        .error(
          "batch.folder-exists", "'\(folder)' is already there",
          hints: ["name a folder that does not exist yet"], failure: .create))
    }
    let output = try OutputFolder(path: folder, named: folder)
    for file in files { try output.write(file.bytes, to: file.name) }
    return files.map { folder + "/" + $0.name }
  }
}
