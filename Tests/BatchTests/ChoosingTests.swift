import Batch
import Composition
import Diagnostics
import Foundation
import Ledger
import Merge
import TestSupport
import Testing

/// Which recipients of a list get letters.
@Suite(.timeLimit(.minutes(30)))
struct ChoosingTests {
  static let list = """
    nr,name,city,fee,since
    1,Anna,Oslo,100,2020-05-01
    2,Bo,Moss,20,2019-01-02
    3,Cara,Oslo,3,2021-03-04
    4,Dag,Ås,,2018-12-31

    """

  func mailing(_ data: String = "", settings: String = "", list: String = ChoosingTests.list)
    throws -> MailingFixture
  {
    try MailingFixture(
      data: "{file: list.csv, key: nr, columns: {fee: number, since: date}\(data)}",
      settings: settings, body: "Hei, {{name}}.\n", list: list)
  }

  // MARK: Conditions

  @Test(
    "only those get letters of whom the mailing's condition holds",
    arguments: [
      ("city = 'Oslo'", ["1", "3"]), ("fee and fee > 10", ["1", "2"]), ("not fee", ["4"]),
      ("since < '2020-01-01' and city != 'Oslo'", ["2", "4"]), ("double = 200", ["1"]),
      ("[city] = 'Ås' or nr = '3'", ["3", "4"]), ("place = 'in Moss'", ["2"]),
    ])
  func condition(_ condition: String, _ keys: [String]) async throws {
    let mailing = try mailing(
      ", where: \"\(condition)\"",
      settings: "let: {double: '2 * sum(fee)', place: 'in {{city}}'}\n")
    let report = try await mailing.make()
    #expect(report.diagnostics.map(\.description) == [])
    #expect(mailing.files() == keys.map { "\($0).pdf" })
    #expect(report.recipients?.listed == 4)
    #expect(report.recipients?.chosen == keys.count)
    #expect(report.recipients?.count(for: .condition) == 4 - keys.count)
  }

  @Test("what a run adds must hold besides, and may name what the letter does not")
  func option() async throws {
    let mailing = try mailing(", where: \"city = 'Oslo'\"")
    try await mailing.make { $0.choosing.condition = "fee < 50 and since > '2000-01-01'" }
    #expect(mailing.files() == ["3.pdf"])
  }

  @Test("without any of it nothing is chosen, and nothing is counted")
  func nothing() async throws {
    let mailing = try mailing()
    let report = try await mailing.make()
    #expect(report.recipients == nil)
    #expect(report.letters == 4)
  }

