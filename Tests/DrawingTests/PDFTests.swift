import Diagnostics
import DisplayList
import Document
import Drawing
import Geometry
import TestSupport
import Testing

struct PDFTests {
  @Test("a letter with everything is sound to qpdf and to poppler")
  func sound() throws {
    let letter = Sample.letter([try Sample.everything(), try Sample.everything(number: 2)])
    let bytes = try Painter().pdf(of: letter)
    let check = try Program("qpdf").run(["--check", "FILE"], on: bytes)
    #expect(check.status == 0)
    #expect(!check.text.contains("WARNING"), "\(check.text)")
    let drawn = try Program("pdftoppm").run(["-r", "20", "FILE", "FILE.page"], on: bytes)
    #expect(drawn.status == 0)
    #expect(drawn.text.isEmpty)
  }

  @Test(
    "letters without links, text or anything are sound",
    arguments: ["text", "links on the last page", "nothing"])
  func soundWithLess(kind: String) throws {
    let plain = Sample.page([Sample.block([Sample.text(try Sample.run("Hei"))])])
    let pages =
      switch kind {
      case "text": [plain]
      case "nothing": [Sample.page([])]
      default: [plain, Sample.page([]), try Sample.everything(number: 3)]
      }
    let bytes = try Painter().pdf(of: Sample.letter(pages))
    let check = try Program("qpdf").run(["--check", "FILE"], on: bytes)
    #expect(check.status == 0 && !check.text.contains("WARNING"), "\(check.text)")
    let info = try Program("pdfinfo").run(["FILE"], on: bytes)
    #expect(info.output.contains("Pages:           \(pages.count)\n"))
  }

  @Test("the same letter gives the same bytes, whatever was drawn before it")
  func determinism() throws {
    let letter = Sample.letter([try Sample.everything()])
    let other = Sample.letter([
      Sample.page([Sample.block([Sample.text(try Sample.run("Noe annet"))])])
    ])
    let (fresh, used) = (Painter(), Painter())
    _ = try used.pdf(of: other)
    _ = try used.svg(of: try Sample.everything())
    #expect(try fresh.pdf(of: letter) == used.pdf(of: letter))
    #expect(try used.pdf(of: letter) == used.pdf(of: letter))
    #expect(try used.pdf(of: letter) != used.pdf(of: other))
  }

  @Test("painters at work at the same time do not disturb each other")
  func concurrency() async throws {
    let letter = Sample.letter([try Sample.everything()])
    let expected = try Painter().pdf(of: letter)
    let page = try #require(letter.pages.first)
    let picture = try Painter().bitmap(of: page, dotsPerInch: 40)
    let agreements = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try (0..<25).allSatisfy { _ in
            let painter = Painter()
            return try painter.pdf(of: letter) == expected
              && painter.bitmap(of: page, dotsPerInch: 40) == picture
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(agreements == Array(repeating: true, count: 8))
  }

  @Test("the properties are the letter's")
  func properties() throws {
    let metadata = Metadata(
      title: "Innspill – «æøå»", author: "KS (Oslo)", subject: "Partiprogram",
      keywords: ["valg", "2021"], date: "2020-08-19")
    let letter = Sample.letter([try Sample.everything()], metadata: metadata)
    let info = try Program("pdfinfo").run(["-isodates", "FILE"], on: try Painter().pdf(of: letter))
      .output
    for line in [
      "Title:           Innspill – «æøå»", "Author:          KS (Oslo)",
      "Subject:         Partiprogram", "Keywords:        valg, 2021", "Creator:         Flett",
      "Tagged:          yes",
      "CreationDate:    2020-08-19T00:00:00Z", "ModDate:         2020-08-19T00:00:00Z",
      "Page size:       595.275 x 841.89 pts (A4)",
    ] {
      #expect(info.contains(line + "\n"), "\(line) in\n\(info)")
    }
  }

  @Test("a letter without a date has a file without dates")
  func noDate() throws {
    let letter = Sample.letter([Sample.page([])], metadata: Metadata(title: "Et brev"))
    let info = try Program("pdfinfo").run(["FILE"], on: try Painter().pdf(of: letter)).output
    #expect(!info.contains("Date"), "\(info)")
  }

  @Test(
    "a date that is none is an error",
    arguments: ["19.08.2020", "2020-8-19", "2020-13-01", "2020-08-00", "", "2020-08-19T10:00:00Z"])
  func badDate(date: String) {
    let letter = Sample.letter([], metadata: Metadata(title: "Et brev", date: date))
    #expect(
      throws: DiagnosticsError(
        .error(
          "drawing.date", "the letter's date '\(date)' is not a date",
          hints: ["write it as year-month-day, such as 2020-08-19"]))
    ) { try Painter().pdf(of: letter) }
  }

