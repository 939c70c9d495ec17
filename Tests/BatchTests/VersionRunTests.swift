import Diagnostics
import DisplayList
import Foundation
import SigningTestSupport
import TestSupport
import Testing

@testable import Batch
@testable import Composition

/// Runs over a mailing whose recipients get the letter in their own language.
struct VersionRunTests {
  private let mailing: MailingFixture

  private static let languages =
    "{column: mål, nb: letter.md, nn: letter.nn.md, en: letter.en.md, ar: letter.ar.md}"

  init() throws {
    mailing = try MailingFixture(
      list: "name,mål\nA,nb\nB,nn\nC,en\nD,nb\nE,ar\nF,nn\nG,ar\nH,en\nI,nb\n")
    try main("Hei, {{name}}, den {{date | date: long}}.\n\nDette er likt for alle.\n")
    try mailing.folder.write(
      "---\ntitle: Prøve\nclosing: Med vennleg helsing\n---\nHei, {{name}}, den "
        + "{{date | date: long}}.\n\nDette er likt for alle.\n", to: "m/letter.nn.md")
    try mailing.folder.write(
      "---\ntitle: Test\nclosing: Yours sincerely\n---\nDear {{name}}, on "
        + "{{date | date: long}}.\n\nThis is the same for all.\n", to: "m/letter.en.md")
    try mailing.folder.write("{{name}} {{date}}\n\nשלום (1), سلام.\n", to: "m/letter.ar.md")
  }

  private func main(
    _ body: String, languages: String = VersionRunTests.languages, settings: String = ""
  ) throws {
    try mailing.folder.write(
      """
      ---
      title: Prøve
      language: \(languages)
      stationery: s.yaml
      data: {file: list.csv, key: name}
      values: {date: 2026-12-15}
      to: ["{{name}}"]
      closing: Med vennlig hilsen
      signers: [Kari Lunde]
      \(settings)---
      \(body)
      """, to: "m/letter.md")
  }

  /// The keys of the letters that a run would make.
  private func due() async throws -> [String] {
    try await Run(mailing.request).plan().each.filter { $0.step == .make }.map(\.key)
  }

  @Test("one run makes all letters, each in its recipient's language")
  func run() async throws {
    #expect(try await Run(mailing.request).check().diagnostics == [])
    let letters = try Run(mailing.request).pagedLetters()
    #expect(letters.map(\.language) == ["nb", "nn", "en", "nb", "ar", "nn", "ar", "en", "nb"])
    let text = letters.map { $0.lines(of: .body).joined() }
    #expect(text[1].hasPrefix("Hei, B, den 15. desember 2026."))
    #expect(text[2].hasPrefix("Dear C, on 15 December 2026."))
    #expect(letters[7].lines(of: .closing) == ["Yours sincerely"])
    #expect(letters[7].lines(of: .title) == ["Test"])
    let report = try await mailing.make { $0.renderer = .archive }
    #expect(report.letters == 9)
    for (name, contents) in try mailing.contents() {
      let language = ["B": "nn", "C": "en", "E": "ar", "F": "nn", "G": "ar", "H": "en"]
      let tag = language[String(name.prefix(1))] ?? "nb"
      #expect(contents.range(of: Data("<rdf:li>\(tag)</rdf:li>".utf8)) != nil, "\(name)")
    }
  }

