import ArchivalPDF
import Diagnostics
import DisplayList
import Document
import Foundation
import TestSupport
import Testing

/// Many letters in one file.
struct CombinedTests {
  private static let names = [
    "Rødt", "Høyre", "Кремль", "Venstre", "Miljøpartiet De Grønne", "Ελλάδα Łódź", "(AS) \\ Søn",
  ]

  private static func many(_ count: Int) throws -> [PagedLetter] {
    try Corpus.batch((0..<count).map { "\(names[$0 % names.count]) \($0)" })
  }

  /// Letters of every kind, and many of one.
  private static func all() throws -> [PagedLetter] {
    try Corpus.letters().map(\.letter) + many(40)
  }

  /// As many nodes, streams and cross-references as a file of a hundred thousand letters has.
  private static var small: CombinedShape {
    var shape = CombinedShape()
    (shape.fanOut, shape.packed, shape.references) = (2, 7, 50)
    return shape
  }

  @Test("a file of letters is PDF/A-2a and PDF/UA-1, and readers open it without a word")
  func conformance() throws {
    let folder = try TemporaryFolder()
    var random = RandomLetters(seed: 7)
    let files = try [
      ("alone", CombinedLetters(), [Corpus.everyday("Rødt")]),
      ("all", CombinedLetters(portion: 3), Self.all()),
      ("duplex", CombinedLetters(startsOnOddPages: true, portion: 5), Self.all().reversed()),
      ("random", CombinedLetters(portion: 1), (1...70).map { _ in try random.letter() }),
      ("small", CombinedLetters(shape: Self.small, portion: 2), Self.many(30)),
    ].map { name, combined, letters in
      try folder.write(Data(combined.file(letters)), to: "\(name).pdf")
    }
    let broken = try PDFTools.conformance(of: files, explained: true)
    #expect(broken.filter { !$0.value.isEmpty } == [:])
    #expect(try PDFTools.complaints(about: files) == "")
  }

  @Test("every page says what it says in the letter's own file, in the list's order")
  func text() throws {
    let folder = try TemporaryFolder()
    let letters = try Self.all()
    let writer = try ArchivalWriter(.test)
    let own = try letters.map { letter in
      try text(of: folder.write(Data(writer.write(letter).bytes), to: "own.pdf"))
    }
    for shape in [CombinedShape(), Self.small] {
      let file = try CombinedLetters(shape: shape, portion: 4).file(letters)
      #expect(try text(of: folder.write(Data(file), to: "all.pdf")) == own.joined())
    }
  }

  private func text(of file: URL) throws -> String {
    try PDFTools.run("pdftotext", [file.path, "-"]).output
  }

