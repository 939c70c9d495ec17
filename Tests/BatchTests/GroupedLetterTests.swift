import Batch
import Composition
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Runs over lists whose letters have several rows each.
struct GroupedLetterTests {
  private static let list = """
    nr,name,city,item,price
    7,Anna,Oslo,Maling,1200
    8,Bo,Moss,Kost,80
    7,Anna,Oslo,Pensel,90
    9,Eva,Ås,Spann,75
    8,Bo,Moss,Klut,12

    """

  private func mailing(list: String = GroupedLetterTests.list) throws -> MailingFixture {
    try MailingFixture(
      data: "{file: list.csv, key: nr, rows: Linjer}",
      body: "Hei, {{name}}.\n\n{{#each Linjer}}\n- {{item}}: {{price}}\n{{/each}}\n", list: list)
  }

  @Test("every key has a letter, and only those asked for are made")
  func letters() async throws {
    let mailing = try mailing()
    #expect(try await mailing.make().letters == 3)
    #expect(mailing.files() == ["7.pdf", "8.pdf", "9.pdf"])
    #expect(
      try await mailing.make {
        $0.output = mailing.path + "one"; $0.only = ["8"]
      }.letters == 1)
    #expect(mailing.files(in: "one") == ["8.pdf"])
    let single = try mailing.contents(of: "one")["8.pdf"]
    #expect(try mailing.contents()["8.pdf"] == single)
  }

  @Test("shards make each letter once, and together all of them")
  func shards() async throws {
    let mailing = try mailing()
    var letters: [String] = []
    for number in 1...3 {
      let report = try await mailing.make {
        $0.output = mailing.path + "part\(number)"
        $0.shard = Shard(number, of: 3)
      }
      #expect(report.diagnostics.isEmpty)
      letters += mailing.files(in: "part\(number)")
    }
    #expect(letters.sorted() == ["7.pdf", "8.pdf", "9.pdf"])
  }

  @Test("rows that stand together make the same letters as rows that lie apart")
  func order() async throws {
    let apart = try mailing()
    try await apart.make()
    let together = try mailing(
      list: """
        nr,name,city,item,price
        7,Anna,Oslo,Maling,1200
        7,Anna,Oslo,Pensel,90
        8,Bo,Moss,Kost,80
        8,Bo,Moss,Klut,12
        9,Eva,Ås,Spann,75

        """)
    try await together.make()
    #expect(try apart.contents() == together.contents())
  }

  @Test("a letter is made again if any of its rows is another, and the others are not")
  func digest() async throws {
    let mailing = try mailing()
    try await mailing.make()
    #expect(try await mailing.make().current == 3)
    for change in [("Klut,12", "Klut,13"), ("8,Bo,Moss,Klut,13\n", "")] {
      let file = mailing.folder.url.appending(path: "m/list.csv")
      let text = try String(contentsOf: file, encoding: .utf8)
      try mailing.folder.write(text.replacing(change.0, with: change.1), to: "m/list.csv")
      #expect(try await mailing.make().current == 2)
    }
  }

  @Test("a check tells every letter whose rows differ in what it prints")
  func check() async throws {
    let mailing = try mailing(
      list: GroupedLetterTests.list.replacing("8,Bo,Moss,Klut", with: "8,Bo,Ås,Klut"))
    let problems = await mailing.problems()
    #expect(problems.count == 1)
    #expect(
      problems.first?.hasPrefix(
        "m/list.csv:3:6: error: 'city' is not the same in all rows of this letter: 'Moss' here, "
          + "'Ås' at ") == true)
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect((report.letters, report.failed) == (2, 1))
    #expect(mailing.files() == ["7.pdf", "9.pdf"])
  }

  @Test("faults of letter and rows are told together")
  func faults() async throws {
    let mailing = try mailing(
      list: GroupedLetterTests.list.replacing("8,Bo,Moss,Klut", with: "8,Bo,Ås,Klut"))
    try mailing.folder.write(
      try String(contentsOf: mailing.folder.url.appending(path: "m/letter.md"), encoding: .utf8)
        + "\n{{nowhere}}\n", to: "m/letter.md")
    let problems = await mailing.problems().joined(separator: "\n")
    #expect(problems.contains("[merge.unknown-field]") && problems.contains("[merge.rows-differ]"))
  }
}
