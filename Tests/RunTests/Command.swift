import Foundation
import Glibc
import TestSupport
import Testing

/// What a run of the built command left behind.
struct Outcome {
  var status: Int32
  var output: String
  var errors: String

  /// The JSON object on standard output.
  func json() throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
  }
}

/// The command `flett`, as it was built with the tests.
final class Command {
  private let process = Process()
  private let folder: TemporaryFolder
  private let output = Pipe()

  /// Begins a run; its problems and its progress go to a terminal if there is one.
  ///
  /// It reads what is written into `input`. With `asks`, the terminal is the one that it was started from.
  init(
    _ arguments: [String], environment: [String: String] = [:], terminal: Terminal? = nil,
    input: Pipe? = nil, asks: Bool = false
  ) throws {
    folder = try TemporaryFolder()
    process.executableURL = asks ? URL(filePath: "/usr/bin/setsid") : builtProgram
    process.arguments = (asks ? ["--ctty", "--wait", builtProgram.path] : []) + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if asks, let terminal {
      process.standardInput = terminal.device
    } else if let input {
      process.standardInput = input
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    process.standardOutput = output
    // A file never fills up, so nobody need read it while the command runs.
    let errors = try FileHandle(forWritingTo: folder.write("", to: "errors"))
    process.standardError = terminal?.device ?? errors
    try process.run()
    try terminal?.device.close()
  }

  /// Runs the command to its end.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    try Command(arguments, environment: environment).finish()
  }

  /// Waits for the end.
  func finish() throws -> Outcome {
    let printed = try read()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: try String(contentsOf: folder.url.appending(path: "errors"), encoding: .utf8))
  }

  /// Reads to the end; Foundation's own way takes the signal of a child that ended for an error.
  private func read() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(life, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      try #require(count >= 0)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Waits until a descriptor can be read, or the process prints its result or ends.
  ///
  /// - Returns: Which of the two; nil if neither happens within a minute.
  func wait(forReading descriptor: Int32) -> (isReadable: Bool, hasEnded: Bool)? {
    var waiting = [descriptor, life].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while true {
      let ready = poll(&waiting, 2, 60_000)
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return nil }
      return (waiting[0].revents & Int16(POLLIN) != 0, waiting[1].revents != 0)
    }
  }

  /// Sends the process a signal, such as SIGKILL.
  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// What becomes readable when the process prints its result or ends.
  var life: Int32 { output.fileHandleForReading.fileDescriptor }
}
