import Diagnostics
import DisplayList
import Geometry
import PDFWriting

/// Text of a run that is painted and read together.
private struct Piece {
  /// The glyphs, by their places in the run.
  var glyphs: Range<Int>
  /// What the text says, where that is not what the glyphs' ToUnicode says.
  var actualText: [UInt8]?
  /// Whether a space is painted after the glyphs, for one that the line's end swallowed.
  var endsInSpace: Bool
}

extension FragmentEncoder {
  /// Encodes a run of text, so that extracting it gives the run's text.
  ///
  /// - Throws: ``DiagnosticsError`` if its face can no longer be read, or, by a fault of ours, if
  ///   the letter has no font for it: text is never left out.
  mutating func encode(_ run: GlyphRun, meaning: Item.Meaning) throws(DiagnosticsError) {
    let program = try fonts.program(for: run.face)
    guard bindings.indices.contains(program.number), let binding = bindings[program.number] else {
      throw .lostText("the font '\(run.face.family) \(run.face.style)' was not bound to it")
    }
    enter(meaning, inText: true)
    choose(run.color)
    startLine(at: run.origin)
    var pen = Pen(size: run.widthOfEm, coding: coding)
    var place = (glyph: 0, x: 0)
    for piece in pieces(of: run, program) {
      if let text = piece.actualText, case .element(let element) = meaning {
        enterSpan(of: element, actualText: String(decoding: text, as: UTF8.self))
      } else {
        enter(meaning, inText: true)
      }
      // Pieces that are read from right to left begin further left than the one before.
      if piece.glyphs.lowerBound < place.glyph { place = (0, 0) }
      while place.glyph < piece.glyphs.lowerBound {
        place.x += Int(run.glyphs[place.glyph].advance)
        place.glyph += 1
      }
      pen.move(to: place.x)
      show(piece, of: run, program, binding, pen: &pen)
    }
  }

  // MARK: What is read

  /// Splits a run where its text is not what its glyphs say.
  ///
  /// The pieces are in the order of reading, also where that goes from right to left: so a reader that
  /// takes the content as it comes, and one that sorts it by place, both find the text.
  private func pieces(of run: GlyphRun, _ program: FontProgram) -> [Piece] {
    let text = Array(run.text.utf8)
    var pieces: [Piece] = []
    let plain = run.isRightToLeft ? 0 : plainGlyphs(of: run, text, program)
    if plain > 0 {
      pieces.append(Piece(glyphs: 0..<plain, actualText: nil, endsInSpace: false))
    }
    var next = nextCluster(of: run, from: run.isRightToLeft ? run.clusterCount : plain)
    while let glyphs = next {
      next = nextCluster(of: run, from: run.isRightToLeft ? glyphs.lowerBound : glyphs.upperBound)
      let from = min(max(Int(run.clusters[glyphs.lowerBound]), 0), text.count)
      let to = next.map { Int(run.clusters[$0.lowerBound]) } ?? text.count
      add(
        cluster(glyphs, text, from..<min(max(to, from), text.count), of: run, program),
        to: &pieces, isRightToLeft: run.isRightToLeft)
    }
    closeLine(&pieces, of: run, text)
    return pieces
  }

  /// How many glyphs at a run's start stand for exactly one ASCII character each.
  private func plainGlyphs(of run: GlyphRun, _ text: [UInt8], _ program: FontProgram) -> Int {
    let count = run.clusterCount
    var index = 0
    while index < count, index < text.count, run.clusters[index] == index,
      (index + 1 < count ? Int(run.clusters[index + 1]) : text.count) == index + 1,
      isPainted(run.glyphs[index], program), program.says(text[index], run.glyphs[index].id)
    {
      index += 1
    }
    return index
  }

  /// The glyphs that belong together after a place in the order of reading; nil at the end.
  private func nextCluster(of run: GlyphRun, from place: Int) -> Range<Int>? {
    var (start, end) = (place, place)
    if run.isRightToLeft {
      guard place > 0 else { return nil }
      start -= 1
      while start > 0, run.clusters[start - 1] == run.clusters[place - 1] { start -= 1 }
    } else {
      guard place < run.clusterCount else { return nil }
      end += 1
      while end < run.clusterCount, run.clusters[end] == run.clusters[place] { end += 1 }
    }
    return start..<end
  }

  private func cluster(
    _ glyphs: Range<Int>, _ text: [UInt8], _ range: Range<Int>, of run: GlyphRun,
    _ program: FontProgram
  ) -> Piece {
    if glyphs.count == 1, isPainted(run.glyphs[glyphs.lowerBound], program),
      range.count == 1, program.says(text[range.lowerBound], run.glyphs[glyphs.lowerBound].id)
    {
      return Piece(glyphs: glyphs, actualText: nil, endsInSpace: false)
    }
    let painted = run.glyphs[glyphs].filter { isPainted($0, program) }
    guard !painted.isEmpty else {
      // Nothing is painted: a space at the end of a line, or a mark that is neither seen nor said.
      return Piece(glyphs: glyphs, actualText: nil, endsInSpace: endsInSpace(text[range]))
    }
    var said: [UInt8] = []
    for glyph in painted { said += program.text(of: glyph.id) }
    let isSame = said.elementsEqual(text[range])
    return Piece(
      glyphs: glyphs, actualText: isSame ? nil : readable(text[range]), endsInSpace: false)
  }

