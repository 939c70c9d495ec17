import Foundation
import TestSupport
import Testing

/// `flett merge` as somebody calls it.
struct MergeCommandTests {
  let command: Command

  init() throws {
    command = try Command()
    try command.writeMailing()
  }

  @Test("results go to standard output; without problems nothing else is said")
  func quiet() throws {
    let outcome = try command.flett("merge", "m")
    #expect(outcome.status == 0)
    #expect(outcome.output == "2 letters made, 2 pages, in m/Output\n")
    #expect(outcome.errors.isEmpty)
    #expect(command.files(in: "m/Output") == ["Høyre.pdf", "Rødt.pdf"])
  }

  @Test("problems go to standard error, and with them nothing is written")
  func faults() throws {
    try command.writeMailing(body: "Hei, {{nmae}} og {{town}}.\n")
    let outcome = try command.flett("merge", "m", "--output", "out")
    #expect(outcome.status == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("m/letter.md:9:6: error: "))
    #expect(outcome.errors.contains("did you mean 'name'?"))
    #expect(outcome.errors.contains("m/letter.md:9:18: error: "))
    #expect(command.files() == ["m"])
  }

  @Test("a fault in a record keeps every letter back, unless the run keeps going")
  func keepGoing() throws {
    try command.writeMailing(list: "name,city\nRødt,Oslo\nB 🎉,\nVenstre,\n")
    let strict = try command.flett("merge", "m")
    #expect(strict.status == 65)
    #expect(strict.output == "no letter made, 1 failed, 2 left out\n")
    #expect(strict.errors.hasPrefix("m/list.csv:3:1: error: "))
    #expect(command.files() == ["m"])
    let going = try command.flett("merge", "m", "--keep-going")
    #expect(going.status == 65)
    #expect(going.output == "2 letters made, 1 failed, 2 pages, in m/Output\n")
    #expect(going.errors == strict.errors)
    #expect(command.files(in: "m/Output") == ["Rødt.pdf", "Venstre.pdf"])
  }

