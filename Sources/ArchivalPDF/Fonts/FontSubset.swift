import Deflate
import Diagnostics
import DisplayList
import HarfBuzz
import PDFWriting

/// Some glyphs of a face, ready to be embedded.
final class FontSubset {
  /// The face that it is of.
  let program: FontProgram
  /// Its name in resource dictionaries and content streams.
  let resourceName: String
  /// What tells the subset from others of the run.
  let serial: Int
  /// What content streams depend on besides the name: 0 where glyphs keep their numbers.
  let numbering: Int

  private let glyphs: [UInt32]
  private let tag: String
  private let numbers: [UInt32: UInt32]
  private let file: StreamData
  private let characterMap: StreamData

  /// Cuts a face down to some glyphs.
  ///
  /// TrueType glyphs keep their numbers, which costs 1–5 % of the size; in a Compact Font Format table
  /// that would cost up to twice the size, so its glyphs are numbered anew.
  ///
  /// - Parameters:
  ///   - program: The face.
  ///   - glyphs: What to keep besides `.notdef`.
  ///   - suffix: What tells its resource name from that of another subset of the face.
  ///   - serial: A number for this subset, from 1.
  ///   - compress: How to store streams.
  /// - Throws: ``DiagnosticsError`` if the font is damaged.
  init(
    _ program: FontProgram, glyphs: GlyphSet, suffix: String, serial: Int,
    compress: ([UInt8]) -> StreamData
  ) throws(DiagnosticsError) {
    let subset: OpenTypeFont.Subset
    let chosen = glyphs.glyphs
    do throws(OpenTypeFont.Failure) {
      subset = try program.source.subset(to: chosen, keepingNumbers: !program.isCompact)
    } catch {
      throw BrokenRule.font(program.face, .unreadable).error
    }
    self.program = program
    self.glyphs = chosen
    resourceName = program.resourceName + suffix
    self.serial = serial
    numbering = program.isCompact ? serial : 0
    tag = FontNames.subsetTag(of: program.face, glyphs: chosen)
    numbers =
      program.isCompact
      ? CompactFontTable(subset.compactOutlines).characterNumbers(of: subset.glyphs) : [:]
    file = compress(program.isCompact ? subset.compactOutlines : subset.bytes)
    let numbers = numbers
    characterMap = compress(
      ToUnicodeMap.bytes(
        chosen.map { (numbers[$0] ?? $0, String(decoding: program.text(of: $0), as: UTF8.self)) }))
  }

  /// The number by which content streams call for a glyph.
  func code(of glyph: UInt32) -> UInt16 {
    UInt16(truncatingIfNeeded: numbering == 0 ? glyph : numbers[glyph] ?? 0)
  }

  /// Writes the font's objects and gives the one that resource dictionaries name
  /// (ISO 32000-1, 9.7; ISO 19005-2, 6.2.11).
  func write(to objects: inout ObjectList, row: Reference.Row) -> Reference {
    let name = "\(tag)+\(program.postScriptName)"
    let embedded = objects.add(in: row, stream: file) { out in
      if program.isCompact { out.name("/Subtype", "/CIDFontType0C") }
    }
    let descriptor = objects.add(in: row) { describe(name, file: embedded, to: &$0) }
    let descendant = objects.add(in: row) { descend(name, descriptor: descriptor, to: &$0) }
    let map = objects.add(in: row, stream: characterMap)
    return objects.add(in: row) { out in
      out.name("/Type", "/Font")
      out.name("/Subtype", "/Type0")
      out.name("/BaseFont", escaping: name)
      out.name("/Encoding", "/Identity-H")
      out.array("/DescendantFonts") { $0.reference(descendant) }
      out.reference("/ToUnicode", map)
    }
  }

  private func describe(_ name: String, file: Reference, to out: inout DictionaryWriter) {
    let metrics = program.metrics
    out.name("/Type", "/FontDescriptor")
    out.name("/FontName", escaping: name)
    // Symbolic (9.8.2): the glyphs are chosen by number, not through a standard encoding.
    out.integer("/Flags", 4)
    out.array("/FontBBox") { box in for side in metrics.box { box.integer(side) } }
    out.integer("/ItalicAngle", metrics.italicAngle)
    out.integer("/Ascent", metrics.ascent)
    out.integer("/Descent", metrics.descent)
    out.integer("/CapHeight", metrics.capitalHeight)
    out.integer("/StemV", metrics.stem)
    out.reference(program.isCompact ? "/FontFile3" : "/FontFile2", file)
  }

  private func descend(_ name: String, descriptor: Reference, to out: inout DictionaryWriter) {
    out.name("/Type", "/Font")
    out.name("/Subtype", program.isCompact ? "/CIDFontType0" : "/CIDFontType2")
    if !program.isCompact { out.name("/CIDToGIDMap", "/Identity") }
    out.name("/BaseFont", escaping: name)
    out.dictionary("/CIDSystemInfo") { system in
      system.text("/Registry", "Adobe")
      system.text("/Ordering", "Identity")
      system.integer("/Supplement", 0)
    }
    out.reference("/FontDescriptor", descriptor)
    out.integer("/DW", 0)
    out.array("/W") { writeWidths(to: &$0) }
  }

  /// The widths (9.7.4.3): neighbours in a list, and many neighbours of one width as a range.
  private func writeWidths(to out: inout ArrayWriter) {
    let coded = glyphs.map { (code: Int(code(of: $0)), width: program.width(of: $0)) }
      .sorted { $0.code < $1.code }
    var list = coded.startIndex..<coded.startIndex
    func endList() {
      guard let first = coded[list].first else { return }
      out.integer(first.code)
      out.array { widths in for glyph in coded[list] { widths.integer(glyph.width) } }
      list = list.upperBound..<list.upperBound
    }
    while list.upperBound < coded.count {
      let index = list.upperBound
      let (code, width) = coded[index]
      let alike = coded[index...].enumerated().prefix {
        $0.element.code == code + $0.offset && $0.element.width == width
      }.count
      if alike >= FontSubset.leastRange {
        endList()
        out.range(code...code + alike - 1, width: width)
        list = index + alike..<index + alike
      } else {
        if let last = coded[list].last, last.code + 1 != code { endList() }
        list = list.lowerBound..<index + 1
      }
    }
    endList()
  }

  /// Fewer glyphs of one width take less room in a list than as a range.
  private static let leastRange = 5
}

extension ArrayWriter {
  /// Adds the width of glyphs that have the same.
  fileprivate mutating func range(_ codes: ClosedRange<Int>, width: Int) {
    integers(list: [codes.lowerBound, codes.upperBound, width])
  }
}
