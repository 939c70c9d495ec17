import Diagnostics
import Document
import Foundation
import Merge
import Records
import TestSupport
import Testing

/// A letter in several languages, of which each recipient gets one.
struct VersionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let facts = "{{Navn}}, {{Sted}} {{Dag | date: long}}: {{Sum | currency: NOK}}.\n"
    try write("Hei \(facts)")
    try folder.write(
      "---\nclosing: Med vennleg helsing\n---\nHei \(facts)", to: "letter.nn.md")
    try folder.write(
      "---\nclosing: Yours sincerely\nvalues: {Sted: London}\n---\nDear \(facts)",
      to: "letter.en.md")
  }

  /// Writes the mailing's own file, the one in bokmål.
  private func write(
    _ body: String, language: String = VersionTests.languages, settings: String = "",
    sum: String = "1234.5"
  ) throws {
    try folder.write(
      """
      ---
      title: Brev
      language: \(language)
      closing: Med vennlig hilsen
      values: {Sted: Oslo, Dag: 2026-12-15, Sum: \(sum)}
      \(settings)---
      \(body)
      """, to: "letter.md")
  }

  private static let languages =
    "{column: Språk, nb: letter.md, nn: letter.nn.md, en: letter.en.md}"

  private var path: String { folder.url.path(percentEncoded: false) + "letter.md" }

  private func versions() throws -> Warned<TemplateVersions> {
    try TemplateVersions.read(path: path, named: path)
  }

  private static let fields = Fields(["Navn", "Språk"])

  private func record(_ language: Value.Content, row: Int = 2) -> Record {
    let values = [Value.Content.text("Anna"), language].enumerated().map { index, content in
      Value(content, at: SourceLocation(file: "list.csv", line: row, column: index * 10 + 1))
    }
    return Record(
      number: row - 1, fields: VersionTests.fields, values: values,
      location: SourceLocation(file: "list.csv", line: row, column: 1))
  }

  private func letter(_ language: String) throws -> Letter {
    let merger = try versions().output.merger(for: VersionTests.fields, list: "list.csv").output
    let record = record(.text(language))
    return try merger.merger(for: record).letter(for: record, recipients: .none).output
  }

  /// What should be looked at once the list is known, without the folder's place.
  private func warnings() throws -> [String] {
    let place = folder.url.path(percentEncoded: false)
    return try versions().output.merger(for: VersionTests.fields, list: "list.csv").warnings
      .map { $0.description.replacing(place, with: "") }
  }

  /// What is wrong, without the folder's place.
  private func problems(_ work: () throws -> Void) -> [String] {
    do {
      try work()
      return []
    } catch let error as DiagnosticsError {
      let place = folder.url.path(percentEncoded: false)
      return error.diagnostics.map { $0.description.replacing(place, with: "") }
    } catch {
      return ["\(error)"]
    }
  }

  // MARK: Which version

  @Test(
    "each recipient gets the letter in their language, and dates and amounts with it",
    arguments: [
      ("nb", "nb", "p(Hei Anna, Oslo 15. desember 2026: 1\u{A0}234,50\u{A0}kr.)"),
      ("nn", "nn", "p(Hei Anna, Oslo 15. desember 2026: 1\u{A0}234,50\u{A0}kr.)"),
      ("en", "en", "p(Dear Anna, London 15 December 2026: NOK\u{A0}1,234.50.)"),
    ])
  func own(language: String, tag: String, body: String) throws {
    let letter = try letter(language)
    #expect(letter.language == tag)
    #expect(letter.body.map(\.outline) == [body])
  }

  @Test(
    "a language goes by its tag or its name",
    arguments: [
      (" NB ", "nb"), ("Bokmål", "nb"), ("nynorsk", "nn"), ("no", "nb"), ("English", "en"),
      ("engelsk", "en"), ("en-US", "en"), ("nb-NO", "nb"),
    ])
  func names(written: String, tag: String) throws {
    #expect(try letter(written).language == tag)
  }

  @Test("what a version does not say itself is shared, value by value")
  func sharing() throws {
    #expect(try letter("nb").closing?.inlines.plainText == "Med vennlig hilsen")
    #expect(try letter("nn").closing?.inlines.plainText == "Med vennleg helsing")
    let english = try letter("en")
    #expect(english.closing?.inlines.plainText == "Yours sincerely")
    #expect(english.title?.outline == "h1(Brev)")
    // A version need not have front matter.
    try folder.write("Dear {{Navn}}\n", to: "letter.en.md")
    #expect(try letter("en").closing?.inlines.plainText == "Med vennlig hilsen")
    #expect(try letter("en").body.map(\.outline) == ["p(Dear Anna)"])
  }

  @Test("a language without a letter is an error at its cell, unless something is said of it")
  func missing() throws {
    let expected = """
      list.csv:2:11: error: there is no letter in 'sma', the recipient's 'Språk', but in \
      nb, nn, en [merge.no-version]
        hint: the letters are named at letter.md:3:20
        hint: one of them for everybody else is named there as in 'else: nb'
      """
    #expect(problems { _ = try letter("sma") } == [expected])
    #expect(
      problems { _ = try letter(" ") }.first?.hasPrefix(
        "list.csv:2:11: error: 'Språk' is blank, and says which letter the recipient gets: nb, nn, en"
      ) == true)
    try write(
      "Hei {{Navn}}, {{Dag}}: {{Sum}}.",
      language: VersionTests.languages.replacing("}", with: ", else: EN}"))
    for other in ["sma", "", "  ", "e n"] { #expect(try letter(other).language == "en") }
  }

  @Test("a great many languages take no memory and are told one by one")
  func many() throws {
    let merger = try versions().output.merger(for: VersionTests.fields, list: "list.csv").output
    for row in 0..<20_000 {
      let record = record(.text("x-\(row)"), row: row)
      let error = #expect(throws: DiagnosticsError.self) { try merger.version(of: record) }
      #expect(error?.diagnostics.first?.location?.line == row)
    }
    let long = record(.text(String(repeating: "ab-", count: 100_000)))
    let error = #expect(throws: DiagnosticsError.self) { try merger.version(of: long) }
    #expect((error?.diagnostics.first?.message.count ?? .max) < 200)
  }

  @Test("numbers of values and list mean the same in every version")
  func numbers() throws {
    // A comma is the decimal mark of the mailing's own file, and would group thousands in English.
    try write("{{Sum | number}}", sum: "\"1,234\"")
    try folder.write("{{Sum | number}}", to: "letter.en.md")
    #expect(try letter("nb").body.map(\.outline) == ["p(1,234)"])
    #expect(try letter("en").body.map(\.outline) == ["p(1.234)"])
    // Nobody can tell what this is in Norwegian, so the English letter does not guess either.
    try write("{{Sum | number}}", sum: "1.234")
    #expect(
      problems { _ = try letter("en") }.first?.contains("can be read two ways: '1.234'") == true)
  }

  // MARK: What is wrong

  @Test("faults are told in the version's own file, and shared ones once")
  func places() throws {
    try write("Hei {{Navn}}, {{Dag}}, {{Sum}}.\n", settings: "sender: [\"{{Avdeling}}\"]\n")
    try folder.write(
      "---\nclosing: \"{{Hilsen}}\"\nmarking: \"{{\"\n---\nHei {{Namn}}, {{Dag}}, {{Sum}}.\n",
      to: "letter.nn.md")
    #expect(
      problems { _ = try versions() }.map { $0.prefix { $0 != "[" } } == [
        "letter.nn.md:3:11: error: '{{' has no '}}' on its line "
      ])
    try folder.write(
      "---\nclosing: \"{{Hilsen}}\"\n---\nHei {{Namn}}, {{Dag}}, {{Sum}}.\n", to: "letter.nn.md")
    let found = problems { _ = try letter("nb") }.map { $0.prefix { $0 != "[" } }
    #expect(
      found == [
        "letter.md:6:11: error: list.csv has no field 'Avdeling' ",
        "letter.nn.md:2:11: error: list.csv has no field 'Hilsen' ",
        "letter.nn.md:4:5: error: list.csv has no field 'Namn' ",
      ])
  }

  @Test(
    "what is wrong with the languages is told where they are named",
    arguments: [
      (
        "{nb: letter.md}",
        "3:11: error: 'language' does not say which column tells a recipient's"
      ),
      (
        "{column: Språk, nn: letter.nn.md}",
        "3:11: error: 'language' does not say which language letter.md itself is in"
      ),
      (
        "{column: Språk, nb: letter.md, nn: ../letter.nn.md}",
        "3:46: error: the letter '../letter.nn.md' is not a file in the mailing's folder"
      ),
      (
        "{column: Språk, nb: letter.md, nn: gone.md}",
        "3:46: error: the letter 'gone.md' is not there or cannot be read"
      ),
      (
        "{column: Språk, nb: letter.md, NB: letter.nn.md}",
        "3:42: error: the letter in 'NB' is named twice"
      ),
      (
        "{column: Språk, nb: letter.md, else: nn}",
        "3:48: error: 'else' of 'language' must be one of nb"
      ),
      (
        "{column: Språk, nb: letter.md, not a tag: letter.nn.md}",
        "3:42: error: 'not a tag' of 'language' is neither a language tag, nor 'column' or 'else'"
      ),
      ("[nb, nn]", "3:11: error: 'language' of the letter must be a language tag"),
      (
        "{column: Spraak, nb: letter.md, nn: letter.nn.md}",
        "3:20: error: list.csv has no column 'Spraak' to tell a recipient's language"
      ),
    ])
  func languages(written: String, expected: String) throws {
    try write("Hei {{Navn}}, {{Dag}}: {{Sum}}.", language: written)
    let found = problems { _ = try letter("nb") }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("letter.md:" + expected) == true, "\(found)")
  }

  @Test("more languages than a letter can have are refused before a file is opened")
  func tooMany() throws {
    let names = (0..<4000).map { "x-\($0): letter.\($0).md" }.joined(separator: ", ")
    try write("Hei", language: "{column: Språk, nb: letter.md, \(names)}")
    let found = problems { _ = try versions() }
    #expect(found.count == 1)
    #expect(found.first?.contains("a letter has at most 32 languages, not 4001") == true)
  }

  @Test(
    "what all versions share is said in the mailing's own file",
    arguments: ["data: {file: other.csv}", "stationery: other.yaml", "sign: seal", "language: en"])
  func shared(setting: String) throws {
    try folder.write(
      "---\n\(setting)\n---\nHei {{Navn}}, {{Dag}}: {{Sum}}.\n", to: "letter.nn.md")
    let found = problems { _ = try versions() }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("letter.nn.md:2:") == true)
    #expect(found.first?.contains("[merge.shared-setting]") == true)
    try folder.write("---\nlanguage: nn\n---\n{{Navn}} {{Dag}} {{Sum}}\n", to: "letter.nn.md")
    #expect(problems { _ = try versions() }.isEmpty)
  }

  @Test("what one version uses and another lacks is told")
  func lacks() throws {
    #expect(try warnings().isEmpty)
    try folder.write(
      "---\nmarking: Confidential\n---\nDear {{Navn}}, {{Sted}}, {{Dag}}. {{Språk}}\n",
      to: "letter.en.md")
    #expect(
      try warnings() == [
        "letter.en.md:2:10: warning: 'letter.md' has no 'marking', which is here "
          + "[merge.version-lacks]",
        "letter.en.md:2:10: warning: 'letter.nn.md' has no 'marking', which is here "
          + "[merge.version-lacks]",
        "letter.en.md:4:35: warning: 'letter.md' does not use 'Språk', which is used here "
          + "[merge.version-lacks]",
        "letter.en.md:4:35: warning: 'letter.nn.md' does not use 'Språk', which is used here "
          + "[merge.version-lacks]",
        "letter.md:7:46: warning: 'letter.en.md' does not use 'Sum', which is used here "
          + "[merge.version-lacks]",
      ])
  }

  @Test("rows of one letter that name two languages are told with their cells")
  func differingRows() throws {
    try write("Hei {{Navn}}.\n", settings: "data: {key: Navn, rows: Linjer}\n")
    let versions = try versions().output
    let text = "Navn,Språk\nAnna,nb\nAnna,nn\nBo,en\nBo,en\n"
    let list = try RecordList.open(
      bytes: Array(text.utf8), named: "list.csv", of: versions.main.settings.data.parts
    ).output
    let merger = try versions.merger(for: list).output
    var reader = try list.records()
    let (anna, bo) = (try #require(try reader.next()), try #require(try reader.next()))
    let found = problems { _ = try merger.version(of: anna) }
    #expect(
      found.first?.hasPrefix(
        "list.csv:2:6: error: 'Språk' is not the same in all rows of this letter: 'nb' here, "
          + "'nn' at list.csv:3:6 [merge.rows-differ]") == true, "\(found)")
    #expect(try merger.version(of: bo) == 2)
  }
}
