import Diagnostics
import DisplayList
import Foundation
import TestSupport
import Testing

@testable import Batch

/// Runs over small mailings: what is made, what is found, what is told.
struct RunTests {
  static let all = ["Høyre.pdf", "Rødt.pdf", "Venstre.pdf"]

  @Test("a run makes every letter and nothing else")
  func make() async throws {
    let mailing = try MailingFixture()
    let report = try await mailing.make()
    #expect(report.letters == 3)
    #expect(report.pages == 3)
    #expect(report.failed == 0)
    #expect(report.diagnostics.isEmpty)
    #expect(mailing.files() == RunTests.all)
    let letters = try mailing.contents()
    #expect(letters.values.allSatisfy { $0.starts(with: Data("%PDF-1.".utf8)) })
    #expect(mailing.files(in: "m") == ["letter.md", "list.csv", "s.yaml"])
  }

  @Test("a check makes nothing, not even the folder")
  func check() async throws {
    let mailing = try MailingFixture()
    let report = try await Run(mailing.request).check()
    #expect(report.letters == 3)
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("the plan names every letter in the list's order")
  func plan() async throws {
    let mailing = try MailingFixture()
    let plan = try await Run(mailing.request).plan().each
    #expect(
      plan.map { "\($0.key) in \($0.file), pages: \($0.pages)" } == [
        "Rødt in Rødt.pdf, pages: 1", "Høyre in Høyre.pdf, pages: 1",
        "Venstre in Venstre.pdf, pages: 1",
      ])
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("letter.md may be named itself")
  func namedFile() async throws {
    let mailing = try MailingFixture()
    #expect(try await mailing.make { $0.mailing += "/letter.md" }.letters == 3)
    #expect(try await mailing.make { $0.mailing += "/" }.letters == 3)
  }

  @Test("with a fault in one record nothing is written, and every fault is told")
  func faults() async throws {
    let mailing = try MailingFixture(list: "name,city\nA,Oslo\nB 🎉,\nC,Bergen\nD 🥨,x\n")
    let report = try await mailing.make()
    #expect(report.letters == 0)
    #expect(report.pages == 0)
    #expect(report.failed == 2)
    #expect(
      mailing.words(report.diagnostics) == [
        """
        m/list.csv:3:1: error: no font has the character '🎉' (U+1F389) [layout.missing-character]
          hint: remove the character, or name a font family that has it under 'fallback' of the \
        stationery's fonts
        """,
        """
        m/list.csv:5:1: error: no font has the character '🥨' (U+1F968) [layout.missing-character]
          hint: remove the character, or name a font family that has it under 'fallback' of the \
        stationery's fonts
        """,
      ])
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("a run that keeps going makes the good letters and names the bad ones")
  func keepGoing() async throws {
    let mailing = try MailingFixture(list: "name,city\nA,Oslo\nB 🎉,\nC,Bergen\n")
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect(report.letters == 2)
    #expect(report.failed == 1)
    #expect(report.diagnostics.map(\.location?.line) == [3])
    #expect(report.hasErrors)
    #expect(mailing.files() == ["A.pdf", "C.pdf"])
  }

  @Test("letters can be made for some keys only, in the list's order")
  func only() async throws {
    let mailing = try MailingFixture()
    let keys = ["Venstre", " Ro\u{308}dt", "Venstre", "R\u{F8}dt"]
    let report = try await mailing.make { $0.only = [keys[0], keys[2], keys[3]] }
    #expect(report.letters == 2)
    #expect(mailing.files() == ["Rødt.pdf", "Venstre.pdf"])
  }

  @Test("a key in another normal form is the same key")
  func normalForm() async throws {
    let mailing = try MailingFixture(list: "name,city\nÅsne,Oslo\nB,\n")
    #expect(try await mailing.make { $0.only = ["A\u{30A}sne "] }.letters == 1)
    #expect(mailing.files() == ["\u{C5}sne.pdf"])
  }

  @Test("a key that is not in the list is an error, with or without a limit", arguments: [nil, 2])
  func unknownKey(_ limit: Int?) async throws {
    let mailing = try MailingFixture()
    let problems = await mailing.problems {
      $0.only = ["Rodt", "Rødt", "Pensjonistpartiet"]
      $0.limit = limit
    }
    #expect(
      problems == [
        "error: the list 'm/list.csv' has no recipient 'Pensjonistpartiet' [batch.unknown-key]",
        """
        error: the list 'm/list.csv' has no recipient 'Rodt' [batch.unknown-key]
          hint: did you mean 'Rødt'?
        """,
      ])
    let error = await #expect(throws: DiagnosticsError.self) {
      try await mailing.make { $0.only = ["Rodt"] }
    }
    #expect(error?.failure == .usage)
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("keys can only be asked for where the mailing says what its key is")
  func noKey() async throws {
    let mailing = try MailingFixture()
    try mailing.folder.write(
      """
      ---
      title: Prøve
      language: nb
      stationery: s.yaml
      data: {file: list.csv}
      file: "{{name}}.pdf"
      ---
      Hei.
      """, to: "m/letter.md")
    #expect(
      await mailing.problems { $0.only = ["Rødt"] } == [
        """
        error: the mailing does not say what tells its recipients apart [batch.no-key]
          hint: write for instance 'data: {file: recipients.csv, key: name}' in the front matter
        """
      ])
  }

  @Test("a limit takes the first letters", arguments: [1, 2, 3, 9])
  func limit(_ limit: Int) async throws {
    let mailing = try MailingFixture()
    let report = try await mailing.make { $0.limit = limit }
    #expect(report.letters == min(limit, 3))
    #expect(mailing.files() == ["Rødt.pdf", "Høyre.pdf", "Venstre.pdf"].prefix(limit).sorted())
  }

  @Test("another list can stand in for the mailing's own")
  func data() async throws {
    let mailing = try MailingFixture()
    let other = try mailing.folder.write("[{\"name\": \"SV\", \"city\": \"\"}]", to: "other.json")
    let report = try await mailing.make { $0.data = other.path(percentEncoded: false) }
    #expect(report.letters == 1)
    #expect(mailing.files() == ["SV.pdf"])
  }

  @Test("a list without a column that the letter uses is an error in the letter")
  func missingColumn() async throws {
    let mailing = try MailingFixture()
    let other = try mailing.folder.write("navn,city\nSV,\n", to: "other.csv")
    let problems = await mailing.problems { $0.data = other.path(percentEncoded: false) }
    #expect(problems.first?.contains("other.csv") == true, "\(problems)")
    #expect(problems.allSatisfy { $0.contains("error: ") })
  }

  @Test(
    "a cell that is declared a list is split at line breaks, bars or semicolons",
    arguments: [
      "a|b;c", "a; b", "\"a\nb|c\"", " ;a;; b; ", "a",
    ])
  func lists(_ cell: String) throws {
    let mailing = try MailingFixture(list: "name,city,parts\nA,,\(cell)\n")
    try mailing.folder.write(
      """
      ---
      title: Prøve
      language: nb
      stationery: s.yaml
      data: {file: list.csv, key: name, columns: {parts: list}}
      ---
      {{#each parts}}
      - {{this}}
      {{/each}}
      """, to: "m/letter.md")
    let letter = try #require(try Run(mailing.request).pagedLetters().first)
    let items = letter.lines(of: .body).filter { $0 != "• " }
    let wanted = [
      "a|b;c": ["a", "b;c"], "a; b": ["a", "b"], "\"a\nb|c\"": ["a", "b|c"],
      " ;a;; b; ": ["a", "b"], "a": ["a"],
    ]
    #expect(items == wanted[cell])
  }

  @Test("the master copy is one letter with the mailing's name")
  func undispatched() async throws {
    let mailing = try MailingFixture()
    let report = try await mailing.make { $0.isMasterCopy = true }
    #expect(report.letters == 1)
    #expect(mailing.files() == ["m (undispatched).pdf"])
  }

  @Test("progress is told for some letters at a time, first of checking, then of making")
  func progress() async throws {
    let mailing = try MailingFixture(
      list: "name,city\n" + (1...20).map { "\($0),Oslo\n" }.joined())
    let told = ProgressNotes()
    _ = try await Run(mailing.request { $0.jobs = 1 }).make { told.note($0) }
    #expect(told.all.map(\.stage) == [.checking, .checking, .making, .making])
    #expect(told.all.map(\.done) == [16, 20, 16, 20])
    #expect(told.all.allSatisfy { $0.total == 20 })
  }
}
