import Foundation
import Glibc
import TestSupport
import Testing

/// All letters in one file, by the command.
@Suite(.serialized) struct CombinedTests {
  @Test("one file holds the letters in the list's order, the same however it is made")
  func order() throws {
    let mailing = try SampleMailing(count: 100)
    let made = try combine(mailing, "--jobs", "1", "--json")
    #expect(made.status == 0, "\(made.errors)")
    #expect(try made.json()["letters"] as? Int == 100)
    let first = try Data(contentsOf: file(of: mailing))
    #expect(try text(of: mailing) == (1...100).map { "Recipient \($0)" })
    for jobs in ["2", "5"] {
      let again = try combine(mailing, "--jobs", jobs)
      #expect(again.output.hasSuffix("100 letters made, 100 pages, in \(file(of: mailing).path)\n"))
      #expect(try Data(contentsOf: file(of: mailing)) == first)
    }
    #expect(try files(beside: mailing) == ["all.pdf", "mailing"])
  }

  @Test("it is PDF/A-2a and PDF/UA-1, and what one letter says by itself it says there")
  func conformance() throws {
    let mailing = try SampleMailing(count: 40)
    #expect(try combine(mailing, "--duplex").status == 0)
    #expect(try mailing.merge().status == 0)
    let combined = file(of: mailing)
    let broken = try PDFTools.conformance(of: [combined], explained: true)
    #expect(broken.filter { !$0.value.isEmpty } == [:])
    #expect(try PDFTools.complaints(about: [combined]) == "")
    let own = try PDFTools.run(
      "pdftotext", [mailing.output.appending(path: mailing.file(7)).path, "-"])
    let page = try PDFTools.run("pdftotext", ["-f", "13", "-l", "13", combined.path, "-"])
    #expect(page.output == own.output)
    let blank = try PDFTools.run("pdftotext", ["-f", "14", "-l", "14", combined.path, "-"])
    #expect(blank.output == "\u{C}")
  }

  @Test("some recipients, a part of the list and the master copy go into one file, too")
  func choice() throws {
    let mailing = try SampleMailing(count: 60)
    #expect(try combine(mailing, "--only", "Recipient 9", "--only", "Recipient 3").status == 0)
    #expect(try text(of: mailing) == ["Recipient 3", "Recipient 9"])
    #expect(try combine(mailing, "--limit", "2").status == 0)
    #expect(try text(of: mailing) == ["Recipient 1", "Recipient 2"])
    let shards = try ["1/2", "2/2"].flatMap { shard in
      _ = try combine(mailing, "--shard", shard)
      return try text(of: mailing)
    }
    #expect(Set(shards) == Set((1...60).map { "Recipient \($0)" }))
  }

  @Test("the master copy makes a file of one letter")
  func undispatched() throws {
    let mailing = try SampleMailing(count: 2)
    try mailing.writeLetter(settings: "undispatched: To be filled in.")
    #expect(try combine(mailing, "--undispatched").status == 0)
    let page = try PDFTools.run("pdftotext", [file(of: mailing).path, "-"]).output
    #expect(page.contains("To be filled in."))
    #expect(page.split(separator: "\u{C}").count == 1)
    let labels = try PDFTools.run(
      "qpdf", ["--json=2", "--json-key=pagelabels", file(of: mailing).path])
    #expect(labels.output.contains(#""/P": "u:1-""#), "\(labels.output)")
  }

  @Test("with a fault nothing is written, and the file of before stays; the good ones can be had")
  func faults() throws {
    let mailing = try SampleMailing(count: 30)
    #expect(try combine(mailing).status == 0)
    let before = try Data(contentsOf: file(of: mailing))
    try mailing.writeList(amounts: [12: "twelve"])
    let refused = try combine(mailing)
    #expect(refused.status == 65)
    #expect(refused.output == "no letter made, 1 failed, 29 left out\n")
    #expect(try Data(contentsOf: file(of: mailing)) == before)
    #expect(try combine(mailing, "--keep-going").status == 65)
    #expect(try text(of: mailing) == (1...30).filter { $0 != 12 }.map { "Recipient \($0)" })
    #expect(try files(beside: mailing) == ["all.pdf", "mailing"])
  }

  @Test("letters of the same name may be in one file")
  func names() throws {
    let mailing = try SampleMailing(count: 3, file: "Reminder.pdf")
    #expect(try mailing.merge().status == 65)
    #expect(try combine(mailing).status == 0)
    #expect(try text(of: mailing).count == 3)
  }