  @Test("a condition that fails on a record is an error at its cell, and of all records at once")
  func failing() async throws {
    let mailing = try mailing(
      ", where: 'fee > 10'", list: ChoosingTests.list.replacing("20,2019", with: "2x,2019"))
    #expect(
      await mailing.problems() == [
        "m/list.csv:3:11: error: 'fee' is no number: '2x' [merge.number]\n"
          + "  hint: it is used at m/letter.md:5:78",
        "m/list.csv:5:10: error: 'fee', which is blank, and the number 10 cannot be compared with '>'"
          + " [merge.comparison]\n  hint: they are compared at m/letter.md:5:78\n"
          + "  hint: test it first: {{#if fee and fee > …}}",
      ])
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect((report.letters, report.failed) == (1, 2))
    #expect(mailing.files() == ["1.pdf"])
  }

  @Test(
    "what is no condition is told, with its place",
    arguments: [
      ("'12'", "m/letter.md:5:"), ("", "there is no condition"), ("city =", "before the end"),
      ("{{city}}", "stands without braces"), ("[a, b]", "must be a condition, not a list"),
      ("nowhere = 'x'", "has no field 'nowhere'"), ("fee * 2 + 1", "has no field 'fee * 2 + 1'"),
    ])
  func noCondition(_ condition: String, _ words: String) async throws {
    let text = condition.hasPrefix("[") ? condition : "\"\(condition)\""
    let problems = await (try mailing(", where: \(text)")).problems()
    #expect(problems.count == 1 && problems[0].contains(words), "\(problems)")
  }

  @Test("so is one of a run")
  func noOption() async throws {
    let mailing = try mailing()
    let problems = await mailing.problems { $0.choosing.condition = "citi = 'Oslo'" }
    #expect(
      problems.first?.hasPrefix("--where:1:1: error: m/list.csv has no field 'citi'") == true,
      "\(problems)")
  }

  @Test("one that is 10,000 deep, or has a million parts, is refused at once")
  func deep() async throws {
    let mailing = try mailing()
    for text in [
      String(repeating: "(", count: 10_000) + "fee" + String(repeating: ")", count: 10_000),
      String(repeating: "not ", count: 10_000) + "fee",
      String(repeating: "fee and ", count: 100_000) + "fee",
    ] {
      let problems = await mailing.problems { $0.choosing.condition = text }
      #expect(problems.count == 1 && problems[0].contains("[merge.condition]"), "\(problems)")
    }
  }

  // MARK: Keys that are asked for

  @Test("who is left out is told so when asked for, and nothing is made")
  func only() async throws {
    let mailing = try mailing(", where: \"city = 'Oslo'\"")
    let error = await #expect(throws: DiagnosticsError.self) {
      _ = try await mailing.make { $0.only = ["1", "2", "7"] }
    }
    let words = error.map { mailing.words($0.diagnostics) } ?? []
    #expect(
      words == [
        "m/list.csv:3:1: error: '2' gets no letter: the condition at m/letter.md:5:78 does not hold"
          + " [batch.left-out]",
        "error: the list 'm/list.csv' has no recipient '7' [batch.unknown-key]\n"
          + "  hint: did you mean '1'?",
      ])
    #expect(error?.failure == .usage)
    #expect(mailing.files() == [])
    try await mailing.make { $0.only = ["1"] }
    #expect(mailing.files() == ["1.pdf"])
  }

  // MARK: Letters that were made before

  @Test("letters of those who are left out now are left over, as those of rows that are gone")
  func change() async throws {
    let all = try mailing()
    try await all.make()
    let narrowed = try mailing(", where: \"city = 'Oslo'\"")
    let letter = try Data(contentsOf: narrowed.folder.url.appending(path: "m/letter.md"))
    try all.folder.write(letter, to: "m/letter.md")
    let report = try await all.make()
    #expect(report.letters == 2)
    #expect(report.diagnostics.count { $0.message.contains("belong") } > 0, "\(report.diagnostics)")
    let manifest = try String(
      contentsOf: all.folder.url.appending(path: "out/manifest.json"), encoding: .utf8)
    #expect(manifest.contains(#""leftOut": {"except":0,"hidden":0,"where":2}"#))
    #expect(!manifest.contains("2.pdf") && !manifest.contains("Bo"))
    try await all.make { $0.prunes = true }
    #expect(all.files() == ["1.pdf", "3.pdf"])
    #expect(try await all.make().current == 2)
  }

  @Test("so they are after a run over a part, which leaves all others as they were")
  func changeInPart() async throws {
    let mailing = try mailing()
    try await mailing.make()
    try mailing.folder.write("nr\n2\n", to: "except.csv")
    try await mailing.make {
      $0.choosing.exceptions = [mailing.path + "except.csv"]
      $0.only = ["1"]
    }
    let manifest = try String(
      contentsOf: mailing.folder.url.appending(path: "out/manifest.json"), encoding: .utf8)
    #expect(manifest.contains("4.pdf") && !manifest.contains("2.pdf"))
    #expect(try await mailing.make().letters == 4)
    #expect(mailing.files() == ["1.pdf", "2.pdf", "3.pdf", "4.pdf"])
  }

  @Test("a run that would make nothing notes who is left out for another reason now")
  func otherReason() async throws {
    let mailing = try mailing()
    try await mailing.make { $0.choosing.condition = "nr != '2'" }
    try mailing.folder.write("nr\n2\n", to: "except.csv")
    try await mailing.make { $0.choosing.exceptions = [mailing.path + "except.csv"] }
    let manifest = try String(
      contentsOf: mailing.folder.url.appending(path: "out/manifest.json"), encoding: .utf8)
    #expect(manifest.contains(#""leftOut": {"except":1,"hidden":0,"where":0}"#))
  }

  @Test("the dry run names them with the reason, and makes nothing")
  func dryRun() async throws {
    let mailing = try mailing(", where: \"city = 'Oslo'\"")
    let report = try await Run(mailing.request).plan()
    #expect(report.each.map(\.key) == ["1", "3"])
    #expect(report.omitted.map(\.key) == ["2", "4"])
    #expect(report.omitted.map(\.row) == [2, 4])
    #expect(report.omitted.map(\.reason) == [.condition, .condition])
  }

  @Test("an archive and one file for printing have those who are chosen")
  func archive() async throws {
    let mailing = try mailing(", where: 'fee and fee > 10', sort: fee")
    let report = try await mailing.make { $0.output = mailing.path + "letters.zip" }
    #expect(report.letters == 2)
    let combined = try await mailing.make {
      $0.combined = CombinedRequest(file: mailing.path + "all.pdf")
      $0.renderer = .archive
    }
    #expect(combined.letters == 2)
  }

  @Test("letters name those of the run who are chosen, and nobody else")
  func recipients() async throws {
    for list in ["run", "mailing"] {
      let mailing = try mailing(
        ", where: \"city = 'Oslo'\", sort: name desc",
        settings: "recipients: {label: Til, list: \(list), item: '{{name}}'}\n")
      let pages = try mailing.pageTexts()
      #expect(pages.count == 2)
      #expect(pages.allSatisfy { $0.contains("Cara") && $0.contains("Anna") && !$0.contains("Bo") })
    }
  }
}
