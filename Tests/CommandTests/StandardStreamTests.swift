import Foundation
import TestSupport
import Testing

/// What becomes of a command whose words nobody can take.
struct StandardStreamTests {
  let command: Command

  init() throws {
    command = try Command()
    try command.writeMailing()
  }

  /// Every command, as far as it prints something; some need letters that are there.
  static let commands: [[String]] = [
    ["merge", "m", "--output", "new"], ["merge", "m", "--output", "new", "--json"],
    ["merge", "m", "--output", "new.zip"], ["merge", "m", "--combined", "new.pdf"],
    ["merge", "m", "--dry-run"], ["merge", "m", "--dry-run", "--json"],
    ["check", "m"], ["check", "m", "--json"], ["status", "out"], ["status", "out", "--json"],
    ["verify", "out"], ["verify", "out", "--json"], ["rebuild", "out"],
    ["keys"], ["keys", "list", "--json"], ["keys", "demonstration"],
    ["keys", "make", "own", "--common-name", "Kari"], ["new", "n"],
    ["preview", "m", "--png", "x.png"], ["preview", "m", "--contact-sheet", "x.svg"],
    ["preview", "m", "--no-open"],
    ["--help"], [], ["help", "merge"], ["merge", "--help"], ["--version"],
    ["--generate-completion-script", "bash"],
  ]

  /// Runs `flett` with what a shell makes of its streams.
  func flett(_ arguments: [String], _ streams: String) throws -> Outcome {
    let program = builtProgram.path(percentEncoded: false)
    return try command.run(
      "sh", ["-c", "exec \"$0\" \"$@\" \(streams)", program] + arguments)
  }

  @Test(
    "74: what is printed cannot be written, and standard error says so", arguments: commands,
    [(">/dev/full", "no space is left"), (">&-", "it is closed")])
  func output(_ arguments: [String], _ way: (String, String)) throws {
    #expect(try command.flett("merge", "m", "--output", "out").status == 0)
    let outcome = try flett(arguments, way.0)
    #expect(outcome.status == 74, "\(outcome.errors)")
    #expect(
      outcome.errors.hasSuffix(
        "error: standard output cannot be written: \(way.1) [output.cannot-write]\n"),
      "\(outcome.errors)")
  }

  @Test("74: nobody reads what is printed", arguments: [["merge", "m", "--json"], ["--help"]])
  func pipe(_ arguments: [String]) throws {
    let outcome = try withoutReader(arguments)
    #expect(outcome.status == 74)
    #expect(
      outcome.errors
        == "error: standard output cannot be written: nobody reads it any more "
        + "[output.cannot-write]\n")
    if arguments.first == "merge" { try expectWholeRun(in: "m/Output") }
  }

  private func withoutReader(_ arguments: [String]) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = builtProgram
    process.arguments = arguments
    process.currentDirectoryURL = command.folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(command.environment) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try output.fileHandleForReading.close()
    try process.run()
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  @Test(
    "a run is whole though its progress cannot be told",
    arguments: ["2>/dev/full", "2>&-", "2>&- >&-", "2>&- <&-", ">/dev/full 2>/dev/full"])
  func progress(_ streams: String) throws {
    let people = (1...300).map { "Person \($0),Oslo" }.joined(separator: "\n")
    try command.writeMailing(list: "name,city\n\(people)\n")
    let outcome = try flett(["merge", "m", "--output", "out", "--progress", "plain"], streams)
    #expect(outcome.status == 74)
    #expect(outcome.errors.isEmpty)
    #expect(command.files(in: "out").count == 300)
    try expectWholeRun(in: "out")
  }

  private func expectWholeRun(in folder: String) throws {
    #expect(try command.flett("verify", folder).status == 0)
    let status = try command.flett("status", folder).output
    #expect(status.contains("complete"), "\(status)")
    let again = try command.flett("merge", "m", "--output", folder)
    #expect(again.output.hasPrefix("no letter made, "), "\(again.output)")
  }

  @Test("an error keeps its status where it cannot be told", arguments: ["2>/dev/full", "2>&-"])
  func error(_ streams: String) throws {
    #expect(try flett(["merge", "nowhere"], streams).status == 66)
    #expect(try flett(["merge", "m", "--what"], streams).status == 64)
    #expect(try flett(["merge", "nowhere", "--json"], ">/dev/full").status == 66)
  }

  @Test("nothing is wrong with a stream that nothing is written to")
  func silent() throws {
    let outcome = try flett(["merge", "m", "--output", "out"], "2>&- <&-")
    #expect(outcome.status == 0)
    #expect(outcome.output == "2 letters made, 2 pages, in out\n")
  }

  @Test("a list is asked of a standard input that is closed")
  func input() throws {
    let outcome = try flett(["merge", "m", "--data", "-"], "<&-")
    #expect(outcome.status != 0)
    #expect(!outcome.errors.isEmpty)
    #expect(command.files() == ["m"])
  }
}
