import Batch
import Composition
import Diagnostics
import Foundation
import TestSupport
import Testing

/// All mistakes of a list are told at once, and keep no good letter from being made.
struct OneRoundTests {
  /// A list with one mistake a row, but for four good rows.
  private static let list = """
    nr,name,city,postcode,date,amount
    1,Anna,Gata 1,0150,2026-05-20,100
    2,Bo,Gata 2,0150,2026-05-20,100
    2,Bodil,Gata 3,0150,2026-05-20,100
    ,Cato,Gata 4,0150,2026-05-20,100
    5,Dag,,0150,2026-05-20,100
    6,Eva,Gata 6,0150,31.02.2026,100
    7,Finn,Gata 7,0150,2026-05-20,1.234
    8,Geir 🎉,Gata 8,0150,2026-05-20,100
    9,\(String(repeating: "Hanna ", count: 50)),Gata 9,0150,2026-05-20,100
    10,Ida,Gata 10,0150,2026-05-20,100
    11,ida,Gata 11,0150,2026-05-20,100
    12,Jon,Gata 12,0150,2026-05-20,100
    13,Kari,Gata 13,150,2026-05-20,100

    """
  private static let body =
    "Til {{city}}, {{date | date: long}}: {{amount | number: 2}}, {{name}}.\n"
  private static let mistakes: Set<String> = [
    "records.duplicate-key", "records.blank-key", "merge.empty-value", "merge.date",
    "merge.number", "merge.column-kind", "layout.missing-character", "batch.long-file-name",
    "batch.same-file-name",
  ]

  private func mailing(body: String = OneRoundTests.body, list: String = OneRoundTests.list) throws
    -> MailingFixture
  {
    try MailingFixture(
      data: "{file: list.csv, key: nr, columns: {date: date, postcode: {kind: postcode}}}",
      settings: "file: \"{{name}}.pdf\"\n", body: body, list: list)
  }

  private func ids(_ mailing: MailingFixture) async -> [String] {
    do throws(DiagnosticsError) {
      return try await Run(mailing.request).check().diagnostics.map(\.id)
    } catch {
      return error.diagnostics.map(\.id)
    }
  }

