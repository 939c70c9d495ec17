import Foundation
import TestSupport
import Testing

/// The exit status tells a program what to do (`sysexits.h`).
struct ExitStatusTests {
  let command: Command

  init() throws {
    command = try Command()
    try command.writeMailing()
  }

  @Test(
    "64: the command was called in a way it does not understand",
    arguments: [
      ["merge"], ["merge", "m", "--what"], ["merge", "m", "--limit", "0"],
      ["merge", "m", "--limit", "-1"], ["merge", "m", "--limit", "x"],
      ["merge", "m", "--jobs", "0"],
      ["merge", "m", "--jobs", "1025"], ["merge", "m", "--renderer", "word"],
      ["merge", "m", "--undispatched", "--only", "Rødt"], ["merge", "m", "--only", "Rodt"],
      ["merge", "m", "--only", "Rodt", "--limit", "1"], ["merge", "m", "n"],
      ["preview", "m", "--guides"], ["preview", "m", "--host", "::1"],
      ["preview", "m", "--png", "x.png", "--resolution", "9"],
      ["preview", "m", "--png", "x.png", "--only", "Rodt"], ["flette", "m"], ["new"],
    ])
  func usage(_ arguments: [String]) throws {
    let outcome = try command.run(builtProgram.path(percentEncoded: false), arguments)
    #expect(outcome.status == 64, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
    #expect(command.files() == ["m"])
  }

  @Test("65: the letter or the list is at fault")
  func data() throws {
    try command.writeMailing(body: "{{#if name}}Hei.\n")
    #expect(try command.flett("merge", "m").status == 65)
    try command.writeMailing(list: "name,city\nRødt,Oslo\nRødt,Bergen\n")
    #expect(try command.flett("merge", "m").status == 65)
    #expect(try command.flett("check", "m").status == 65)
    #expect(try command.flett("preview", "m", "--png", "x.png").status == 65)
    #expect(command.files() == ["m"])
  }

  @Test("66: a file is missing", arguments: ["letter.md", "list.csv", "s.yaml"])
  func input(_ file: String) throws {
    try FileManager.default.removeItem(at: command.folder.url.appending(path: "m/\(file)"))
    let outcome = try command.flett("merge", "m")
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains(file), "\(outcome.errors)")
    #expect(try command.flett("merge", "m", "--data", "no.csv").status == 66)
  }

  @Test("73: a file cannot be made")
  func create() throws {
    try command.folder.write("", to: "file")
    let outcome = try command.flett("merge", "m", "--output", "file")
    #expect(outcome.status == 73)
    #expect(
      outcome.errors
        == "error: the folder 'file' cannot be made: a file of that name is in the way "
        + "[batch.output-folder]\n")
    #expect(try command.flett("merge", "m", "--output", "file/below").status == 73)
    #expect(try command.flett("new", "m").status == 73)
    #expect(try command.flett("preview", "m", "--png", "file/x.png").status == 73)
  }

  @Test("77: something may not be read or written", .enabled(if: geteuid() != 0))
  func permission() throws {
    try command.folder.write("", to: "out/x")
    let out = command.path + "out"
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: out)
    #expect(try command.flett("merge", "m", "--output", "out").status == 77)
  }

  /// Whether folders can be made that nobody may change.
  static let canFreeze: Bool = {
    guard let command = try? Command() else { return false }
    defer { _ = try? command.run("chattr", ["-i", "."]) }
    return (try? command.run("chattr", ["+i", "."]).status) == 0
  }()

  @Test(
    "77: a folder that even its owner may not change",
    .enabled(if: canFreeze, "needs root, and a file system with such a flag"))
  func unchangeable() throws {
    try command.folder.write("", to: "out/x")
    try #require(try command.run("chattr", ["+i", "out"]).status == 0)
    defer { _ = try? command.run("chattr", ["-i", "out"]) }
    let outcome = try command.flett("merge", "m", "--output", "out")
    #expect(outcome.status == 77)
    #expect(outcome.errors.contains("cannot be written: permission is denied [batch.cannot-write]"))
    #expect(command.files(in: "out") == ["x"])
  }

  @Test(
    "78: the stationery is at fault",
    arguments: [
      "paper: A3\n", "colour: red\n", "fonts: {text: Helvetica Nova}\n", "paper: [\n",
      "margins: {left: 200 mm}\n",
    ])
  func configuration(_ stationery: String) throws {
    try command.writeMailing(stationery: stationery)
    let outcome = try command.flett("merge", "m")
    #expect(outcome.status == 78, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(try command.flett("check", "m").status == 78)
    #expect(command.files() == ["m"])
  }

  @Test("0: help and the version")
  func help() throws {
    let alone = try command.flett()
    #expect(alone.status == 0 && alone.errors.isEmpty)
    let begun = ["flett new ", "flett preview ", "flett merge ", "flett --help "]
    #expect(begun.allSatisfy { alone.output.contains($0) }, "\(alone.output)")
    #expect(try command.flett("--help").status == 0)
    #expect(try command.flett("merge", "--help").output.contains("--keep-going"))
    #expect(try command.flett("--version").output == "0.1.0\n")
  }
}
