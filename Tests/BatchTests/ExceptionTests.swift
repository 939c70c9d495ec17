import Batch
import Composition
import Diagnostics
import Foundation
import Ledger
import Merge
import TestSupport
import Testing

/// Lists of people who get no letter.
@Suite(.timeLimit(.minutes(30)))
struct ExceptionTests {
  private func mailing(
    _ except: String, _ exceptions: String, list: String = ChoosingTests.list
  ) throws -> MailingFixture {
    let mailing = try MailingFixture(
      data: "{file: list.csv, key: nr\(except)}", body: "Hei, {{name}}.\n", list: list)
    try mailing.folder.write(exceptions, to: "m/stop.csv")
    return mailing
  }

  @Test("by key, and lines that match nobody are counted")
  func byKey() async throws {
    let mailing = try mailing(", except: stop.csv", "nr;navn\n 3 ;Cara\n77;\n78;\n78;\n")
    let report = try await mailing.make()
    #expect(report.diagnostics.map(\.description) == [])
    #expect(mailing.files() == ["1.pdf", "2.pdf", "4.pdf"])
    let unmatched = report.recipients?.unmatched.first
    #expect(unmatched?.lines == 3 && unmatched?.first == 3)
    #expect(report.recipients?.count(for: .except) == 1)
  }

  @Test(
    "by name and place, whatever their case and spaces",
    arguments: [
      ("[name, city]", "city,name\n OSLO,aNNa\n"),
      ("{name: Navn, city: Sted}", "Navn,Sted\nA nna,oslo\n"),
      ("[name, city]", "name,city\nAnna,\"Os\nlo\"\n"), ("nr", "nr\n1\n"),
      ("[name, city]", "name,city\nA\u{AD}nna,Oslo\u{A0}\n"),
    ])
  func byColumns(_ columns: String, _ list: String) async throws {
    let mailing = try mailing(", except: {file: stop.csv, by: \(columns)}", list)
    try await mailing.make()
    #expect(mailing.files() == ["2.pdf", "3.pdf", "4.pdf"])
  }

  @Test("ß and SS are one, and å is, however it is written")
  func folding() async throws {
    let list = "nr,name,city\n1,Straße,Ås\n2,Bo,Moss\n"
    let mailing = try mailing(
      ", except: {file: stop.csv, by: [name, city]}", "name,city\nSTRASSE,A\u{30A}S\n", list: list)
    try await mailing.make()
    #expect(mailing.files() == ["2.pdf"])
  }