  @Test("one check tells all mistakes of a list, each once")
  func check() async throws {
    let ids = await ids(try mailing())
    #expect(OneRoundTests.mistakes.isSubset(of: ids), "\(ids)")
    for id in OneRoundTests.mistakes { #expect(ids.count { $0 == id } == 1, "\(id)") }
  }

  @Test("a field that the list does not have is told with all mistakes of the list")
  func unknownField() async throws {
    let ids = await ids(try mailing(body: OneRoundTests.body + "\n{{nowhere}}\n"))
    #expect(OneRoundTests.mistakes.union(["merge.unknown-field"]).isSubset(of: ids), "\(ids)")
    for id in OneRoundTests.mistakes { #expect(ids.count { $0 == id } == 1, "\(id)") }
    #expect(ids.count { $0 == "merge.unknown-field" } == 1)
  }

  @Test("nothing is made while there are mistakes")
  func nothing() async throws {
    let mailing = try mailing()
    let report = try await mailing.make()
    #expect(report.hasErrors && report.letters == 0)
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("--keep-going makes the good letters, and none of those that cannot be told apart")
  func keepGoing() async throws {
    let mailing = try mailing()
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect(mailing.files() == ["Anna.pdf", "Jon.pdf"])
    #expect((report.letters, report.pages, report.sheets, report.failed) == (2, 2, 2, 11))
    #expect(OneRoundTests.mistakes.isSubset(of: report.diagnostics.map(\.id)))
  }

  @Test("--keep-going puts only the good letters into one file")
  func combined() async throws {
    let mailing = try mailing()
    let report = try await mailing.make {
      $0.keepsGoing = true
      $0.renderer = .archive
      $0.combined = CombinedRequest(file: mailing.path + "all.pdf")
    }
    // In one file no letter has a name, and so none the same as another's or one that is too long.
    #expect((report.letters, report.failed) == (4, 9))
  }

  @Test("of letters asked for by key, those at fault are told and the others made")
  func only() async throws {
    let mailing = try mailing()
    let report = try await mailing.make {
      $0.keepsGoing = true
      $0.only = ["1", "2", "13"]
    }
    #expect(mailing.files() == ["Anna.pdf"])
    #expect((report.letters, report.failed) == (1, 3))
    let error = await #expect(throws: DiagnosticsError.self) {
      try await mailing.make {
        $0.keepsGoing = true
        $0.only = ["2", "77"]
      }
    }
    #expect(error?.diagnostics.map(\.id) == ["batch.unknown-key"])
  }

  @Test("what was made stays when the mistakes are mended")
  func mended() async throws {
    let mailing = try mailing()
    try await mailing.make { $0.keepsGoing = true }
    try mailing.folder.write(
      OneRoundTests.list.replacing("11,ida", with: "11,Ida B").replacing(
        "\n2,Bodil", with: "\n3,B"),
      to: "m/list.csv")
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect(report.current == 2)
    #expect(
      mailing.files() == ["Anna.pdf", "B.pdf", "Bo.pdf", "Ida B.pdf", "Ida.pdf", "Jon.pdf"])
  }

  @Test("letters that clash are failed in the ledger, and made when they are mended")
  func failedOnly() async throws {
    let mailing = try mailing()
    try await mailing.make { $0.keepsGoing = true }
    try mailing.folder.write(
      OneRoundTests.list.replacing("11,ida", with: "11,Ida B"), to: "m/list.csv")
    let report = try await mailing.make {
      $0.keepsGoing = true
      $0.isFailedOnly = true
    }
    #expect(report.letters == 2)
    #expect(mailing.files() == ["Anna.pdf", "Ida B.pdf", "Ida.pdf", "Jon.pdf"])
  }

  @Test("so are those whose rows had no key of their own, and no others, once they have one")
  func failedWithoutKey() async throws {
    let mailing = try mailing()
    try await mailing.make { $0.keepsGoing = true }
    let mended = OneRoundTests.list.replacing("\n2,Bodil", with: "\n3,Bodil")
      .replacing("\n,Cato", with: "\n4,Cato")
    try mailing.folder.write(mended, to: "m/list.csv")
    func makeFailed() async throws -> RunReport {
      try await mailing.make {
        $0.keepsGoing = true
        $0.isFailedOnly = true
      }
    }
    #expect(try await makeFailed().letters == 3)
    #expect(mailing.files() == ["Anna.pdf", "Bo.pdf", "Bodil.pdf", "Cato.pdf", "Jon.pdf"])
    // A row that is new could not be made before by nobody's fault.
    try mailing.folder.write(mended + "14,Lise,G,0150,2026-05-20,1\n", to: "m/list.csv")
    #expect(try await makeFailed().letters == 0)
    #expect(!mailing.files().contains("Lise.pdf"))
  }

  @Test("a letter that was made stays if its row is at fault now, also with --prune")
  func prune() async throws {
    let mailing = try MailingFixture()
    try await mailing.make()
    try mailing.folder.write("name,city\nRødt,Oslo\nHøyre\nVenstre,Bergen\n", to: "m/list.csv")
    let report = try await mailing.make {
      $0.keepsGoing = true
      $0.prunes = true
    }
    #expect((report.letters, report.current, report.failed) == (2, 2, 1))
    #expect(mailing.files() == ["Høyre.pdf", "Rødt.pdf", "Venstre.pdf"])
  }

  @Test("files of the same name keep none of an archive's other letters from it")
  func archive() async throws {
    let mailing = try mailing(
      list: "nr,name,city,postcode,date,amount\n" + """
        1,Anna,G,0150,2026-05-20,1
        2,ANNA,G,0150,2026-05-20,1
        3,Bo,G,0150,2026-05-20,1

        """)
    let report = try await mailing.make {
      $0.output = mailing.path + "out.zip"
      $0.keepsGoing = true
    }
    #expect((report.letters, report.failed) == (1, 2))
    #expect(report.diagnostics.map(\.id) == ["batch.same-file-name"])
  }

  /// Rows that are at fault by themselves, in other ways.
  static let rows: [(name: String, id: String)] = [
    ("a\"b", "records.stray-quote"), ("\"a\"b", "records.text-after-quote"),
    ("a,b,c,d,e,f", "records.ragged-row"), ("a\u{7}", "records.control-character"),
  ]

  @Test("a row that cannot be told is no obstacle to the others", arguments: rows)
  func unreadable(_ row: (name: String, id: String)) async throws {
    let mailing = try MailingFixture(list: "name,city\nAnna,Oslo\n\(row.name),Oslo\nBo,Oslo\n")
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect((report.letters, report.failed) == (2, 1))
    #expect(report.diagnostics.map(\.id) == [row.id])
    #expect(mailing.files() == ["Anna.pdf", "Bo.pdf"])
  }

  @Test("a fault of one cell hides no other fault of its row, and is failed in the ledger")
  func cell() async throws {
    let mailing = try MailingFixture(
      data: "{file: list.csv, key: name, columns: {postcode: {kind: postcode}}}",
      body: "{{city}} {{postcode}}\n",
      list: "name,city,postcode\nAnna,Os\u{7}lo,150\nBo,Oslo,0150\n")
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect(report.diagnostics.map(\.id) == ["records.control-character", "merge.column-kind"])
    #expect((report.letters, report.failed) == (1, 1))
    try mailing.folder.write(
      "name,city,postcode\nAnna,Oslo,0150\nBo,Oslo,0150\n", to: "m/list.csv")
    #expect(try await mailing.make { $0.isFailedOnly = true }.letters == 1)
    #expect(mailing.files() == ["Anna.pdf", "Bo.pdf"])
  }

  /// What is wrong with a list as a whole.
  static let lists: [(list: String, id: String)] = [
    ("name,name\na,b\n", "records.duplicate-column"), ("nam,city\na,b\n", "records.no-key-field"),
    ("name,city\na,\"b\n", "records.unterminated-quote"),
    ("name\u{7},city\na,b\n", "records.control-character"),
    (
      "name,city\n" + (0...1000).map { "a\($0),x\na\($0),y\n" }.joined(), "records.more"
    ),
    // What stands between the quotation marks could be rows, and the rows between two values.
    ("name,city\na,\"b\nc,d\ne,\"f\n", "records.text-after-quote"),
    ("name,city\na,b \"c\nd,e\nf\",g\nh,i\n", "records.stray-quote"),
  ]

  @Test("a list that is at fault as a whole is refused", arguments: lists)
  func whole(_ list: (list: String, id: String)) async throws {
    let mailing = try MailingFixture(list: list.list)
    let error = await #expect(throws: DiagnosticsError.self) {
      try await mailing.make { $0.keepsGoing = true }
    }
    #expect(error?.diagnostics.contains { $0.id == list.id } == true, "\(error as Any)")
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("a hundred rows at fault and more are no obstacle, and those beyond are counted")
  func many() async throws {
    let mailing = try MailingFixture(
      list: "name,city\na,b\n" + (1...150).map { "c\($0)\n" }.joined())
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect((report.letters, report.failed) == (1, 150))
    #expect(report.diagnostics.last?.message.hasSuffix("has 50 more errors like these") == true)
    #expect(report.diagnostics.count == 101)
  }

  /// Lists in which nobody can say whose a row is.
  static let strangers = ["a,x\n,y\nb,z\n", "a,x\na,y,z\nb,z\n", "a,x\na\u{7},y\nb,z\n"]

  @Test("a row that nobody can put into its letter keeps all from being made", arguments: strangers)
  func rowsOfLetters(_ rows: String) async throws {
    let mailing = try MailingFixture(
      data: "{file: list.csv, key: name, rows: Linjer}", body: "Hei.\n", list: "name,city\n" + rows)
    let error = await #expect(throws: DiagnosticsError.self) {
      try await mailing.make { $0.keepsGoing = true }
    }
    #expect(error?.diagnostics.isEmpty == false)
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("a cell at fault in a row keeps only the letter of that row from being made")
  func cellOfLetters() async throws {
    let mailing = try MailingFixture(
      data: "{file: list.csv, key: name, rows: Linjer}", body: "Hei.\n",
      list: "name,city\na,x\nb,y\u{7}\na,x\nc,x\n")
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect((report.letters, report.failed) == (2, 1), "\(report.diagnostics)")
    #expect(mailing.files() == ["a.pdf", "c.pdf"])
  }

  private func joined(_ members: String, _ orders: String) throws -> MailingFixture {
    let mailing = try MailingFixture(
      data: "{file: list.csv, key: name, with: {Linjer: {file: orders.csv, key: member}}}",
      body: "Hei.\n{{#each Linjer}}\n- {{item}}\n{{/each}}\n", list: members)
    try mailing.folder.write(orders, to: "m/orders.csv")
    return mailing
  }

  @Test("a cell at fault in another table keeps only its owner's letter from being made")
  func cellOfTables() async throws {
    let mailing = try joined(
      "name,city\na,x\nb,y\nc,z\n", "item,member\nKost,b\nSpa\u{7}nn,a\nKlut,c\n")
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect((report.letters, report.failed) == (2, 1), "\(report.diagnostics)")
    #expect(mailing.files() == ["b.pdf", "c.pdf"])
  }

  @Test("a line that belongs to nobody keeps all letters from being made")
  func strangeLine() async throws {
    let mailing = try joined(
      "name,city\na,x\nb,y\n", "item,member\nKost,b\nSpann,aa\n")
    let error = await #expect(throws: DiagnosticsError.self) {
      try await mailing.make { $0.keepsGoing = true }
    }
    #expect(error?.diagnostics.map(\.id) == ["records.unknown-key"])
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("lines of members at fault belong to somebody, and the other members get their letters")
  func faultyMembers() async throws {
    let mailing = try joined(
      "name,city\na,x\nb\nc,z\nd,x\nd,y\n", "item,member\nKost,b\nSpann,a\nKlut,d\n")
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect((report.letters, report.failed) == (2, 3))
    #expect(
      report.diagnostics.map(\.id) == ["records.ragged-row", "records.duplicate-key"])
    #expect(mailing.files() == ["a.pdf", "c.pdf"])
  }

  @Test("where every letter names all recipients, a row at fault keeps all from being made")
  func recipients() async throws {
    let mailing = try MailingFixture(
      settings: "recipients: {label: Likelydende til, list: run}\n",
      list: "name,city\nAnna,Oslo\n,Oslo\nBo,Oslo\n")
    let error = await #expect(throws: DiagnosticsError.self) {
      try await mailing.make { $0.keepsGoing = true }
    }
    #expect(error?.diagnostics.map(\.id) == ["records.blank-key"], "\(error as Any)")
    #expect(mailing.files(in: "") == ["m"])
  }
}
