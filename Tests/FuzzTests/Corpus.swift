import Foundation
import FuzzTargets
import TestSupport

/// The kept inputs of a target, `Fuzz/Corpus/<target>/`.
struct Corpus {
  /// An input, by the name of its file.
  struct Input {
    let name: String
    let bytes: [UInt8]
  }

  private let target: FuzzTarget
  /// The inputs in the order of their names.
  let inputs: [Input]
  private let last: URL

  /// Reads a target's inputs, of which what is tried is in a file named by the trial: two go on at once.
  init(_ target: FuzzTarget, trial: String) throws {
    self.target = target
    let folder = projectFolder.appending(path: "Fuzz/Corpus/\(target)")
    inputs = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      Input(name: name, bytes: [UInt8](try Data(contentsOf: folder.appending(path: name))))
    }
    let found = projectFolder.appending(path: ".build/fuzzing")
    try FileManager.default.createDirectory(at: found, withIntermediateDirectories: true)
    last = found.appending(path: "\(target)-\(trial)-last")
  }

  /// Tries bytes; they are in a file while they are tried, so that what ends the tests can be found.
  func examine(_ bytes: [UInt8]) async throws -> Outcome {
    try Data(bytes).write(to: last)
    return try await target.examine(bytes)
  }

  /// Nothing is being tried any more.
  func finish() throws { try FileManager.default.removeItem(at: last) }

  /// Keeps bytes for whoever looks into what came of them, and says where.
  func keep(_ bytes: [UInt8], named name: String) throws -> String {
    let file = last.deletingLastPathComponent().appending(path: "\(target)-\(name)")
    try Data(bytes).write(to: file)
    return file.path
  }
}
