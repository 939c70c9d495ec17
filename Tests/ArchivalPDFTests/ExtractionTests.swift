import ArchivalPDF
import DisplayList
import Foundation
import TestSupport
import Testing

/// What other programs read in the letters.
struct ExtractionTests {
  @Test("poppler and MuPDF read the source's letters in order")
  func letters() throws {
    let folder = try TemporaryFolder()
    let letter = try Corpus.reading()
    let file = try folder.write(Data(try ArchivalWriter(.test).write(letter).bytes), to: "r.pdf")
    let source = letter.text.normalized
    let poppler = try PDFTools.run("pdftotext", ["-layout", file.path, "-"]).output
    let mupdf = try PDFTools.run("mutool", ["draw", "-q", "-F", "text", file.path]).output
    #expect(poppler.normalized == source)
    #expect(mupdf.normalized == source)
  }

  @Test("the structure alone gives every paragraph")
  func structure() throws {
    let folder = try TemporaryFolder()
    let letter = try Corpus.everyday("Rødt")
    let file = try folder.write(Data(try ArchivalWriter(.test).write(letter).bytes), to: "e.pdf")
    let answer = try PDFTools.run("pdfinfo", ["-struct-text", file.path]).output
    let words = answer.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }
    #expect(words.map { String($0.element) }.joined().normalized == letter.content.normalized)
  }

  @Test("the artifacts are exactly the page furniture")
  func artifacts() throws {
    let folder = try TemporaryFolder()
    let writer = try ArchivalWriter(.test)
    let letters = try Corpus.letters()
    let files = try letters.map { name, letter in
      try folder.write(Data(writer.write(letter).bytes), to: "\(name).pdf")
    }
    for (text, (name, letter)) in zip(try PDFTools.text(of: files), letters) {
      #expect(text.tagged, "\(name)")
      #expect(text.loose == [], "\(name)")
      #expect(text.artifacts.joined() == letter.furniture, "\(name)")
    }
  }
}

extension PagedLetter {
  /// The runs that are content, or those that are not.
  private func runs(ofContent isContent: Bool) -> [GlyphRun] {
    pages.flatMap(\.blocks).flatMap(\.fragment.items).compactMap { item in
      guard case .text(let run) = item.content else { return nil }
      if case .element = item.meaning { return isContent ? run : nil }
      return isContent ? nil : run
    }
  }

  /// All text in the order of the pages.
  fileprivate var text: String {
    pages.flatMap(\.blocks).flatMap(\.fragment.items).map { item in
      guard case .text(let run) = item.content else { return "" }
      return run.text + (run.ending == .hardBreak ? " " : "")
    }.joined()
  }

  /// The text that is content.
  fileprivate var content: String {
    runs(ofContent: true).map { $0.text + ($0.ending == .hardBreak ? " " : "") }.joined()
  }

  /// The text that is page furniture.
  fileprivate var furniture: String { runs(ofContent: false).map(\.text).joined() }
}

extension String {
  /// The words with one space between each, without the marks that readers add or drop: directions,
  /// line ends, and what stands for a break within a word.
  fileprivate var normalized: String {
    let text =
      precomposedStringWithCanonicalMapping
      .replacing("\u{AD}\n", with: "").replacing("-\nsammen", with: "sammen")
    let kept = text.unicodeScalars.filter {
      ![0xAD, 0x202A, 0x202B, 0x202C, 0x200E, 0x200F].contains($0.value)
    }
    return String(String.UnicodeScalarView(kept)).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}
