package import Batch
import Foundation

/// What became of a letter that may have been made before.
package enum LetterState: String, Sendable, Encodable {
  /// Its file is there, and nothing it was made from changed since.
  case made
  /// Its file is there, but something it was made from changed since.
  case changed
  /// There is no file.
  case missing
}

/// Knows what became of letters that were made before.
package protocol LetterStates: Sendable {
  /// The state of a letter.
  ///
  /// - Parameters:
  ///   - file: The name of the letter's file.
  ///   - key: What tells the recipient from the others.
  /// - Returns: What became of it.
  func state(ofFile file: String, key: String) -> LetterState
}

/// Tells letters' states from the files in the output folder alone.
///
/// A letter counts as changed when its file is older than any file that letters are made from; so a list
/// that was saved makes all letters changed, whosever line it was.
package struct OutputFolderStates: LetterStates {
  private let folder: String
  private let newest: Date

  /// The letters in the output folder of a run.
  package init(_ request: RunRequest, files: Edition.Files) {
    folder = request.output
    newest =
      files.files.compactMap(OutputFolderStates.changed).max() ?? .distantPast
  }

  package func state(ofFile file: String, key: String) -> LetterState {
    guard let made = OutputFolderStates.changed(folder + "/" + file) else { return .missing }
    return made >= newest ? .made : .changed
  }

  private static func changed(_ path: String) -> Date? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.modificationDate] as? Date
  }
}
