import Foundation
import TestSupport
import Testing

/// What is told of those who get no letter.
struct ChoosingCommandTests {
  private let command: Command

  init() throws {
    command = try Command()
    try command.writeMailing(list: "name,city\nRødt,Oslo\nHøyre,Moss\nSV,Oslo\nV,Oslo\n")
    try command.folder.write("name\nSV\nNobody\nNo one\n", to: "stop.csv")
  }

  private static let counts = """
    4 recipients, 2 chosen; left out: 1 by stop.csv, 1 by --where
      hint: 2 lines of stop.csv match nobody (the first is line 3)

    """

  @Test("check and merge tell how many there were before and after, by reason")
  func counts() throws {
    let options = ["--where", "city = 'Oslo'", "--except", "stop.csv"]
    let program = builtProgram.path(percentEncoded: false)
    let checked = try command.run(program, ["check", "m"] + options)
    #expect(checked.output == Self.counts + "2 letters, 2 pages, can be made\n", "\(checked)")
    let made = try command.run(program, ["merge", "m"] + options)
    #expect(made.output == Self.counts + "2 letters made, 2 pages, in m/Output\n", "\(made)")
  }

  @Test("the dry run and the status name them, the manifest does not")
  func names() throws {
    let program = builtProgram.path(percentEncoded: false)
    let options = ["merge", "m", "--where", "city = 'Oslo'", "--except", "stop.csv"]
    let planned = try command.run(program, options + ["--dry-run"])
    #expect(
      planned.lines.dropFirst(3).prefix(2) == [
        "2\tno letter: where\t-\t-\t--where:1:1\tHøyre",
        "3\tno letter: except\t-\t-\tstop.csv:2\tSV",
      ], "\(planned)")
    #expect(try command.run(program, options).status == 0)
    let status = try command.flett("status", "m")
    #expect(status.output.contains("\n2 recipients get no letter: 1 except, 1 where\n"))
    #expect(status.output.contains("\nno letter: Høyre, row 2, where: --where:1:1\n"))
    #expect(status.output.contains("\nno letter: SV, row 3, except: stop.csv:2\n"), "\(status)")
    let json = try command.flett("status", "m", "--json")
    #expect(json.output.contains(#""cause" : "stop.csv:2""#), "\(json)")
    for file in ["manifest.json", "manifest.csv"] {
      let text = try String(
        contentsOf: command.folder.url.appending(path: "m/Output/\(file)"), encoding: .utf8)
      #expect(!text.contains("Høyre") && !text.contains("SV"))
    }
    #expect(try command.flett("verify", "m").status == 0)
  }

  @Test("somebody who is left out and asked for gets no letter, and the status says so")
  func only() throws {
    let outcome = try command.flett("merge", "m", "--except", "stop.csv", "--only", "SV")
    #expect(outcome.status == 64, "\(outcome)")
    #expect(outcome.errors.contains("'SV' gets no letter"), "\(outcome)")
    let folder = command.folder.url.appending(path: "m/Output").path
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test("a run without any of it says nothing of it")
  func nothing() throws {
    let outcome = try command.flett("merge", "m")
    #expect(outcome.output == "4 letters made, 4 pages, in m/Output\n", "\(outcome)")
  }

  @Test("the status stands hints below the problems of letters that could not be made")
  func hints() throws {
    try command.writeMailing(list: "name,city\nRødt,Oslo\n,Moss\nB 🎉,Oslo\n")
    #expect(try command.flett("merge", "m", "--keep-going").status == 65)
    let lines = try command.flett("status", "m").lines
    let hints = lines.filter { $0.contains("hint: ") }
    #expect(!hints.isEmpty && hints.allSatisfy { $0.hasPrefix("    hint: ") }, "\(lines)")
  }
}
