import Diagnostics
import Foundation
import Ledger

/// A folder's manifest.
enum ManifestFile {
  /// Reads it as `flett verify FOLDER` and `flett rebuild` do.
  static func examine(_ bytes: [UInt8]) throws -> Outcome {
    let scratch = try Scratch()
    let path = try scratch.write(bytes, to: "manifest.json").path
    do {
      let reader = try ManifestReader(path: path, named: "manifest.json")
      var count = 0
      var letters = try reader.letters()
      while let letter = try letters.next() {
        count += 1
        try check(letter)
      }
      if let letter = reader.head.undispatched { try check(letter) }
      return .taken(["\(count) letters", "\(reader.head.hashValue)"])
    } catch let error as DiagnosticsError {
      return .refused(error.diagnostics.map(\.description))
    }
  }

  private static func check(_ letter: Manifest.Letter) throws {
    guard isInFolder(letter.file) else {
      throw Violation("the manifest names a file outside its folder: '\(letter.file)'")
    }
    guard letter.pages >= 0, letter.size >= 0, letter.row >= 0 else {
      throw Violation("a letter has less than nothing: \(letter)")
    }
  }

  /// Whether a name leads to nowhere outside the folder.
  static func isInFolder(_ name: String) -> Bool {
    !name.hasPrefix("/") && !name.utf8.contains(0) && !name.split(separator: "/").contains("..")
  }
}
