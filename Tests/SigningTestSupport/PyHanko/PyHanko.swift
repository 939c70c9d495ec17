package import Foundation
import TestSupport
import Testing

/// pyHanko as a second opinion; `Scripts/judges/setup` installs it.
package enum PyHanko {
  private static let python =
    (ProcessInfo.processInfo.environment["JUDGES"].map { URL(filePath: $0) }
    ?? projectFolder.appending(path: ".build/judges")).appending(path: "python/bin/python").path
  private static let script = projectFolder.appending(
    path: "Tests/SigningTestSupport/PyHanko/check.py"
  ).path

  /// Whether it is there; where it is not, the tests that ask it are skipped and say so.
  package static let isInstalled =
    (try? Program(python).run(["-c", "import pyhanko"]).status) == 0

  /// What it says of one signature.
  package struct Status: Decodable, Hashable {
    package var field: String
    package var good: Bool
    package var intact: Bool?
    package var valid: Bool?
    package var trusted: Bool?
    package var coverage: String?
    package var changes: String?
    package var error: String?
  }

  /// What it says of one file.
  package struct Verdict: Decodable, Hashable {
    package var signatures: [Status]
    package var error: String?

    /// Whether every signature of a file with at least one is good.
    package var isGood: Bool { !signatures.isEmpty && signatures.allSatisfy(\.good) }
  }

  /// Checks the signatures of files.
  package static func check(_ files: [URL], root: URL) throws -> [Verdict] {
    let outcome = try Program(python).run([script, "status", root.path] + files.map(\.path))
    try #require(outcome.status == 0, "\(outcome.text)")
    return try outcome.text.split(separator: "\n").map { line in
      try JSONDecoder().decode(Verdict.self, from: Data(line.utf8))
    }
  }

  /// Runs one of the script's other commands in a folder.
  package static func run(_ arguments: [String], in folder: URL) throws {
    let outcome = try Program(python).run([script] + arguments, in: folder)
    try #require(outcome.status == 0, "\(outcome.text)")
  }
}
