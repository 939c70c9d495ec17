import DisplayList
import Geometry

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
  mutating func encode(_ run: GlyphRun, meaning: Item.Meaning) {
    guard let program = try? fonts.program(for: run.face), let binding = bindings[program.number]
    else { return }
    enter(meaning, inText: true)
    choose(run.color)
    startLine(at: run.origin)
    var pen = Pen(size: run.size)
    for piece in pieces(of: run, program) {
      if let text = piece.actualText, case .element(let element) = meaning {
        enterSpan(of: element, actualText: String(decoding: text, as: UTF8.self))
      } else {
        enter(meaning, inText: true)
      }
      show(piece, of: run, program, binding, pen: &pen)
    }
  }

  // MARK: What is read

  /// Splits a run where its text is not what its glyphs say.
  private func pieces(of run: GlyphRun, _ program: FontProgram) -> [Piece] {
    let text = Array(run.text.utf8)
    if run.isRightToLeft { return [wholeRun(run, text)] }
    var pieces: [Piece] = []
    var start = 0
    while start < run.glyphs.count {
      var end = start + 1
      while end < run.glyphs.count, run.clusters[end] == run.clusters[start] { end += 1 }
      let from = min(max(Int(run.clusters[start]), 0), text.count)
      let to =
        end < run.clusters.count ? min(max(Int(run.clusters[end]), from), text.count) : text.count
      add(cluster(start..<end, text[from..<to], of: run, program), to: &pieces)
      start = end
    }
    closeLine(&pieces, of: run, text)
    return pieces
  }

  /// A run from right to left: its glyphs stand in the order of the eye, its text in that of the ear.
  private func wholeRun(_ run: GlyphRun, _ text: [UInt8]) -> Piece {
    let needsSpace = run.ending == .hardBreak && !endsInSpace(text)
    return Piece(
      glyphs: 0..<run.glyphs.count, actualText: text + (needsSpace ? [0x20] : []),
      endsInSpace: false)
  }

  private func cluster(
    _ glyphs: Range<Int>, _ text: ArraySlice<UInt8>, of run: GlyphRun, _ program: FontProgram
  ) -> Piece {
    guard run.glyphs[glyphs].contains(where: { $0.id != GlyphRun.Glyph.none }) else {
      // Nothing is painted: a space at the end of a line, or a mark that is neither seen nor said.
      return Piece(glyphs: glyphs, actualText: nil, endsInSpace: endsInSpace(text))
    }
    var said: [UInt8] = []
    for glyph in run.glyphs[glyphs] where glyph.id != GlyphRun.Glyph.none {
      said += program.text(of: glyph.id)
    }
    let isSame = said.elementsEqual(text)
    return Piece(glyphs: glyphs, actualText: isSame ? nil : readable(text), endsInSpace: false)
  }

  /// A cluster's text with tabs and line ends as the spaces they look like.
  private func readable(_ text: ArraySlice<UInt8>) -> [UInt8] {
    text.map { $0 < 0x20 ? 0x20 : $0 }
  }

  /// Adds a piece to those before it, or makes it one with the last.
  private func add(_ piece: Piece, to pieces: inout [Piece]) {
    guard let last = pieces.last, !last.endsInSpace,
      (last.actualText == nil) == (piece.actualText == nil)
    else { return pieces.append(piece) }
    pieces[pieces.count - 1].glyphs = last.glyphs.lowerBound..<piece.glyphs.upperBound
    pieces[pieces.count - 1].endsInSpace = piece.endsInSpace
    if let text = piece.actualText { pieces[pieces.count - 1].actualText?.append(contentsOf: text) }
  }

  /// A space at a hard line end, where the text has none: lines of an address must not run together.
  private func closeLine(_ pieces: inout [Piece], of run: GlyphRun, _ text: [UInt8]) {
    guard run.ending == .hardBreak, !endsInSpace(text) else { return }
    if pieces.last?.actualText != nil || pieces.isEmpty {
      let end = run.glyphs.count
      pieces.append(Piece(glyphs: end..<end, actualText: nil, endsInSpace: true))
    } else {
      pieces[pieces.count - 1].endsInSpace = true
    }
  }

  /// Whether text ends in a space, a tab or a line end.
  private func endsInSpace(_ text: some BidirectionalCollection<UInt8>) -> Bool {
    guard let last = text.last else { return false }
    // U+2028 and U+2029 end in A8 and A9 after E2 80; so does the dagger's neighbourhood not.
    return last <= 0x20
      || [0xA8, 0xA9].contains(last) && text.suffix(3).starts(with: [0xE2, 0x80])
  }

  // MARK: What is painted

  private mutating func show(
    _ piece: Piece, of run: GlyphRun, _ program: FontProgram, _ binding: FontBinding,
    pen: inout Pen
  ) {
    for glyph in run.glyphs[piece.glyphs] {
      if glyph.id != GlyphRun.Glyph.none {
        choose(binding.subset(for: glyph.id), size: run.size, pen: &pen)
        raise(by: -Int(glyph.yOffset), pen: &pen)
        let code = binding.subset(for: glyph.id).code(of: glyph.id)
        let width = program.width(of: glyph.id)
        result.append { pen.show(code, width: width, offset: Int(glyph.xOffset), to: &$0) }
      }
      pen.advance(by: Int(glyph.advance))
    }
    if piece.endsInSpace, let space = program.space {
      choose(binding.subset(for: space), size: run.size, pen: &pen)
      raise(by: 0, pen: &pen)
      let code = binding.subset(for: space).code(of: space)
      let width = program.width(of: space)
      result.append { pen.show(code, width: width, offset: 0, to: &$0) }
    }
    result.append { pen.close(to: &$0) }
    raise(by: 0, pen: &pen)
  }

  private mutating func choose(_ subset: FontSubset, size: Length, pen: inout Pen) {
    if let chosenFont, chosenFont.name == subset.resourceName, chosenFont.size == size { return }
    result.append { pen.close(to: &$0) }
    chosenFont = (subset.resourceName, size)
    result.append { out in
      out.name(subset.resourceName)
      out += " "
      out.points(size)
      out += " Tf\n"
    }
  }

  private mutating func raise(by units: Int, pen: inout Pen) {
    guard units != rise else { return }
    rise = units
    result.append { out in
      pen.close(to: &out)
      out.points(Length(units: units))
      out += " Ts\n"
    }
  }
}

