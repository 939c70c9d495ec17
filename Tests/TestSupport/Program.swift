package import Foundation

/// A program that a test runs beside ours: one that checks files, or makes them.
package struct Program: Sendable {
  /// The program: a path, or a name to be found in `PATH`.
  package let name: String

  /// A program by path or name.
  package init(_ name: String) {
    self.name = name
  }

  /// How a program ended, and what it printed where.
  package struct Outcome: Sendable {
    /// Its exit status.
    package var status: Int32
    /// Standard output and standard error.
    package var output, errors: String

    /// Both.
    package var text: String { output + errors }
  }

  /// Runs the program to its end.
  @discardableResult
  package func run(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // A file never fills up, so nobody need read it while the program runs.
    let folder = try TemporaryFolder()
    let errors = try folder.write("", to: "errors")
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: data, as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
