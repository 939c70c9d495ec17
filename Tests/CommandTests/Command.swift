import Foundation
import TestSupport
import Testing

/// How a run of `flett` ended, and what it printed where.
struct Outcome {
  let status: Int32
  let output: String
  let errors: String

  /// The lines of standard output.
  var lines: [Substring] { output.split(separator: "\n") }
}

/// The built command, run in a folder of its own with the project's templates beside it.
struct Command {
  let folder: TemporaryFolder
  /// Variables that the programs have besides those of the tests.
  var environment: [String: String] = [:]

  /// A command in an empty folder, with no keys.
  init() throws {
    folder = try TemporaryFolder()
    environment["FLETT_KEYS"] = folder.url.appending(path: "keys").path(percentEncoded: false)
  }

  /// Where the folder is; ends with a slash.
  var path: String { folder.url.path(percentEncoded: false) }

  /// The first mailing.
  static let mailing = projectFolder.appending(path: "Templates/partiprogram")
    .path(percentEncoded: false)

  /// Runs `flett`; the folder's place is left out of what it prints.
  func flett(_ arguments: String..., input: String? = nil) throws -> Outcome {
    try run(builtProgram.path(percentEncoded: false), arguments, input: input)
  }

  /// Runs a program in the folder.
  func run(_ program: String, _ arguments: [String], input: String? = nil) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files take what the programs say, as a pipe that nobody reads would stop them.
    let store = try TemporaryFolder()
    let files = try ["in", "out", "err"].map {
      try store.write($0 == "in" ? input ?? "" : "", to: $0)
    }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    let words = try files.dropFirst().map {
      try String(contentsOf: $0, encoding: .utf8).replacing(path, with: "")
    }
    return Outcome(status: process.terminationStatus, output: words[0], errors: words[1])
  }

  /// The files in a folder, by name; none if it is not there.
  func files(in name: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path + name)) ?? [])
      .filter { ![".flett", "manifest.csv", "manifest.json"].contains($0) }.sorted()
  }

  /// Writes a small mailing `m`.
  func writeMailing(
    settings: String = "", body: String = "Hei, {{name}}.\n",
    list: String = "name,city\nRødt,Oslo\nHøyre,\n",
    stationery: String = "fonts: {text: Open Sans}\n"
  ) throws {
    try folder.writeMailing(settings: settings, body: body, list: list, stationery: stationery)
  }
}
