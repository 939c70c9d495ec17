import Batch
import Composition
import Diagnostics
import Foundation
import Merge
import TestSupport
import Testing

/// The order in which letters come.
@Suite(.timeLimit(.minutes(30)))
struct SortingTests {
  private static let list = """
    nr,name,street,code,fee,since,member
    1,Åse,Gata 10,0150,100,2020-05-01,ja
    2,Ærlig,Gata 2,4950,9,02.01.2019,nei
    3,Aamot,Gata 2,0150,"9,5",2021-03-04,
    4,Zoë,Gata 2 B,0150,,2018-12-31,ja
    5,anne,Gata 1,4950,-3,2020-05-01,nei

    """

  private func keys(
    _ sort: String, columns: String = "fee: number, since: date, member: boolean, code: postcode",
    list: String = SortingTests.list, settings: String = "",
    _ change: (inout RunRequest) -> Void = { _ in }
  ) async throws -> [String] {
    let mailing = try MailingFixture(
      data: "{file: list.csv, key: nr, columns: {\(columns)}\(sort)}", settings: settings,
      body: "Hei.\n", list: list.replacing("nr,name,street", with: "nr,name,city"))
    return try await Run(mailing.request(change)).plan().each.map(\.key)
  }

  @Test(
    "they come in the order of the fields that are named",
    arguments: [
      ("name", ["5", "4", "2", "3", "1"]), ("name desc", ["1", "3", "2", "4", "5"]),
      ("fee", ["5", "2", "3", "1", "4"]), ("fee desc", ["1", "3", "2", "5", "4"]),
      ("since", ["4", "2", "1", "5", "3"]), ("since desc, name", ["3", "5", "1", "2", "4"]),
      ("code, city", ["3", "4", "1", "5", "2"]),
      ("code desc, city desc", ["2", "5", "1", "4", "3"]),
      ("member", ["2", "5", "1", "4", "3"]), ("[name]", ["5", "4", "2", "3", "1"]),
      ("double", ["5", "2", "3", "1", "4"]), ("code", ["1", "3", "4", "2", "5"]),
    ])
  func order(_ fields: String, _ expected: [String]) async throws {
    let settings = "let: {double: '2 * max(fee)'}\n"
    #expect(try await keys(", sort: \"\(fields)\"", settings: settings) == expected)
    #expect(try await keys("", settings: settings) { $0.choosing.sorting = fields } == expected)
  }

  @Test("what a run says counts in place of the mailing's own; a list names fields with commas")
  func option() async throws {
    #expect(
      try await keys(", sort: name") { $0.choosing.sorting = "fee" } == ["5", "2", "3", "1", "4"])
    #expect(try await keys(", sort: [code, city desc]") == ["1", "4", "3", "2", "5"])
  }

  @Test("the first letters are the first of the order, and parts of it keep it")
  func limit() async throws {
    #expect(try await keys(", sort: fee") { $0.limit = 2 } == ["5", "2"])
    var all: Set<String> = []
    for number in 1...3 {
      let part = try await keys(", sort: fee") { $0.shard = Shard(number, of: 3) }
      #expect(part == ["5", "2", "3", "1", "4"].filter(part.contains))
      #expect(all.isDisjoint(with: part))
      all.formUnion(part)
    }
    #expect(all.count == 5)
  }

  @Test("British postcodes go by districts, as numbers")
  func britishPostcodes() async throws {
    let codes = ["E10 1AA", "SW1A 1AA", "E2 2BB", "E2 1AA", "EC1A 1BB", "SW1 1AA", "E1 1AA"]
    let list =
      "nr,name,city,code\n"
      + codes.enumerated().map { "\($0),x,y,\($1)\n" }.joined()
    let order = try await keys(
      ", sort: code", columns: "code: {kind: postcode, country: GB}", list: list)
    #expect(
      order.map { codes[Int($0) ?? 0] }
        == ["E1 1AA", "E2 1AA", "E2 2BB", "E10 1AA", "EC1A 1BB", "SW1 1AA", "SW1A 1AA"])
  }

  @Test("a value that is not what it is sorted as is an error at its cell")
  func faults() async throws {
    let mailing = try MailingFixture(
      data: "{file: list.csv, key: nr, sort: fee}", settings: "",
      body: "Hei.\n", list: "nr,name,city,fee\n1,a,b,12\n2,a,b,x\n")
    #expect(await mailing.problems() == [])
    let typed = try MailingFixture(
      data: "{file: list.csv, key: nr, columns: {fee: number}, sort: fee}", settings: "",
      body: "Hei.\n", list: "nr,name,city,fee\n1,a,b,12\n2,a,b,x\n")
    let problems = await typed.problems()
    #expect(
      problems.count == 1
        && problems[0].hasPrefix("m/list.csv:3:7: error: 'fee' is no number: 'x'"),
      "\(problems)")
  }

  @Test(
    "what is no field to sort by is told",
    arguments: [
      ("nowhere", "has no field 'nowhere'"), ("name,,fee", "a field's name is missing"),
      ("{a: b}", "must name fields"), ("[[a]]", "must be a field's name"),
      ((1...17).map { _ in "name" }.joined(separator: ","), "more than 16 fields"),
    ])
  func noField(_ sort: String, _ words: String) async throws {
    let text = sort.hasPrefix("[") || sort.hasPrefix("{") ? sort : "\"\(sort)\""
    let mailing = try MailingFixture(
      data: "{file: list.csv, key: nr, sort: \(text)}", body: "Hei.\n",
      list: "nr,name,city,fee\n1,a,b,12\n")
    let problems = await mailing.problems()
    #expect(problems.count == 1 && problems[0].contains(words), "\(problems)")
  }

  @Test("letters of several rows and those with rows of other tables keep what is theirs")
  func grouped() async throws {
    let list = "nr,name,city,item\n1,Bo,x,a\n2,Anna,x,b\n1,Bo,x,c\n3,Cai,x,d\n2,Anna,x,e\n"
    let mailing = try MailingFixture(
      data: "{file: list.csv, key: nr, rows: Linjer, with: {Ordre: {file: o.csv, key: nr}}, "
        + "sort: name desc, where: \"nr != '3'\"}",
      body: "{{name}}:{{#each Linjer}} {{item}}{{/each}};{{#each Ordre}} {{sum}}{{/each}}.\n",
      list: list)
    try mailing.folder.write("nr,sum\n2,20\n3,30\n1,10\n2,21\n", to: "m/o.csv")
    let pages = try mailing.pageTexts()
    #expect(pages.count == 2)
    #expect(pages[0].contains("Bo: a c; 10."), "\(pages)")
    #expect(pages[1].contains("Anna: b e; 20 21."), "\(pages)")
  }

  @Test("letters that are current stay so whatever their order")
  func current() async throws {
    let mailing = try MailingFixture()
    try await mailing.make()
    #expect(try await mailing.make { $0.choosing.sorting = "name desc" }.current == 3)
  }
}
