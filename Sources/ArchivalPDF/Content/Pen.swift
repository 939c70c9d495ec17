import Geometry
import PDFWriting

/// Keeps the place where the next glyph goes, as layout wants it and as a PDF reader has it.
struct Pen {
  private let size: Int
  private var array: GlyphArrayWriter
  /// Where layout wants the pen, in Pango units from the start of the line.
  private var wanted = 0
  /// Where the reader has it, in thousandths of the em.
  private var reached = 0

  /// A reader moves on by whole thousandths of the em; up to this many of them, 0.02 pt in text of
  /// 10 pt, a glyph may stand beside its place, which saves a correction after nearly every glyph.
  private static let tolerance = 2

  /// A pen at the start of a line of text of the given size.
  init(size: Length, coding: GlyphArrayWriter.Coding) {
    self.size = max(size.units, 1)
    array = GlyphArrayWriter(coding)
  }

  /// Goes to a place in Pango units from the start of the line, without painting.
  mutating func move(to place: Int) { wanted = place }

  /// Moves on without painting.
  mutating func advance(by units: Int) { wanted += units }

  /// Shows a glyph `offset` Pango units right of the pen (ISO 32000-1, 9.4.3, operator TJ).
  mutating func show(_ code: UInt16, width: Int, offset: Int, to out: inout ContentText) {
    let excess = (wanted + offset) * 1000 - reached * size
    if abs(excess) > Pen.tolerance * size {
      let step = (excess + (excess < 0 ? -size / 2 : size / 2)) / size
      array.step(step, in: &out)
      reached += step
    }
    array.show(code, in: &out)
    reached += width
  }

  /// Ends the array of strings and steps, if one is open.
  mutating func close(to out: inout ContentText) { array.close(in: &out) }
}
