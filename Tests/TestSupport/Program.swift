package import Foundation

/// A program that a test runs beside ours: a judge, or a maker of files.
package struct Program: Sendable {
  /// The program: a path, or a name to be found in `PATH`.
  package let name: String

  /// A program by path or name.
  package init(_ name: String) {
    self.name = name
  }

  /// What a program said.
  package struct Outcome: Sendable {
    /// Its exit status.
    package var status: Int32
    /// What it wrote to standard output and standard error.
    package var text: String
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
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, text: String(decoding: data, as: UTF8.self))
  }
}
