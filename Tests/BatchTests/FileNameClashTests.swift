import Batch
import Diagnostics
import TestSupport
import Testing

/// No two letters have one file, also where a file system takes two names for one.
struct FileNameClashTests {
  static let rows: [(String, String, String)] = [
    ("the same name", "A,Oslo", "B,Oslo"), ("letter case", "A,Oslo", "B,OSLO"),
    ("letter case beyond ASCII", "A,Ørsta", "B,ørsta"),
    ("normal form", "A,\u{C5}s", "B,A\u{30A}s"), ("a hidden character", "A,Oslo", "B,Os\u{200B}lo"),
    ("what is replaced", "A,a/b", "B,a:b"), ("what is left out", "A,Oslo", "B,Oslo."),
  ]

  @Test("letters with one file name are an error that names both rows", arguments: rows)
  func clash(_ rows: (what: String, first: String, second: String)) async throws {
    let mailing = try MailingFixture(
      settings: "file: \"{{city}}.pdf\"\n",
      list: "name,city\n\(rows.first)\nC,Bodø\n\(rows.second)\n")
    let refused = try await mailing.make()
    #expect((refused.letters, refused.failed) == (0, 2))
    #expect(mailing.files(in: "") == ["m"])
    let report = try await mailing.make { $0.keepsGoing = true }
    let problems = mailing.words(report.diagnostics)
    try #require(problems.count == 1, "\(problems)")
    #expect(
      problems[0].hasPrefix(
        "m/list.csv:4:1: error: the letter would have the same file as the one of line 2, '"))
    #expect((report.letters, report.pages, report.failed) == (1, 1, 2))
    #expect(mailing.files() == ["Bodø.pdf"])
  }

  @Test(
    "a letter that is there keeps its file, and the one that would have it is not made",
    arguments: ["", ",Moss\n"])
  func there(_ fault: String) async throws {
    let mailing = try MailingFixture(
      settings: "file: \"{{city}}.pdf\"\n", list: "name,city\nA,Oslo\nC,Bodø\n")
    try await mailing.make()
    let before = try mailing.contents()
    try mailing.folder.write(
      "name,city\n\(fault)B,Oslo\nA,Oslo\nC,Bodø\nD,Ås\n", to: "m/list.csv")
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect(
      (report.letters, report.current, report.failed) == (3, 2, fault.isEmpty ? 1 : 2))
    #expect(mailing.files() == ["Bodø.pdf", "Oslo.pdf", "Ås.pdf"])
    #expect(try mailing.contents()["Oslo.pdf"] == before["Oslo.pdf"])
    try mailing.folder.write("name,city\nB,Oslo\nA,Moss\nC,Bodø\nD,Ås\n", to: "m/list.csv")
    #expect(try await mailing.make().letters == 4)
    #expect(try mailing.contents()["Oslo.pdf"] != before["Oslo.pdf"])
  }

  @Test("ten thousand letters of one name are told within bounds, and all are refused")
  func many() async throws {
    let rows = (0..<10_002).map { "A\($0),Oslo\n" }.joined()
    let mailing = try MailingFixture(
      settings: "file: brev.pdf\n", body: "Hei.\n", list: "name,city\n" + rows)
    let error = await #expect(throws: DiagnosticsError.self) {
      try await mailing.make { $0.keepsGoing = true }
    }
    #expect(error?.diagnostics.count == DiagnosticCollector.limit + 1)
    #expect(error?.diagnostics.last?.message == "and 9001 more problems like these")
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("the message in full")
  func wording() async throws {
    let mailing = try MailingFixture(
      settings: "file: brev.pdf\n", list: "name,city\nA,Oslo\nB,Bodø\nC,Moss\n")
    let hints = """

        hint: put a field into 'file' of the mailing that tells the two apart
        hint: names that differ only in letter case are one file on some systems
      """
    #expect(
      await mailing.problems()
        == [3, 4].map { line in
          "m/list.csv:\(line):1: error: the letter would have the same file as the one of line 2, "
            + "'brev.pdf' [batch.same-file-name]\(hints)"
        })
  }

  @Test("names that are one where letter case is ignored clash", arguments: ["Strasse", "STRAßE"])
  func folded(city: String) async throws {
    let mailing = try MailingFixture(
      settings: "file: \"{{city}}.pdf\"\n", list: "name,city\nA,Straße\nB,\(city)\n")
    let problems = await mailing.problems()
    #expect(problems.count == 1 && problems[0].contains("[batch.same-file-name]"), "\(problems)")
  }

  @Test("letters that are not made clash with none")
  func chosen() async throws {
    let mailing = try MailingFixture(
      settings: "file: \"{{city}}.pdf\"\n", list: "name,city\nA,Oslo\nB,OSLO\n")
    #expect(try await mailing.make { $0.only = ["B"] }.letters == 1)
    #expect(mailing.files() == ["OSLO.pdf"])
  }

  @Test("a letter at fault does not clash with a good one")
  func faulty() async throws {
    let mailing = try MailingFixture(
      settings: "file: \"{{city}}.pdf\"\n", list: "name,city\nA,Oslo\nB 🎉,Oslo\n")
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect(report.letters == 1)
    #expect(mailing.files() == ["Oslo.pdf"])
  }
}