  @Test("headings, paragraphs, pictures and links are told apart, page furniture is left out")
  func structure() throws {
    let footer = Item(
      .text(try Sample.run("Side 1 av 1")), meaning: .artifact(.footer), origin: nil)
    var page = try Sample.everything()
    page.blocks.append(Sample.block([footer], elements: [], y: 700))
    let bytes = try Painter().pdf(of: Sample.letter([page]))
    let tree = try Program("pdfinfo").run(["-struct-text", "FILE"], on: bytes).output
    let lines = tree.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(
      lines.filter { !$0.hasPrefix("Object") && $0 != "\"\"" } == [
        "Document", "H1 (block)", "\"Ærlig overskrift\"", "P (block)",
        "\"Les mer på nettsidene til KS nå, ikke sant?\"", "Link (inline)", "Link (inline)",
        "Figure",
      ])
  }

  @Test("each page has its own size")
  func pageSizes() throws {
    let small = Size(width: .points(200), height: .points(100))
    let letter = Sample.letter([Sample.page([]), Sample.page([], number: 2, size: small)])
    let info = try Program("pdfinfo").run(["-l", "2", "FILE"], on: try Painter().pdf(of: letter))
      .output
    #expect(info.contains("Page    1 size:  595.275 x 841.89 pts (A4)\n"))
    #expect(info.contains("Page    2 size:  200 x 100 pts\n"))
  }

  @Test("fonts are embedded, once each")
  func fonts() throws {
    let letter = Sample.letter([try Sample.everything(), try Sample.everything(number: 2)])
    let list = try Program("pdffonts").run(["FILE"], on: try Painter().pdf(of: letter)).output
    let fonts = list.split(separator: "\n").dropFirst(2)
    #expect(fonts.count == 2, "\(list)")
    #expect(fonts.allSatisfy { $0.contains("yes yes yes") }, "\(list)")
  }

  @Test("a JPEG stands in the file as it is, once")
  func jpeg() throws {
    let letter = Sample.letter([try Sample.everything(), try Sample.everything(number: 2)])
    let bytes = try Painter().pdf(of: letter)
    let picture = try Sample.photo().bytes
    #expect(occurrences(of: picture, in: bytes) == 1)
  }

  @Test("a font file that is gone is an error with the place of the text")
  func missingFont() throws {
    let place = SourceLocation(file: "letter.md", line: 3, column: 1)
    let item = Item(
      .text(try Sample.run("Hei", face: Sample.gone)), meaning: .element(0), origin: place)
    #expect(
      throws: DiagnosticsError(
        .error(
          "drawing.font",
          "the font 'Gone Italic' cannot be read: it is not there or may not be read",
          at: place,
          hints: [
            "the font file is /nowhere/Gone.ttf", "run the set-up again to install the fonts",
          ],
          failure: .input))
    ) { try Painter().pdf(of: Sample.letter([Sample.page([Sample.block([item])])])) }
  }

  @Test("a picture that is broken after all is an error")
  func brokenPicture() throws {
    let picture = Picture(
      name: "bad.png", content: .png(Picture.Graphic(colorType: .rgb, bits: 8)), pixelWidth: 2,
      pixelHeight: 2, pixelsPerInch: nil, bytes: [1, 2, 3], digest: [0])
    let item = Item(
      .image(picture, in: Sample.rectangle(0, 0, 10, 10)), meaning: .element(0), origin: nil)
    let error = #expect(throws: DiagnosticsError.self) {
      try Painter().pdf(of: Sample.letter([Sample.page([Sample.block([item])])]))
    }
    #expect(error?.diagnostics.map(\.id) == ["picture.broken"])
  }
}

private func occurrences(of part: [UInt8], in whole: [UInt8]) -> Int {
  guard let first = part.first else { return 0 }
  return whole.indices.count { whole[$0] == first && whole[$0...].starts(with: part) }
}
