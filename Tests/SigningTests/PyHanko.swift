import Foundation
import TestSupport
import Testing

/// pyHanko as a second opinion; `Scripts/judges/setup` installs it.
enum PyHanko {
  private static let python = projectFolder.appending(path: ".build/judges/python/bin/python").path
  private static let script = projectFolder.appending(
    path: "Tests/SigningTests/Judges/pyhanko_judge.py"
  ).path

  /// Whether it is there; where it is not, the tests that ask it are skipped and say so.
  static let isInstalled =
    (try? Program(python).run(["-c", "import pyhanko"]).status) == 0

  /// What it says of one signature.
  struct Status: Decodable, Hashable {
    var field: String
    var good: Bool
    var intact: Bool?
    var valid: Bool?
    var trusted: Bool?
    var coverage: String?
    var changes: String?
    var error: String?
  }

  /// What it says of one file.
  struct Verdict: Decodable, Hashable {
    var signatures: [Status]
    var error: String?

    /// Whether every signature of a file with at least one is good.
    var isGood: Bool { !signatures.isEmpty && signatures.allSatisfy(\.good) }
  }

  /// Judges files.
  static func judge(_ files: [URL], root: URL) throws -> [Verdict] {
    let outcome = try Program(python).run([script, "status", root.path] + files.map(\.path))
    try #require(outcome.status == 0, "\(outcome.text)")
    return try outcome.text.split(separator: "\n").map { line in
      try JSONDecoder().decode(Verdict.self, from: Data(line.utf8))
    }
  }

  /// Runs one of the script's other commands in a folder.
  static func run(_ arguments: [String], in folder: URL) throws {
    let outcome = try Program(python).run([script] + arguments, in: folder)
    try #require(outcome.status == 0, "\(outcome.text)")
  }
}
