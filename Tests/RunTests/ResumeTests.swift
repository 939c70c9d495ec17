import Foundation
import TestSupport
import Testing

/// Runs after runs: only what changed is made, and everything is accounted for.
@Suite(.serialized) struct ResumeTests {
  @Test("a second run makes nothing, and leaves even the manifest alone")
  func nothingToDo() throws {
    let mailing = try SampleMailing(count: 30)
    #expect(try mailing.merge("--json").json()["current"] as? Int == 0)
    let manifest = mailing.output.appending(path: "manifest.json")
    let before = try FileManager.default.attributesOfItem(atPath: manifest.path)
    let second = try mailing.merge()
    #expect(second.output.hasPrefix("no letter made, 30 current, 30 pages, in "))
    let after = try FileManager.default.attributesOfItem(atPath: manifest.path)
    #expect(before[.modificationDate] as? Date == after[.modificationDate] as? Date)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
  }

  @Test(
    "what changed is made again, and no other letter",
    arguments: [
      ("a record", 1), ("the letter", 12), ("a watermark", 12), ("--force", 12), ("nothing", 0),
    ])
  func changes(_ change: String, made: Int) throws {
    let mailing = try SampleMailing(count: 12)
    #expect(try mailing.merge().status == 0)
    var options = ["--json"]
    switch change {
    case "a record": try mailing.writeList(amounts: [3: "700"])
    case "the letter": try mailing.writeLetter(text: "You still owe us")
    case "a watermark": options += ["--watermark", "COPY"]
    case "--force": options.append("--force")
    default: break
    }
    let outcome = try Command.run(mailing.arguments(options))
    #expect(try outcome.json()["current"] as? Int == 12 - made)
    #expect(try outcome.json()["letters"] as? Int == 12)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }

  @Test("one letter made again is the letter of the batch, and the rest stays in the manifest")
  func one() throws {
    let mailing = try SampleMailing(count: 12)
    #expect(try mailing.merge().status == 0)
    let expected = try SampleMailing.digests(of: mailing.output)
    let outcome = try mailing.merge("--only", "Recipient 5", "--force", "--json")
    #expect(try outcome.json()["letters"] as? Int == 1)
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
  }

  @Test("letters whose recipients are gone are told, and removed when asked")
  func gone() throws {
    let mailing = try SampleMailing(count: 5)
    #expect(try mailing.merge().status == 0)
    try mailing.writeList(without: [2])
    let told = try mailing.merge()
    #expect(told.status == 0)
    #expect(
      told.errors.contains(
        "warning: 1 file of earlier runs belongs to no letter any more: 'Recipient 2.pdf'"),
      "\(told.errors)")
    let verified = try Command.run(["verify", mailing.output.path])
    #expect(verified.errors.contains("'Recipient 2.pdf' is in the folder, but not in its manifest"))
    #expect(try mailing.merge("--prune").status == 0)
    #expect(try SampleMailing.digests(of: mailing.output).count == 4 + 2)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
    try mailing.writeList()
    #expect(try mailing.merge("--json").json()["current"] as? Int == 4)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }

  @Test("files that letters had under other names are removed when asked")
  func renamed() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    try mailing.writeLetter(file: "Reminder {{name}}.pdf")
    #expect(try mailing.merge("--prune").status == 0)
    #expect(
      try SampleMailing.digests(of: mailing.output).keys.sorted() == [
        "Reminder Recipient 1.pdf", "Reminder Recipient 2.pdf", "Reminder Recipient 3.pdf",
        "manifest.csv", "manifest.json",
      ])
  }

  @Test("files of earlier runs are told by every run until they are removed")
  func renamedBefore() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    try mailing.writeLetter(file: "Reminder {{name}}.pdf")
    for _ in 1...2 {
      let told = try mailing.merge()
      #expect(told.status == 0)
      #expect(told.errors.contains("3 files of earlier runs belong to no letter any more"))
    }
    #expect(try mailing.merge("--prune").errors == "")
    #expect(try SampleMailing.digests(of: mailing.output).count == 3 + 2)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }

  @Test("a folder whose letters are all of a part says so, also after a run that was refused")
  func part() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge("--limit", "2").status == 0)
    try mailing.writeList(amounts: [3: "much"])
    #expect(try mailing.merge().status == 65)
    #expect(try mailing.merge("--limit", "2").status == 0)
    let verified = try Command.run(["verify", mailing.output.path])
    #expect(verified.status == 0)
    #expect(verified.errors.contains("the letters are a part of the list"))
  }

  @Test("asked for letters that failed before, an empty folder stays empty")
  func noneFailed() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge("--failed", "--json").json()["letters"] as? Int == 0)
    #expect(!FileManager.default.fileExists(atPath: mailing.output.path))
  }

  @Test("a file that somebody else put in a letter's place is not removed")
  func foreignFile() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    let file = mailing.output.appending(path: mailing.file(2))
    try Data("mine".utf8).write(to: file)
    try mailing.writeList(without: [2])
    let pruned = try mailing.merge("--prune")
    #expect(pruned.errors.contains("[batch.not-pruned]"), "\(pruned.errors)")
    #expect(try Data(contentsOf: file) == Data("mine".utf8))
  }

  @Test("a fault keeps all letters from being made, or only its own when the run keeps going")
  func keepGoing() throws {
    let mailing = try SampleMailing(count: 6)
    try mailing.writeList(amounts: [4: "much"])
    let refused = try mailing.merge()
    #expect(refused.status == 65)
    #expect(refused.output == "no letter made, 1 failed, 5 left out\n")
    #expect(!FileManager.default.fileExists(atPath: mailing.output.path))
    let kept = try mailing.merge("--keep-going")
    #expect(kept.status == 65)
    #expect(kept.output.hasPrefix("5 letters made, 1 failed, 5 pages, in "))
    #expect(try SampleMailing.digests(of: mailing.output).count == 5 + 2)
    let verified = try Command.run(["verify", mailing.output.path])
    #expect(verified.status == 65)
    #expect(verified.errors.contains("the letter of 'Recipient 4' could not be made: "))
    let status = try Command.run(["status", mailing.output.path]).output
    #expect(status.hasPrefix("6 letters: 5 made, 1 failed\n"), "\(status)")
    #expect(status.contains("failed: Recipient 4\n  "))
    try mailing.writeList(amounts: [1: "17"])
    let mended = try mailing.merge("--failed", "--json")
    #expect(try mended.json()["letters"] as? Int == 1)
    #expect(try mailing.merge("--json").json()["current"] as? Int == 5)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }

  @Test("a plan is printed without a file being written")
  func dryRun() throws {
    let mailing = try SampleMailing(count: 3)
    let planned = try mailing.merge("--dry-run", "--json").json()
    #expect(!FileManager.default.fileExists(atPath: mailing.output.path))
    let plan = try #require(planned["plan"] as? [[String: Any]])
    #expect(plan.map { $0["key"] as? String } == (1...3).map { "Recipient \($0)" })
    #expect(plan.map { $0["row"] as? Int } == [1, 2, 3])
    #expect(plan.map { $0["step"] as? String } == ["make", "make", "make"])
    let inputs = Set(plan.compactMap { $0["input"] as? String })
    #expect(inputs.count == 3 && inputs.allSatisfy { $0.count == 64 })
    #expect(try mailing.merge("--only", "Recipient 2").status == 0)
    let again = try #require(
      mailing.merge("--dry-run", "--json").json()["plan"] as? [[String: Any]])
    #expect(again.map { $0["step"] as? String } == ["make", "current", "make"])
  }

  @Test("a dry run tells what would be made and what is there")
  func dryRunWords() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge("--only", "Recipient 2").status == 0)
    let planned = try mailing.merge("--dry-run").output
    #expect(
      planned.replacing(/[0-9a-f]{12}/, with: "DIGEST") == """
        row\tstep\tpages\tinput\tfile\tkey
        1\tmake\t1\tDIGEST\tRecipient 1.pdf\tRecipient 1
        2\tkeep\t1\tDIGEST\tRecipient 2.pdf\tRecipient 2
        3\tmake\t1\tDIGEST\tRecipient 3.pdf\tRecipient 3
        2 letters would be made, 1 current, 3 pages

        """)
  }

  @Test("the shards of a list are all of it, and no letter is in two")
  func shards() throws {
    let mailing = try SampleMailing(count: 60)
    #expect(try mailing.merge().status == 0)
    var letters: [String: String] = [:]
    for number in 1...3 {
      let place = mailing.output.appendingPathExtension("\(number)")
      #expect(try mailing.merge("--shard", "\(number)/3", into: place).status == 0)
      let shard = try SampleMailing.digests(of: place).filter { $0.key.hasSuffix(".pdf") }
      #expect(shard.count > 5)
      letters.merge(shard) { first, _ in
        Issue.record("a letter is in two shards")
        return first
      }
    }
    let whole = try SampleMailing.digests(of: mailing.output).filter { $0.key.hasSuffix(".pdf") }
    #expect(letters == whole)
  }

  @Test("letters spread over sub-folders stay where they are when the option is forgotten")
  func fanOut() throws {
    let mailing = try SampleMailing(count: 40)
    let planned = try mailing.merge("--fan-out", "--dry-run", "--json").json()
    #expect(try mailing.merge("--fan-out").status == 0)
    let letters = try SampleMailing.digests(of: mailing.output).keys.filter {
      $0.hasSuffix(".pdf")
    }
    #expect(letters.count == 40)
    let plan = try #require(planned["plan"] as? [[String: Any]])
    #expect(Set(plan.compactMap { $0["file"] as? String }) == Set(letters))
    #expect(letters.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{2}\/Recipient \d+\.pdf/) != nil })
    #expect(try mailing.merge("--json").json()["current"] as? Int == 40)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }

  @Test(
    "an archive holds what the folder does",
    arguments: [("zip", []), ("tar", []), ("zip", ["--fan-out"])])
  func archive(_ format: String, options: [String]) throws {
    let mailing = try SampleMailing(count: 20)
    #expect(try Command.run(mailing.arguments(options)).status == 0)
    let archive = mailing.output.appendingPathExtension(format)
    let made = try Command.run(mailing.arguments(options, into: archive))
    #expect(made.status == 0, "\(made.errors)")
    let first = try Data(contentsOf: archive)
    #expect(try Command.run(mailing.arguments(options, into: archive)).status == 0)
    #expect(try Data(contentsOf: archive) == first)
    let unpacked = mailing.output.appendingPathExtension("unpacked")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-m", "\(format)file", "-e", archive.path, unpacked.path]
    try process.run()
    process.waitUntilExit()
    let inside = try SampleMailing.digests(of: unpacked)
    #expect(try inside == SampleMailing.digests(of: mailing.output))
    #expect(try Command.run(["verify", unpacked.path]).status == 0)
  }

  @Test("the master copy is in the manifest beside the letters")
  func undispatched() throws {
    let mailing = try SampleMailing(count: 2)
    try mailing.writeLetter(settings: "undispatched: To be filled in.")
    #expect(try mailing.merge().status == 0)
    #expect(try mailing.merge("--undispatched").status == 0)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
    #expect(try mailing.merge("--json").json()["current"] as? Int == 2)
    #expect(try SampleMailing.digests(of: mailing.output).count == 3 + 2)
  }

  @Test("what a killed run left is cleared away, and nothing else")
  func leftovers() throws {
    let mailing = try SampleMailing(count: 2)
    let waiting = mailing.output.appending(path: ".flett/tmp")
    try FileManager.default.createDirectory(at: waiting, withIntermediateDirectories: true)
    let names = [".flett-12-34.tmp", ".flett-12-3x.tmp", ".flett-12.tmp", "notes.tmp"]
    for name in names { try Data("x".utf8).write(to: waiting.appending(path: name)) }
    #expect(try mailing.merge().status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: waiting.path).sorted()
        == Array(names.dropFirst()).sorted())
  }
}