  @Test("several lists, those of a run among them, and the first that has somebody is told")
  func several() async throws {
    let mailing = try mailing(
      ", except: [stop.csv, {file: more.csv, by: [name]}]", "nr\n1\n")
    try mailing.folder.write("name\nBo\nAnna\n", to: "m/more.csv")
    try mailing.folder.write("name,city\nCara,Oslo\n", to: "own.csv")
    let report = try await Run(
      mailing.request {
        $0.choosing.exceptions = [mailing.path + "own.csv"]
        $0.choosing.exceptionColumns = "name, city"
      }
    ).plan()
    #expect(report.each.map(\.key) == ["4"])
    #expect(
      report.omitted.map { $0.cause.replacing(mailing.path, with: "") }
        == ["m/stop.csv:2", "m/more.csv:2", "own.csv:2"])
    // Anna is on two lists, and so both know her.
    #expect(report.recipients?.unmatched == [])
  }

  @Test("a list with nobody on it is right")
  func empty() async throws {
    let mailing = try mailing(", except: stop.csv", "nr\n")
    #expect(try await mailing.make().letters == 4)
  }

  @Test(
    "a list of which nobody can say who is meant is at fault, at its cells",
    arguments: [
      ("stop.csv", "number\n1\n", "m/stop.csv:1:1: error: m/stop.csv has no column 'nr'"),
      ("stop.csv", "nr,x\n1,a\n,b\n", "m/stop.csv:3:1: error: 'nr' is blank"),
      (
        "{file: stop.csv, by: [name, city]}", "name,city\nBo,\n",
        "m/stop.csv:2:4: error: 'city' is blank"
      ),
      ("none.csv", "", "m/letter.md:5:"), ("{by: nr}", "", "names no file"),
      ("{file: stop.csv, by: nam}", "nam\n1\n", "m/list.csv has no column 'nam'"),
      ("{file: stop.csv, by: []}", "nr\n1\n", "must name columns"),
      ("{file: stop.csv, bye: nr}", "nr\n1\n", "has no setting 'bye'"),
    ])
  func faults(_ except: String, _ list: String, _ words: String) async throws {
    let mailing = try mailing(", except: \(except)", list)
    let problems = await mailing.problems()
    #expect(problems.contains { $0.contains(words) }, "\(problems)")
    await #expect(throws: DiagnosticsError.self) { try await mailing.make() }
    #expect(mailing.files() == [])
  }

  @Test("without a key, a list must say what tells people apart")
  func noKey() async throws {
    let mailing = try MailingFixture(data: "{file: list.csv, except: stop.csv}")
    try mailing.folder.write("name\nRødt\n", to: "m/stop.csv")
    let problems = await mailing.problems()
    #expect(
      problems.count == 1 && problems[0].contains("what tells the people on 'stop.csv' apart"))
  }

  @Test("a formula in a workbook stands for its result, and one without is an error at its cell")
  func formulas() async throws {
    func workbook(_ cell: String) throws -> Data {
      let header = "<row r=\"1\"><c t=\"str\"><v>nr</v></c></row>"
      return Data(
        try WorkbookFile(header + "<row r=\"2\"><c r=\"A2\">\(cell)</c></row>").bytes())
    }
    let mailing = try mailing(", except: stop.xlsx", "")
    try mailing.folder.write(try workbook("<f>1+1</f><v>2</v>"), to: "m/stop.xlsx")
    try await mailing.make()
    #expect(mailing.files() == ["1.pdf", "3.pdf", "4.pdf"])
    try mailing.folder.write(try workbook("<f>1+1</f>"), to: "m/stop.xlsx")
    let problems = await mailing.problems()
    #expect(problems.first?.contains("m/stop.xlsx:A2") == true, "\(problems)")
  }

  @Test("a list of 30,000 lines is gone through once")
  func long() async throws {
    let mailing = try mailing(
      ", except: stop.csv", "nr\n" + (4...30_000).map { "\($0)\n" }.joined())
    let report = try await mailing.make()
    #expect(report.letters == 3)
    #expect(report.recipients?.unmatched.first?.lines == 29_996)
  }

  // MARK: Hidden rows

  private func sheet(_ rows: [(values: [String], isHidden: Bool)]) -> String {
    rows.enumerated().map { index, row in
      "<row r=\"\(index + 1)\"\(row.isHidden ? " hidden=\"1\"" : "")>"
        + row.values.map { "<c t=\"str\"><v>\($0)</v></c>" }.joined() + "</row>"
    }.joined()
  }

  private func workbook(_ data: String, settings: String = "") throws -> MailingFixture {
    let mailing = try MailingFixture(
      data: "{file: list.xlsx, key: name\(data)}", settings: settings)
    try mailing.folder.write(
      Data(
        try WorkbookFile(
          sheet([
            (["name", "city"], false), (["Rødt", "Oslo"], false), (["Høyre", "Oslo"], true),
            (["Rødt", "Oslo"], true), (["", "Moss"], true), (["Venstre", "Bergen"], false),
          ])
        ).bytes()), to: "m/list.xlsx")
    return mailing
  }

  @Test("hidden rows are left out if that is asked for, whatever is wrong with them")
  func hidden() async throws {
    let mailing = try workbook(", hidden: leave out")
    let report = try await Run(mailing.request).plan()
    #expect(report.diagnostics.map(\.description) == [])
    #expect(report.each.map(\.row) == [2, 6])
    #expect(report.omitted.map(\.row) == [3, 4, 5])
    #expect(report.recipients?.count(for: .hidden) == 3)
    try await mailing.make()
    #expect(mailing.files() == ["Rødt.pdf", "Venstre.pdf"])
    #expect(try await mailing.make().current == 2)
    let problems = await mailing.problems { $0.only = ["Høyre"] }
    #expect(problems.first?.contains("the row is hidden") == true, "\(problems)")
    #expect(try await mailing.make { $0.only = ["Rødt"] }.letters == 1)
  }

  @Test("they are read with a warning, or without one if the mailing says so")
  func read() async throws {
    let told = await (try workbook("")).problems().joined()
    #expect(told.contains("records.hidden-rows") && told.contains("records.duplicate-key"))
    let said = await (try workbook(", hidden: read")).problems().joined()
    #expect(!said.contains("records.hidden-rows") && said.contains("records.duplicate-key"))
  }

  @Test("of letters of several rows, hidden rows are left out")
  func hiddenRows() async throws {
    let mailing = try MailingFixture(
      data: "{file: list.xlsx, key: name, rows: Linjer, hidden: leave out}",
      body: "{{name}}:{{#each Linjer}} {{item}}{{/each}}.\n")
    try mailing.folder.write(
      Data(
        try WorkbookFile(
          sheet([
            (["name", "city", "item"], false), (["Rødt", "Oslo", "a"], false),
            (["Rødt", "Oslo", "b"], true), (["Høyre", "Oslo", "c"], true),
            (["Rødt", "Oslo", "d"], false),
          ])
        ).bytes()), to: "m/list.xlsx")
    let pages = try mailing.pageTexts()
    #expect(pages.count == 1 && pages[0].contains("Rødt: a d."), "\(pages)")
  }

  // MARK: Doubles

  @Test("recipients who stand twice are told with both rows, if that is asked for")
  func doubles() async throws {
    let list = "nr,name,city\n1,Anna,Oslo\n2,Bo,Moss\n3, ANNA,os lo\n4,,\n5,,\n"
    let mailing = try MailingFixture(
      data: "{file: list.csv, key: nr}", settings: "file: '{{nr}}.pdf'\n", body: "Hei.\n",
      list: list)
    #expect(await mailing.problems() == [])
    #expect(
      await mailing.problems { $0.doubles = "name, city" } == [
        "m/list.csv:4:3: warning: this may be the same recipient as on line 2: both have the same "
          + "'name' and 'city' [batch.double]\n"
          + "  hint: if so, delete one of the two rows, or both get a letter"
      ])
    let unknown = await mailing.problems { $0.doubles = "nam" }
    #expect(unknown.first?.contains("did you mean 'name'?") == true, "\(unknown)")
  }
}