  @Test("each letter has an entry in the outline, and labels for its pages", arguments: [1, 4])
  func navigation(portion: Int) throws {
    var letters = try ["Rødt", "Høyre", "", "Кремль"].map { try Corpus.everyday($0) }
    letters.insert(try Corpus.long(pages: 3), at: 1)
    let file = try Structure(CombinedLetters(portion: portion).file(letters))
    #expect(
      file.outlines.map(\.title) == ["1 Rødt", "2 lang", "3 Høyre", "4 ", "5 Кремль"])
    #expect(file.outlines.map(\.destpageposfrom1) == [1, 3, 6, 8, 10])
    #expect(file.pagelabels.map(\.index) == [0, 2, 5, 7, 9])
    #expect(
      file.pagelabels.map(\.label.prefix) == [
        "u:Rødt-", "u:lang-", "u:Høyre-", "u:4-", "u:Кремль-",
      ])
    #expect(file.pages.count == 11)
  }

  @Test("for printing on both sides, every letter begins on an odd page")
  func duplex() throws {
    let letters = try [3, 2, 1, 1].map { try Corpus.long(pages: $0) }
    let combined = CombinedLetters(startsOnOddPages: true, portion: 3)
    let bytes = try combined.file(letters)
    let file = try Structure(bytes)
    #expect(file.outlines.map(\.destpageposfrom1) == [1, 5, 7, 9])
    #expect(file.pages.count == 10)
    #expect(try combined.plan(letters).pageCount == 10)
    let folder = try TemporaryFolder()
    let pages = try text(of: folder.write(Data(bytes), to: "all.pdf")).split(
      separator: "\u{C}", omittingEmptySubsequences: false)
    #expect(pages.indices.filter { pages[$0].isEmpty } == [3, 7, 9, 10])
  }

  @Test("a further letter takes little room, and what letters share none")
  func size() throws {
    let sizes = try [64, 128].map { try CombinedLetters().file(Corpus.batch(Self.plain($0))).count }
    #expect(sizes[1] - sizes[0] < 64 * 1200, "\(sizes)")
    #expect(sizes[0] < 100_000)
  }

  private static func plain(_ count: Int) -> [String] {
    (0..<count).map { "\(["Rødt", "Høyre", "Venstre", "Østmarka velforening"][$0 % 4]) \($0)" }
  }

  @Test("nothing waits for the file's end but what leads to the letters")
  func memory() throws {
    let pieces = try CombinedLetters().pieces(Corpus.batch(Self.plain(256))).map(\.count)
    let last = try #require(pieces.last)
    #expect(pieces.dropFirst().allSatisfy { $0 < 30_000 } && last < 10_000, "\(pieces)")
  }

  @Test("the bytes do not depend on who makes the letters")
  func workers() throws {
    let letters = try Self.all()
    let one = try CombinedLetters(portion: 3).file(letters)
    for writers in [2, 5] {
      #expect(try CombinedLetters(portion: 3, writers: writers).file(letters) == one)
    }
  }

  @Test("the title is that of the letters if they have one")
  func title() throws {
    var letters = try Self.many(3)
    #expect(try title(of: letters) == "Innspill til partiprogrammene")
    letters[2].metadata.title = "Noe annet"
    #expect(try title(of: letters) == "Brev til partiene")
  }

  private func title(of letters: [PagedLetter]) throws -> String {
    let folder = try TemporaryFolder()
    let file = try folder.write(Data(CombinedLetters(portion: 2).file(letters)), to: "all.pdf")
    let lines = try PDFTools.run("pdfinfo", [file.path]).output.split(separator: "\n")
    let title = try #require(lines.first { $0.hasPrefix("Title:") })
    return title.dropFirst(6).trimmingCharacters(in: .whitespaces)
  }

  @Test("letters of more objects than a file may have are refused before any is written")
  func limit() throws {
    let letters = try Self.many(9)
    var combined = CombinedLetters()
    let count = try Structure(combined.file(letters)).objectCount
    combined.options.objectLimit = count
    _ = try combined.plan(letters)
    combined.options.objectLimit = count - 1
    let error = #expect(throws: DiagnosticsError.self) { try combined.plan(letters) }
    #expect(
      error?.description == """
        error: 9 letters have more parts than the \(count - 1) that PDF/A allows a file \
        [archive.too-many-objects]
          hint: make 2 files, with --shard 1/2 to --shard 2/2
        """)
    #expect(error?.failure == .data)
  }

  @Test("other letters than those planned are refused")
  func otherLetters() throws {
    let writer = try ArchivalWriter(.test)
    let letters = try Self.many(3).map { CombinedLetter(try writer.prepare($0), name: "") }
    let options = CombinedOptions(.test, title: "")
    var plan = CombinedPlan(options)
    plan.add(try CombinedPortion([letters[0]], options))
    plan.add(try CombinedPortion([letters[1]], options))
    let file = try plan.file()
    #expect(throws: DiagnosticsError.self) {
      try writer.chunk(of: letters, portion: 0, in: file)
    }
    #expect(throws: DiagnosticsError.self) {
      try writer.chunk(of: [letters[0]], portion: 2, in: file)
    }
    var combined = try CombinedWriter(file)
    let second = try writer.chunk(of: [letters[1]], portion: 1, in: file)
    #expect(throws: DiagnosticsError.self) { try combined.add(second) }
    #expect(throws: DiagnosticsError.self) { try combined.finish() }
  }
}

/// What qpdf tells of a file.
private struct Structure: Decodable {
  struct Entry: Decodable {
    var title: String
    var destpageposfrom1: Int
  }

  struct Label: Decodable {
    struct Style: Decodable {
      var prefix: String

      private enum CodingKeys: String, CodingKey { case prefix = "/P" }
    }

    var index: Int
    var label: Style
  }

  struct Page: Decodable {
    var pageposfrom1: Int
  }

  struct Header: Decodable {
    var maxobjectid: Int?
  }

  var outlines: [Entry]
  var pagelabels: [Label]
  var pages: [Page]
  var qpdf: [Header]

  var objectCount: Int { qpdf.compactMap(\.maxobjectid).first ?? 0 }

  init(_ bytes: [UInt8]) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Data(bytes), to: "file.pdf")
    let keys = ["outlines", "pagelabels", "pages", "qpdf"].map { "--json-key=\($0)" }
    let answer = try PDFTools.run(
      "qpdf", ["--json=2", "--json-stream-data=none"] + keys + [file.path])
    self = try JSONDecoder().decode(Structure.self, from: Data(answer.output.utf8))
  }
}