  /// Whether a glyph is painted; a space without width stands for a mark that is not seen, such as a
  /// soft hyphen within a line, and would be read as a space.
  private func isPainted(_ glyph: GlyphRun.Glyph, _ program: FontProgram) -> Bool {
    glyph.id != GlyphRun.Glyph.none && !(glyph.advance == 0 && glyph.id == program.space)
  }

  /// A cluster's text with tabs and line ends as the spaces they look like.
  private func readable(_ text: ArraySlice<UInt8>) -> [UInt8] {
    text.map { $0 < 0x20 ? 0x20 : $0 }
  }

  /// Adds a piece to those before it, or makes it one with the last.
  private func add(_ piece: Piece, to pieces: inout [Piece], isRightToLeft: Bool) {
    let index = pieces.count - 1
    guard index >= 0, !pieces[index].endsInSpace, !isRightToLeft,
      (pieces[index].actualText == nil) == (piece.actualText == nil)
    else { return pieces.append(piece) }
    pieces[index].glyphs = pieces[index].glyphs.lowerBound..<piece.glyphs.upperBound
    pieces[index].endsInSpace = piece.endsInSpace
    if let text = piece.actualText { pieces[index].actualText?.append(contentsOf: text) }
  }

  /// A space at a hard line end, where the text has none: lines of an address must not run together.
  private func closeLine(_ pieces: inout [Piece], of run: GlyphRun, _ text: [UInt8]) {
    guard run.ending == .hardBreak, !endsInSpace(text) else { return }
    if pieces.last?.actualText != nil || pieces.isEmpty || run.isRightToLeft {
      let end = run.isRightToLeft ? 0 : run.glyphs.count
      pieces.append(Piece(glyphs: end..<end, actualText: nil, endsInSpace: true))
    } else {
      pieces[pieces.count - 1].endsInSpace = true
    }
  }

  /// Whether text ends in a space, a tab or a line end.
  private func endsInSpace(_ text: some BidirectionalCollection<UInt8>) -> Bool {
    guard let last = text.last else { return false }
    // U+2028 and U+2029: E2 80 A8 and E2 80 A9.
    return last <= 0x20
      || [0xA8, 0xA9].contains(last) && text.suffix(3).starts(with: [0xE2, 0x80])
  }

  // MARK: What is painted

  private mutating func show(
    _ piece: Piece, of run: GlyphRun, _ program: FontProgram, _ binding: FontBinding,
    pen: inout Pen
  ) {
    for index in piece.glyphs {
      let glyph = run.glyphs[index]
      if isPainted(glyph, program) {
        let offset = (x: Int(glyph.xOffset), y: Int(glyph.yOffset))
        show(glyph.id, of: program, binding, run, offset: offset, pen: &pen)
      }
      pen.advance(by: Int(glyph.advance))
    }
    if piece.endsInSpace, let space = program.space {
      // Where text is read from right to left, a line ends at its left.
      let width = program.width(of: space) * run.widthOfEm.units / 1000
      let offset = (x: run.isRightToLeft ? -width : 0, y: 0)
      show(space, of: program, binding, run, offset: offset, pen: &pen)
    }
    pen.close(to: &result.content)
    raise(by: 0, pen: &pen)
  }

  private mutating func show(
    _ glyph: UInt32, of program: FontProgram, _ binding: FontBinding, _ run: GlyphRun,
    offset: (x: Int, y: Int), pen: inout Pen
  ) {
    let subset = binding.subset(for: glyph)
    choose(subset, size: run.size, pen: &pen)
    stretch(to: run.stretch, pen: &pen)
    raise(by: -offset.y, pen: &pen)
    pen.show(
      subset.code(of: glyph), width: program.width(of: glyph), offset: offset.x,
      to: &result.content)
  }

  private mutating func choose(_ subset: FontSubset, size: Length, pen: inout Pen) {
    if let chosenFont, chosenFont.subset == ObjectIdentifier(subset), chosenFont.size == size {
      return
    }
    pen.close(to: &result.content)
    chosenFont = (ObjectIdentifier(subset), size)
    result.content.font(subset.resourceName, size: size.thousandths)
  }

  /// Paints what follows wider or narrower than its face has it.
  private mutating func stretch(to thousandths: Int, pen: inout Pen) {
    guard thousandths != chosenStretch else { return }
    chosenStretch = thousandths
    pen.close(to: &result.content)
    result.content.horizontalScaling(thousandths)
  }

  private mutating func raise(by units: Int, pen: inout Pen) {
    guard units != rise else { return }
    rise = units
    pen.close(to: &result.content)
    result.content.rise(Length(units: units).thousandths)
  }
}

extension GlyphRun {
  /// How many glyphs say which cluster they belong to.
  fileprivate var clusterCount: Int { min(glyphs.count, clusters.count) }
}
