import Diagnostics
import DisplayList
import Foundation
import TestSupport
import Testing

@testable import Batch
@testable import Composition

/// Mailings that are incomplete, wrong, or have names of every kind.
struct HostileMailingTests {
  /// How a run ends that cannot begin, and with which status.
  private func failure(of mailing: MailingFixture) async -> (words: [String], failure: Failure?) {
    do throws(DiagnosticsError) {
      _ = try await Run(mailing.request).make()
      return ([], nil)
    } catch {
      return (mailing.words(error.diagnostics), error.failure)
    }
  }

  private func remove(_ file: String, from mailing: MailingFixture) throws {
    try FileManager.default.removeItem(at: mailing.folder.url.appending(path: file))
  }

  @Test("a mailing that is not there")
  func noMailing() async throws {
    let mailing = try MailingFixture()
    try remove("m", from: mailing)
    let (words, failure) = await failure(of: mailing)
    #expect(words.count == 1)
    #expect(words.first?.contains("m/letter.md") == true, "\(words)")
    #expect(failure == .input)
  }

  @Test("a mailing whose stationery is not there")
  func noStationeryFile() async throws {
    let mailing = try MailingFixture()
    try remove("m/s.yaml", from: mailing)
    let (words, failure) = await failure(of: mailing)
    #expect(
      words == [
        "m/letter.md:4:13: error: the stationery 'm/s.yaml' cannot be read [stationery.missing]\n"
          + "  hint: check the name and the folder, and who may read the file"
      ])
    #expect(failure == .input)
  }

  @Test("a mailing that names no stationery")
  func noStationery() async throws {
    let mailing = try MailingFixture()
    try mailing.folder.write(
      "---\ntitle: T\nlanguage: nb\nfile: \"{{name}}\"\ndata: {file: list.csv}\n---\nHei.\n",
      to: "m/letter.md")
    let (words, failure) = await failure(of: mailing)
    #expect(
      words == [
        """
        m/letter.md:1:1: error: the mailing does not say which stationery it uses \
        [batch.no-stationery]
          hint: write for instance 'stationery: ../stationery/ks.yaml' in the front matter
        """
      ])
    #expect(failure == .data)
  }

  @Test("a mailing whose list is not there, or which names none")
  func noList() async throws {
    let mailing = try MailingFixture()
    try remove("m/list.csv", from: mailing)
    let (words, failure) = await failure(of: mailing)
    #expect(
      words == ["m/letter.md:5:14: error: there is no file 'm/list.csv' [records.no-file]"])
    #expect(failure == .input)
    try mailing.folder.write("", to: "m/list.csv/x")
    #expect(
      await self.failure(of: mailing).words == [
        "m/letter.md:5:14: error: 'm/list.csv' is a folder [records.folder]"
      ])
    let other = mailing.request { $0.data = mailing.path + "none.csv" }
    await #expect(throws: DiagnosticsError.self) { try await Run(other).make() }
    try remove("m/list.csv", from: mailing)
    try mailing.folder.write(
      "---\ntitle: T\nlanguage: nb\nstationery: s.yaml\nfile: x\n---\nHei.\n", to: "m/letter.md")
    let none = await self.failure(of: mailing)
    #expect(
      none.words == [
        """
        error: the mailing has no list of recipients [batch.no-list]
          hint: write 'data: {file: recipients.csv, key: name}' in the front matter
          hint: or name a list with --data
        """
      ])
    #expect(none.failure == .usage)
  }

  @Test("lists without recipients", arguments: ["", "name,city\n", "\n\n", "name,city\n,\n"])
  func emptyList(_ list: String) async throws {
    let mailing = try MailingFixture(list: list)
    let (words, failure) = await failure(of: mailing)
    #expect(words.count == 1, "\(words)")
    #expect(words.first?.hasPrefix("m/list.csv") == true, "\(words)")
    #expect(failure == .data)
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("a name of 10,000 characters")
  func longName() async throws {
    let mailing = try MailingFixture(
      list: "name,city\n\(String(repeating: "x", count: 10_000)),Oslo\nB,\n")
    let report = try await mailing.make()
    #expect(report.failed == 1)
    #expect(
      report.diagnostics.map(\.id)
        == ["batch.long-file-name", "layout.word-too-wide", "layout.word-too-wide"])
    #expect(report.diagnostics.allSatisfy { $0.location?.line == 2 })
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("a name of many words that fills the window")
  func tallName() async throws {
    let name = Array(repeating: "kommune", count: 100).joined(separator: " ")
    let mailing = try MailingFixture(
      settings: "file: \"{{city}}.pdf\"\n", list: "name,city\n\(name),Oslo\n")
    let problems = await mailing.problems()
    try #require(problems.count == 1, "\(problems)")
    #expect(problems[0].contains("error: the address takes "))
    #expect(problems[0].contains(" lines, but the address window NO C5 shows 6 "), "\(problems)")
    #expect(problems[0].hasPrefix("m/list.csv:2:1: "), "\(problems)")
  }

  static let names = [
    "שלום עליכם", "دائرة الأراضي", "אבג 123 abc", "Jose\u{301} Mun\u{303}oz",
    "Nguye\u{302}\u{303}n", "Z̷̡a̵l̶g̸o̴", "Kari \"Kajsa\" O’Hara; & sønn <AS>",
    "*Stjerne* _AS_ `x` {{y}} |",
    "a\u{200D}b", "soft\u{AD}hyphen", "no\u{A0}break", "-", "=1+1", "Ǆ ﬁ ﬀ",
  ]

  @Test("names of many scripts make letters that say what the list says", arguments: names)
  func name(_ name: String) async throws {
    let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
    let mailing = try MailingFixture(
      settings: "file: brev.pdf\n", body: "Hei.\n", list: "name,city\n\(quoted),\n")
    #expect(await mailing.problems() == [])
    let letter = try #require(try Run(mailing.request).pagedLetters().first)
    // Runs come from left to right; a mixed line says the same in another order.
    let text = letter.lines(of: .address).joined()
    #expect(text.unicodeScalars.sorted() == name.unicodeScalars.sorted(), "\(text)")
    for renderer in Renderer.allCases {
      #expect(try await mailing.make { $0.renderer = renderer }.letters == 1)
    }
  }

  @Test("a character that no font has is an error that names record and character")
  func missingGlyph() async throws {
    let mailing = try MailingFixture(
      settings: "file: brev.pdf\n", list: "name,city\nKari 🎉,Oslo\n")
    #expect(
      await mailing.problems() == [
        """
        m/list.csv:2:1: error: no font has the character '🎉' (U+1F389) [layout.missing-character]
          hint: remove the character, or name a font family that has it under 'fallback' of the \
        stationery's fonts
        """
      ])
    try await mailing.make()
    #expect(mailing.files(in: "") == ["m"])
  }

  @Test("a character of the letter that no font has is told once, at its line")
  func missingInLetter() async throws {
    let mailing = try MailingFixture(body: "Hei.\n\nVelkommen 🎉 til fest 🎉.\n")
    let problems = await mailing.problems()
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.hasPrefix("m/letter.md:11:") == true, "\(problems)")
  }

  @Test("an empty letter has a page")
  func emptyBody() async throws {
    let mailing = try MailingFixture(body: "")
    #expect(try await mailing.make().pages == 3)
  }

  @Test("values of white space alone are blank")
  func whiteSpace() async throws {
    let mailing = try MailingFixture(
      body: "{{#if city}}By.{{else}}Ingen by.{{/if}}\n",
      list: "name,city\nA,\" \u{A0}\u{2003} \"\n")
    let letter = try #require(try Run(mailing.request).pagedLetters().first)
    #expect(letter.lines(of: .address) == ["A"])
    #expect(letter.lines(of: .body) == ["Ingen by."])
  }

  @Test("a list that is half UTF-8 and half Windows-1252 is refused")
  func mixedEncodings() async throws {
    let mailing = try MailingFixture()
    try mailing.folder.write(
      Data("name,city\nRødt,\nH".utf8) + Data([0xF8]) + Data("yre,\n".utf8), to: "m/list.csv")
    let (words, failure) = await failure(of: mailing)
    #expect(!words.isEmpty)
    #expect(failure == .data)
    #expect(mailing.files(in: "") == ["m"])
  }
}