  @Test("a letter is the same, whatever letters in other languages are made before it")
  func alone() async throws {
    try await mailing.make {
      $0.renderer = .archive
      $0.jobs = 1
    }
    let all = try mailing.contents()
    for key in ["C", "G", "H", "I"] {
      try await mailing.make {
        $0.renderer = .archive
        $0.only = [key]
        $0.output = mailing.path + "only"
      }
    }
    for (name, contents) in try mailing.contents(of: "only") { #expect(all[name] == contents) }
  }

  @Test("the direction of lines is the letter's, not the mailing's")
  func direction() throws {
    let among = try Run(mailing.request).pagedLetters()[4]
    try main(
      "{{name}} {{date}}\n\nשלום (1), سلام.\n", languages: "ar")
    let alone = try Run(mailing.request).pagedLetters()[4]
    let place = { (letter: PagedLetter) in
      letter.pages.flatMap(\.blocks).filter { $0.fragment.id.block.part == .body }.flatMap {
        $0.fragment.items.map { item -> String in
          if case .text(let run) = item.content { "\(run.text) at \(run.origin)" } else { "" }
        }
      }
    }
    #expect(place(among) == place(alone))
    #expect(!place(among).isEmpty)
  }

  @Test("all letters in one file have their own languages there")
  func combined() async throws {
    let file = mailing.path + "all.pdf"
    let report = try await mailing.make {
      $0.renderer = .archive
      $0.combined = CombinedRequest(file: file)
    }
    #expect(report.letters == 9)
    let plain = mailing.path + "plain.pdf"
    let arguments = ["--qdf", "--object-streams=disable", file, plain]
    #expect(try Program("qpdf").run(arguments).status == 0)
    let bytes = try Data(contentsOf: URL(filePath: plain))
    for tag in ["nb", "nn", "en", "ar"] {
      #expect(bytes.range(of: Data("/Lang (\(tag))".utf8)) != nil, "\(tag)")
    }
  }

  @Test("a change makes again what it changes, and nothing else")
  func changes() async throws {
    try await mailing.make()
    #expect(try await due() == [])
    try mailing.folder.write(
      "---\ntitle: Prøve\nclosing: Helsing\n---\nHei, {{name}}, den {{date | date: long}}.\n",
      to: "m/letter.nn.md")
    #expect(try await due() == ["B", "F"])
    #expect(try await mailing.make().letters == 9)
    try main("Hallo, {{name}}, den {{date | date: long}}.\n")
    #expect(try await due() == ["A", "D", "I"])
    #expect(try await mailing.make().letters == 9)
    try main("Hallo, {{name}}, den {{date | date: long}}.\n", settings: "marking: Haster\n")
    #expect(try await due() == ["A", "B", "C", "D", "E", "F", "G", "H", "I"])
    #expect(try await mailing.make().letters == 9)
    try mailing.folder.write(
      "name,mål\nA,nn\nB,nn\nC,en\nD,nb\nE,ar\nF,nn\nG,ar\nH,en\nI,nb\n", to: "m/list.csv")
    #expect(try await due() == ["A"])
  }

  @Test("a recipient without a letter is told, and the others get theirs if the run keeps going")
  func missing() async throws {
    try mailing.folder.write("name,mål\nA,nb\nB,sma\nC,\nD,en\n", to: "m/list.csv")
    #expect(
      await mailing.problems().map { $0.prefix { $0 != "\n" } } == [
        "m/list.csv:3:3: error: there is no letter in 'sma', the recipient's 'mål', but in "
          + "nb, nn, en, ar [merge.no-version]",
        "m/list.csv:4:3: error: 'mål' is blank, and says which letter the recipient gets: "
          + "nb, nn, en, ar [merge.no-version]",
      ])
    let report = try await mailing.make { $0.keepsGoing = true }
    #expect(report.letters == 2)
    #expect(report.failed == 2)
    #expect(mailing.files() == ["A.pdf", "D.pdf"])
  }

  @Test("a list of nothing but different languages is told in bounds")
  func many() async throws {
    let rows = (1...3000).map { "\($0),x-\($0)" }.joined(separator: "\n")
    try mailing.folder.write("name,mål\n\(rows)\n", to: "m/list.csv")
    let report = try await Run(mailing.request).check()
    #expect(report.failed == 3000)
    #expect(report.diagnostics.map(\.letters) == [3000])
  }

  @Test("faults of all versions, of the list and of its records are in one report")
  func faults() async throws {
    try FileManager.default.removeItem(atPath: mailing.path + "m/letter.en.md")
    try mailing.folder.write("Hei {{Namn}}\n", to: "m/letter.nn.md")
    try mailing.folder.write("name,mål\nA,sma\nB,en\n", to: "m/list.csv")
    #expect(
      Set(await mailing.problems().map { String($0.prefix { $0 != "\n" }) }) == [
        "m/letter.md:3:62: error: the letter 'm/letter.en.md' is not there or cannot be read "
          + "[merge.unreadable]",
        "m/letter.nn.md:1:5: error: m/list.csv has no field 'Namn' [merge.unknown-field]",
        "m/list.csv:2:3: error: there is no letter in 'sma', the recipient's 'mål', but in "
          + "nb, nn, en, ar [merge.no-version]",
      ])
  }

  @Test("the box of a signature speaks the letter's language")
  func signatures() async throws {
    let identity = try TestAuthority().identity()
    let request = mailing.request {
      $0.renderer = .archive
      $0.signing.choice = .key("seal")
      $0.signing.identities = TestIdentities(["seal": identity])
    }
    let titles = try Run(request).pagedLetters().map { $0.signatures.first?.title }
    #expect(
      titles.prefix(3) == ["Elektronisk signatur", "Elektronisk signatur", "Electronic signature"])
    #expect(try await Run(request).make().letters == 9)
  }

  @Test("a footer that some versions lack is told")
  func footer() async throws {
    try mailing.folder.write(
      MailingFixture.stationery.replacing(
        "\"Side {{page}} av {{pages}}\"", with: "{nb: Side, nn: Side, ar: Side}"), to: "m/s.yaml")
    #expect(
      await mailing.problems() == [
        """
        m/s.yaml:2:17: warning: the footer says nothing here in letters in 'en', but in those in 'nb' \
        [stationery.language]
          hint: write 'en: …' too, or '"*": …' for every other language
        """
      ])
  }
}
