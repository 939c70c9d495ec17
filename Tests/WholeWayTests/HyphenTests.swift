import ArchivalPDF
import Diagnostics
import DisplayList
import Document
import Drawing
import Foundation
import Hyphenation
import Layout
import TestSupport
import Testing

/// What other programs read where words are divided: the author's words, whole.
@Suite("hyphens at line ends", .timeLimit(.minutes(30)))
struct HyphenTests {
  /// How lines are set, and by what the file is written.
  struct Case: CustomTestStringConvertible {
    var align: String
    var isArchival: Bool
    var testDescription: String { "\(align), \(isArchival ? "archival" : "Cairo")" }
  }

  private static let cases = ["ragged", "justified"].flatMap { align in
    [true, false].map { Case(align: align, isArchival: $0) }
  }

  /// Long words; one that gets a letter back where it is divided, one with a soft hyphen, and one with a hyphen.
  private static let text =
    "Fylkeskommunestyret behandlet trafikksikkerhetshandlingsplanen for kommunesammenslåingen og "
    + "samferdselsdepartementets høringsuttalelse om kollektivtransportløsninger ved busstoppene i "
    + "distriktene, «kommune\u{AD}sammenslåings\u{AD}prosesser» og e-postadresser på fylkes- og "
    + "kommunenivå. Kommunedirektørene forventer at trafikkonstablene og samarbeidspartnerne følger "
    + "handlingsprogrammet for partiorganisasjonene i stortingsperioden."

  private static func letter(_ layout: LetterLayout) throws -> PagedLetter {
    let place = SourceLocation(file: "letter.md", line: 1, column: 1)
    var letter = Letter(
      key: "1", language: "nb", metadata: Metadata(title: "Prøve"),
      address: Address(
        lines: [Line([Inline("Ola", origin: place)], isStatic: true, origin: place)],
        isNotice: false, origin: place))
    letter.body = [
      Block(
        node: 0, isStatic: true, origin: place,
        content: .paragraph([Inline(text, origin: place)]))
    ]
    return try layout.paginate(letter).output
  }

  private static func laidOut(_ align: String) throws -> PagedLetter {
    let folder = try TemporaryFolder()
    let yaml = """
      margins: {left: 40 mm, right: 80 mm}
      reference: {left: 90 mm, label width: 20 mm}
      text: {align: \(align)}
      """
    let file = try folder.write(yaml, to: "s.yaml")
    let stationery = try Stationery.read(path: file.path, named: "s.yaml").output
    let layout = try LetterLayout(
      stationery: stationery,
      fonts: try FontLibrary(stationery.fonts, folders: FontLibrary.folders(near: file.path)),
      language: "nb",
      pictures: PictureLoader { _, _ throws(DiagnosticsError) in throw DiagnosticsError([]) },
      hyphenation: HyphenationRules(HyphenationLibrary()))
    return try letter(layout)
  }

  @Test("poppler, PDFium and MuPDF read whole words", arguments: cases)
  func words(_ example: Case) throws {
    let folder = try TemporaryFolder()
    let letter = try HyphenTests.laidOut(example.align)
    let bytes =
      example.isArchival
      ? try ArchivalWriter(ArchivalOptions(producer: "Flett test")).write(letter).bytes
      : try Painter().pdf(of: letter)
    let file = try folder.write(Data(bytes), to: "l.pdf")
    let (whole, letters) = (HyphenTests.text.words, HyphenTests.text.letters)

    let lines = try PDFTools.run("pdftotext", ["-layout", file.path, "-"]).output
    #expect(lines.matches(of: /\p{L}-\n/).count > 2, "\(lines)")
    #expect(lines.letters.contains(letters), "\(lines)")
    #expect(try PDFTools.run("pdftotext", [file.path, "-"]).output.words.contains(whole))
    #expect(try PDFTools.text(of: [file])[0].selected.joined().words.contains(whole))
    let drawn = try PDFTools.run("mutool", ["draw", "-q", "-F", "text", file.path]).output
    #expect(drawn.letters.contains(letters), "\(drawn)")
    if example.isArchival {
      let answer = try PDFTools.run("pdfinfo", ["-struct-text", file.path]).output
      // What is quoted is text, and all else the structure's.
      let quoted = answer.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }
      #expect(quoted.map { String($0.element) }.joined().letters.contains(letters), "\(answer)")
      #expect(try PDFTools.conformance(of: [file], explained: true).values.allSatisfy(\.isEmpty))
      #expect(try PDFTools.complaints(about: [file]) == "")
    }
  }
}

extension String {
  /// The words with one space between each, without soft hyphens.
  fileprivate var words: String {
    let kept = precomposedStringWithCanonicalMapping.unicodeScalars.filter { $0 != "\u{AD}" }
    return String(String.UnicodeScalarView(kept)).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  /// The letters alone; of a letter that comes back before a hyphen, there is none in the text.
  fileprivate var letters: String {
    precomposedStringWithCanonicalMapping.filter { $0.isLetter }
  }
}
