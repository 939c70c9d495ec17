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
    let places = places(in: run)
    for piece in pieces(of: run, program) {
      if let text = piece.actualText, case .element(let element) = meaning {
        enterSpan(of: element, actualText: String(decoding: text, as: UTF8.self))
      } else {
        enter(meaning, inText: true)
      }
      pen.move(to: places[piece.glyphs.lowerBound])
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
    var rest = clusters(of: run)[...]
    while let glyphs = run.isRightToLeft ? rest.popLast() : rest.popFirst() {
      let next = run.isRightToLeft ? rest.last : rest.first
      let from = min(max(Int(run.clusters[glyphs.lowerBound]), 0), text.count)
      let to = next.map { Int(run.clusters[$0.lowerBound]) } ?? text.count
      add(
        cluster(glyphs, text[from..<min(max(to, from), text.count)], of: run, program),
        to: &pieces, isRightToLeft: run.isRightToLeft)
    }
    closeLine(&pieces, of: run, text)
    return pieces
  }

  /// The glyphs that belong together, from left to right.
  private func clusters(of run: GlyphRun) -> [Range<Int>] {
    var clusters: [Range<Int>] = []
    var start = 0
    let count = min(run.glyphs.count, run.clusters.count)
    while start < count {
      var end = start + 1
      while end < count, run.clusters[end] == run.clusters[start] { end += 1 }
      clusters.append(start..<end)
      start = end
    }
    return clusters
  }

  private func cluster(
    _ glyphs: Range<Int>, _ text: ArraySlice<UInt8>, of run: GlyphRun, _ program: FontProgram
  ) -> Piece {
    let painted = run.glyphs[glyphs].filter { isPainted($0, program) }
    guard !painted.isEmpty else {
      // Nothing is painted: a space at the end of a line, or a mark that is neither seen nor said.
      return Piece(glyphs: glyphs, actualText: nil, endsInSpace: endsInSpace(text))
    }
    var said: [UInt8] = []
    for glyph in painted { said += program.text(of: glyph.id) }
    let isSame = said.elementsEqual(text)
    return Piece(glyphs: glyphs, actualText: isSame ? nil : readable(text), endsInSpace: false)
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
    guard let last = pieces.last, !last.endsInSpace, !isRightToLeft,
      (last.actualText == nil) == (piece.actualText == nil)
    else { return pieces.append(piece) }
    pieces[pieces.count - 1].glyphs = last.glyphs.lowerBound..<piece.glyphs.upperBound
    pieces[pieces.count - 1].endsInSpace = piece.endsInSpace
    if let text = piece.actualText { pieces[pieces.count - 1].actualText?.append(contentsOf: text) }
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
    // U+2028 and U+2029 end in A8 and A9 after E2 80; so does the dagger's neighbourhood not.
    return last <= 0x20
      || [0xA8, 0xA9].contains(last) && text.suffix(3).starts(with: [0xE2, 0x80])
  }

  // MARK: What is painted

  /// How far from the start of the line each glyph of a run is, and the end, in Pango units.
  private func places(in run: GlyphRun) -> [Int] {
    run.glyphs.reduce(into: [0]) { places, glyph in
      places.append((places.last ?? 0) + Int(glyph.advance))
    }
  }

  private mutating func show(
    _ piece: Piece, of run: GlyphRun, _ program: FontProgram, _ binding: FontBinding,
    pen: inout Pen
  ) {
    for glyph in run.glyphs[piece.glyphs] {
      if isPainted(glyph, program) {
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
      // After the end of a line is left of it where reading goes from right to left.
      let offset = run.isRightToLeft ? -width * run.size.units / 1000 : 0
      result.append { pen.show(code, width: width, offset: offset, to: &$0) }
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

  /// Goes to a place in Pango units from the start of the line, without painting.
  mutating func move(to place: Int) { wanted = place }

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