/// Keeps the place where the next glyph goes, as layout wants it and as a PDF reader has it.
struct Pen {
  private let size: Int
  /// Where layout wants the pen, in Pango units from the start of the line.
  private var wanted = 0
  /// Where the reader has it, in thousandths of the em.
  private var reached = 0
  private var isArrayOpen = false
  private var isStringOpen = false

  /// A reader moves on by whole thousandths of the em; up to this many of them, 0.02 pt in text of
  /// 10 pt, a glyph may stand beside its place, which saves a correction after nearly every glyph.
  private static let tolerance = 2

  /// A pen at the start of a line of text of the given size.
  init(size: Length) {
    self.size = max(size.units, 1)
  }

  /// Moves on without painting.
  mutating func advance(by units: Int) { wanted += units }

  /// Shows a glyph `offset` Pango units right of the pen (ISO 32000-1, 9.4.3, operator TJ).
  mutating func show(_ code: UInt16, width: Int, offset: Int, to out: inout ObjectBytes) {
    if !isArrayOpen { out += "[" }
    isArrayOpen = true
    let excess = (wanted + offset) * 1000 - reached * size
    if abs(excess) > Pen.tolerance * size {
      let step = (excess + (excess < 0 ? -size / 2 : size / 2)) / size
      closeString(to: &out)
      out.integer(-step)
      reached += step
    }
    if !isStringOpen { out += "<" }
    isStringOpen = true
    out.hexadecimal(code)
    reached += width
  }

  /// Ends the array of strings and steps, if one is open.
  mutating func close(to out: inout ObjectBytes) {
    guard isArrayOpen else { return }
    closeString(to: &out)
    out += "]TJ\n"
    isArrayOpen = false
  }

  private mutating func closeString(to out: inout ObjectBytes) {
    if isStringOpen { out += ">" }
    isStringOpen = false
  }
}
