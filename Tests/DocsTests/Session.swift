import Foundation
import TestSupport

/// A shell in the home folder of somebody who has read a page so far.
///
/// In the folder are `Templates` and `docs/examples`, as in a copy of the project; the command `flett` is the one
/// built for the tests. There are no keys and no settings.
struct Session {
  private let folder: TemporaryFolder

  /// What the folder is called in what commands print.
  static let home = "/home/kari"

  /// Sets the folder up.
  init() throws {
    folder = try TemporaryFolder()
    let files = FileManager.default
    for (part, name) in [("home/docs", "docs/examples"), ("home", "Templates")] {
      let place = folder.url.appending(path: part)
      try files.createDirectory(at: place, withIntermediateDirectories: true)
      try files.copyItem(
        at: projectFolder.appending(path: name),
        to: place.appending(path: URL(filePath: name).lastPathComponent))
    }
    let programs = folder.url.appending(path: "programs")
    try files.createDirectory(at: programs, withIntermediateDirectories: true)
    try files.createSymbolicLink(
      at: programs.appending(path: "flett"), withDestinationURL: builtProgram)
  }

  private var home: URL { folder.url.appending(path: "home") }

  /// Writes a file.
  func write(_ text: String, to path: String) throws {
    try folder.write(text, to: "home/\(path)")
  }

  /// The text of a file.
  func read(_ path: String) throws -> String {
    try String(contentsOf: home.appending(path: path), encoding: .utf8)
  }

  /// How commands ended, and all that they printed, in its order.
  struct Outcome {
    var status: Int32
    var text: String
  }

  /// Runs commands until one of them fails.
  func run(_ commands: String) throws -> Outcome {
    let search = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let outcome = try Program("bash").run(
      ["-e", "-o", "pipefail", "-c", "exec 2>&1\n" + commands], in: home,
      environment: [
        "HOME": home.path, "FLETT_KEYS": home.appending(path: ".config/flett/keys").path,
        "PATH": folder.url.appending(path: "programs").path + ":" + search,
        "LC_ALL": "C.UTF-8",
      ])
    return Outcome(
      status: outcome.status, text: outcome.output.replacing(home.path, with: Self.home))
  }
}