  @Test("a dry run tells the letters and writes nothing")
  func dryRun() throws {
    let mailing = try SampleMailing(count: 2)
    let planned = try combine(mailing, "--dry-run")
    let lines = planned.output.split(separator: "\n")
    #expect(lines.last == "2 letters would be made, 2 pages")
    for (number, line) in zip(1..., lines.dropFirst().dropLast()) {
      var columns = line.split(separator: "\t")
      // The beginning of the digest of what goes in, which engines and fonts decide too.
      #expect(columns.remove(at: 3).utf8.count == 12)
      #expect(
        columns == ["\(number)", "make", "1", "Recipient \(number)", "Recipient \(number)"])
    }
    #expect(lines.count == 4)
    #expect(try files(beside: mailing) == ["mailing"])
  }

  @Test("a full disk is told, and nothing is left", .enabled(if: SmallDisk.isPossible))
  func fullDisk() throws {
    let mailing = try SampleMailing(count: 400)
    let disk = try SmallDisk(megabytes: 1)
    // What is prepared goes to the same disk only beyond 32 MB; the file itself is too large here.
    try Data(count: 900_000).write(to: disk.url.appending(path: "other"))
    let combined = disk.url.appending(path: "all.pdf")
    let full = try Command.run(["merge", mailing.path, "--combined", combined.path])
    #expect(full.status == 74)
    #expect(
      full.errors == """
        error: '\(combined.path)' cannot be written: the disk is full [batch.cannot-write]

        """)
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.url.path) == ["other"])
  }

  @Test(
    "what does not go with one file is refused",
    arguments: [
      (["--renderer", "cairo"], "one file of all letters is PDF/A [batch.combined-renderer]"),
      (["--prune"], "one file of all letters is always made anew, whole [batch.combined-anew]"),
      (["--fan-out", "--dry-run"], "is always made anew, whole [batch.combined-anew]"),
      (["--sign", "kari"], "letters in one file cannot be signed one by one [sign.combined]"),
      (["--output", "Output"], "--combined names the one file; it goes without --output."),
    ])
  func misuse(options: [String], message: String) throws {
    let mailing = try SampleMailing(count: 1)
    let refused = try Command.run(
      ["merge", mailing.path, "--combined", file(of: mailing).path] + options)
    #expect(refused.status == 64)
    #expect(refused.errors.contains(message), "\(refused.errors)")
    #expect(try files(beside: mailing) == ["mailing"])
  }

  @Test("the name is a PDF's, and printing on both sides is about the one file")
  func usage() throws {
    let mailing = try SampleMailing(count: 1)
    let folder = try Command.run(["merge", mailing.path, "--combined", "Output"])
    #expect(folder.status == 64)
    #expect(folder.errors.contains("--combined makes a PDF; its name ends in .pdf."))
    let duplex = try Command.run(["merge", mailing.path, "--duplex"])
    #expect(duplex.status == 64)
    #expect(duplex.errors.contains("--duplex is about the one file that --combined makes."))
  }

  @Test("letters of a mailing that is to be signed are not, and that is told")
  func unsigned() throws {
    let mailing = try SampleMailing(count: 2)
    try mailing.writeLetter(settings: "sign: kari")
    let made = try combine(mailing)
    #expect(made.status == 0)
    #expect(
      made.errors.contains(
        "warning: the letters in the one file are not signed [sign.combined]"), "\(made.errors)")
    let told = try combine(mailing, "--unsigned")
    #expect(told.errors == "")
    #expect(try text(of: mailing) == ["Recipient 1", "Recipient 2"])
  }

  // MARK: Helpers

  private func file(of mailing: SampleMailing) -> URL {
    mailing.output.deletingLastPathComponent().appending(path: "all.pdf")
  }

  private func combine(_ mailing: SampleMailing, _ options: String...) throws -> Outcome {
    try Command.run(["merge", mailing.path, "--combined", file(of: mailing).path] + options)
  }

  /// The first line of every page: the recipient's name.
  private func text(of mailing: SampleMailing) throws -> [String] {
    let text = try PDFTools.run("pdftotext", [file(of: mailing).path, "-"]).output
    return text.split(separator: "\u{C}").compactMap { page in
      page.firstMatch(of: /Dear (Recipient \d+)/).map { String($0.1) }
    }
  }

  private func files(beside mailing: SampleMailing) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: mailing.output.deletingLastPathComponent().path
    ).sorted()
  }
}