  @Test("some letters, by key and by number")
  func some() throws {
    #expect(
      try command.flett("merge", "m", "--only", "Høyre").output
        == "1 letter made, 1 page, in m/Output\n")
    #expect(command.files(in: "m/Output") == ["Høyre.pdf"])
    #expect(try command.flett("merge", "m", "--limit", "1", "-o", "first").status == 0)
    #expect(command.files(in: "first") == ["Rødt.pdf"])
    let unknown = try command.flett("merge", "m", "--only", "Rodt", "-o", "none")
    #expect(unknown.status == 64)
    #expect(
      unknown.errors == """
        error: the list 'm/list.csv' has no recipient 'Rodt' [batch.unknown-key]
          hint: did you mean 'Rødt'?

        """)
    #expect(command.files() == ["first", "m"])
  }

  @Test("a list from standard input")
  func standardInput() throws {
    let outcome = try command.flett(
      "merge", "m", "--data", "-", "-o", "out", input: "name;city\nSV;\nSp;Hamar\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(command.files(in: "out") == ["SV.pdf", "Sp.pdf"])
    let broken = try command.flett(
      "merge", "m", "--data", "-", "-o", "no", input: "name;city\nSV;\nSp;Hamar;x\n")
    #expect(broken.status == 65)
    #expect(broken.errors.hasPrefix("standard input:3:"))
    #expect(command.files() == ["m", "out"])
  }

  @Test("a dry run names the letters and writes nothing")
  func dryRun() throws {
    let outcome = try command.flett("merge", "m", "--dry-run")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.replacing(/[0-9a-f]{12}/, with: "DIGEST") == """
        row\tstep\tpages\tinput\tfile\tkey
        1\tmake\t1\tDIGEST\tRødt.pdf\tRødt
        2\tmake\t1\tDIGEST\tHøyre.pdf\tHøyre
        2 letters would be made, 2 pages

        """)
    #expect(command.files() == ["m"])
  }

  @Test("a dry run of the master copy writes nothing either")
  func dryMasterCopy() throws {
    let outcome = try command.flett("merge", "m", "--dry-run", "--undispatched")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.replacing(/[0-9a-f]{12}/, with: "DIGEST") == """
        row\tstep\tpages\tinput\tfile\tkey
        -\tmake\t1\tDIGEST\tm (undispatched).pdf\t
        1 letter would be made, 1 page

        """)
    #expect(command.files() == ["m"])
  }

  @Test("a dry run with a fault says what the run would do")
  func dryFault() throws {
    try command.writeMailing(list: "name,city\nRødt,Oslo\nB 🎉,\n")
    let strict = try command.flett("merge", "m", "--dry-run")
    #expect(strict.status == 65)
    #expect(
      strict.output.replacing(/[0-9a-f]{12}/, with: "DIGEST") == """
        row\tstep\tpages\tinput\tfile\tkey
        1\tleave out\t1\tDIGEST\tRødt.pdf\tRødt
        2\tat fault\t0\tDIGEST\tB 🎉.pdf\tB 🎉
        no letter would be made, 1 at fault, 1 left out

        """)
    let going = try command.flett("merge", "m", "--dry-run", "--keep-going")
    #expect(going.status == 65)
    #expect(
      going.output.replacing(/[0-9a-f]{12}/, with: "DIGEST") == """
        row\tstep\tpages\tinput\tfile\tkey
        1\tmake\t1\tDIGEST\tRødt.pdf\tRødt
        2\tat fault\t0\tDIGEST\tB 🎉.pdf\tB 🎉
        1 letter would be made, 1 at fault, 1 page

        """)
    #expect(command.files() == ["m"])
  }

  @Test("JSON for programs is whole, and problems are in it")
  func json() throws {
    try command.writeMailing(list: "name,city\nRødt,Oslo\nB 🎉,\n")
    let outcome = try command.flett("merge", "m", "--dry-run", "--keep-going", "--json")
    #expect(outcome.status == 65)
    #expect(outcome.errors.isEmpty)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let report = try #require(object as? [String: Any])
    #expect(report["letters"] as? Int == 1)
    #expect(report["pages"] as? Int == 1)
    #expect(report["failed"] as? Int == 1)
    let plan = try #require(report["plan"] as? [[String: Any]])
    #expect(plan.count == 2)
    #expect(plan.map { $0["step"] as? String } == ["make", "failed"])
    #expect(plan.first?["key"] as? String == "Rødt")
    #expect(plan.first?["file"] as? String == "Rødt.pdf")
    #expect(plan.first?["pages"] as? Int == 1)
    let problems = try #require(report["diagnostics"] as? [[String: Any]])
    #expect(problems.count == 1)
    #expect(problems.first?["severity"] as? String == "error")
    #expect(problems.first?["id"] as? String == "layout.missing-character")
    #expect(problems.first?["message"] as? String == "no font has the character '🎉' (U+1F389)")
    #expect(problems.first?["file"] as? String == "m/list.csv")
    #expect(problems.first?["line"] as? Int == 3)
    #expect(problems.first?["column"] as? Int == 1)
    #expect((problems.first?["hints"] as? [String])?.count == 1)
  }

  @Test("faults that end a run at once are JSON too")
  func jsonFailure() throws {
    let outcome = try command.flett("merge", "missing", "--json")
    #expect(outcome.status == 66)
    #expect(outcome.errors.isEmpty)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let report = try #require(object as? [String: Any])
    #expect(report["letters"] as? Int == 0)
    #expect((report["diagnostics"] as? [Any])?.count == 1)
  }

  @Test(
    "letters are the same however many are made at once, and with both renderers",
    arguments: ["archive", "cairo"])
  func jobs(_ renderer: String) throws {
    for jobs in ["1", "2", "5"] {
      let outcome = try command.flett(
        "merge", Command.mailing, "--renderer", renderer, "--jobs", jobs, "-o", "out\(jobs)")
      #expect(outcome.status == 0)
    }
    let names = command.files(in: "out1")
    #expect(names.count == 9)
    for name in names {
      let letters = try ["1", "2", "5"].map {
        try Data(contentsOf: command.folder.url.appending(path: "out\($0)/\(name)"))
      }
      #expect(Set(letters).count == 1, "\(name)")
    }
  }
}
