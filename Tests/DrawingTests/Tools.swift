import Foundation
import TestSupport
import Testing

/// What a program printed and how it ended.
struct Outcome {
  let status: Int32
  let output: String
}

/// Runs a program on a file with these bytes, whose path stands where an argument is `FILE`.
func run(_ program: String, _ arguments: [String], on bytes: [UInt8]) throws -> Outcome {
  let folder = try TemporaryFolder()
  let file = try folder.write(Data(bytes), to: "file")
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  let path = file.path(percentEncoded: false)
  process.arguments = [program] + arguments.map { $0.replacing("FILE", with: path) }
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return Outcome(
    status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
}
