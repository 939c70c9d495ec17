import Foundation
import TestSupport
import Testing

/// What is said of a run is what it did.
struct SummaryTests {
  private let command: Command

  init() throws {
    command = try Command()
    try command.writeMailing()
  }

  @Test("a letter named by key is made again though it is current, and so it is said")
  func again() throws {
    #expect(try command.flett("merge", "m").status == 0)
    let file = command.folder.url.appending(path: "m/Output/Høyre.pdf")
    let before = try FileManager.default.attributesOfItem(atPath: file.path)
    let again = try command.flett("merge", "m", "--only", "Høyre")
    #expect(again.output == "1 letter made again, 1 page, in m/Output\n", "\(again)")
    let after = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(before[.systemFileNumber] as? Int != after[.systemFileNumber] as? Int)
    #expect(try command.flett("verify", "m").status == 0)
    let forced = try command.flett("merge", "m", "--force")
    #expect(forced.output == "2 letters made again, 2 pages, in m/Output\n", "\(forced)")
  }

  @Test("what was made, made again, left as it is and could not be made is told apart")
  func steps() throws {
    #expect(try command.flett("merge", "m", "--limit", "1").status == 0)
    let rest = try command.flett("merge", "m")
    #expect(rest.output == "1 letter made, 1 current, 2 pages, in m/Output\n")
    let none = try command.flett("merge", "m")
    #expect(none.output == "no letter made, 2 current, 2 pages, in m/Output\n")
    let both = try command.flett("merge", "m", "--force", "--dry-run")
    #expect(both.output.hasSuffix("\n2 letters would be made again, 2 pages\n"), "\(both)")
  }

  @Test(
    "a letter that somebody signed since is not made again",
    arguments: [[], ["--only", "Høyre"], ["--force"]])
  func signedSince(_ options: [String]) throws {
    #expect(try command.flett("merge", "m").status == 0)
    let file = command.folder.url.appending(path: "m/Output/Høyre.pdf")
    let signed = try Data(contentsOf: file) + Data("\n% a signature\n%%EOF\n".utf8)
    try signed.write(to: file)
    let program = builtProgram.path(percentEncoded: false)
    let outcome = try command.run(program, ["merge", "m"] + options)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(
      outcome.errors.hasPrefix(
        "warning: 'Høyre.pdf' was signed, or added to, since it was made, so it is not made again "
          + "[batch.added-to]\n"), "\(outcome)")
    #expect(outcome.output.contains("1 left out"), "\(outcome)")
    #expect(try Data(contentsOf: file) == signed)
    // Neither is it when it would be another letter now.
    try command.writeMailing(body: "God dag, {{name}}.\n")
    let changed = try command.run(program, ["merge", "m"] + options)
    #expect(changed.output.contains("1 left out"), "\(changed)")
    #expect(try Data(contentsOf: file) == signed)
    try FileManager.default.removeItem(at: file)
    let moved = try command.flett("merge", "m")
    #expect(moved.status == 0 && !moved.output.contains("left out"), "\(moved)")
    #expect(try command.flett("verify", "m").status == 0)
  }

  @Test("pages of one file for both sides are told with their sheets")
  func sheets() throws {
    let outcome = try command.flett("merge", "m", "--combined", "all.pdf", "--duplex")
    #expect(outcome.output == "2 letters made, 2 pages on 2 sheets, in all.pdf\n")
  }

  @Test("a fault of the letter is told once, with the number of letters that have it")
  func common() throws {
    let people = (1...20).map { "Person \($0),\($0 == 7 ? "🎉" : "Oslo")" }
    try command.writeMailing(
      body: "Hei 🎉.\n", list: "name,city\n" + people.joined(separator: "\n") + "\n")
    let outcome = try command.flett("check", "m")
    #expect(outcome.output == "no letter can be made; 20 letters at fault\n")
    let faults = outcome.errors.split(separator: "\n").filter { !$0.hasPrefix("  ") }
    #expect(
      faults == [
        "m/letter.md:9:1: error: no font has the character '🎉' (U+1F389), in 20 letters "
          + "[layout.missing-character]",
        "m/list.csv:8:10: error: no font has the character '🎉' (U+1F389) "
          + "[layout.missing-character]",
      ], "\(outcome)")
  }

  @Test("what no row gives as the letter asks for it is the letter's fault, told once")
  func commonInTheList() throws {
    let people = (1...20).map { "Person \($0),Oslo \($0)" }.joined(separator: "\n")
    try command.writeMailing(
      body: "Hei {{city | date: 'd'}}.\n", list: "name,city\n\(people)\n")
    let told = try command.flett("check", "m").errors
    #expect(
      told.hasPrefix(
        "m/list.csv:2:10: error: 'city' is no date: 'Oslo 1', in 20 letters [merge.date]\n"),
      "\(told)")
    #expect(told.components(separatedBy: "[merge.date]").count == 2, "\(told)")
    // Also while faults are searched for because the letter has another one.
    try command.writeMailing(
      body: "Hei {{city | date: 'd'}} {{town}}.\n", list: "name,city\n\(people)\n")
    let searched = try command.flett("check", "m").errors
    #expect(searched.components(separatedBy: "[merge.date]").count == 2, "\(searched)")
    #expect(searched.components(separatedBy: "[merge.unknown-field]").count == 2, "\(searched)")
  }

  @Test("letters go beside the letter, wherever the command is called, and are found there")
  func output() throws {
    #expect(try command.flett("merge", "m/letter.md").output.hasSuffix(", in m/Output\n"))
    #expect(try command.flett("status", "m").output.hasPrefix("2 letters: all made\n"))
    #expect(try command.flett("status", "m/letter.md").output.hasPrefix("2 letters: all made\n"))
    #expect(try command.flett("verify", "m").status == 0)
    #expect(try command.flett("rebuild", "m").output.hasPrefix("2 letters are as the manifest"))
    #expect(command.files() == ["m"])
  }
}
