import Geometry
import PDFWriting

/// How strings of glyphs are written (ISO 32000-1, 7.3.4).
enum GlyphCoding: Sendable {
  /// Four digits a glyph, for people who read the file.
  case hexadecimal
  /// Two bytes a glyph.
  case binary
}

/// Keeps the place where the next glyph goes, as layout wants it and as a PDF reader has it.
struct Pen {
  private let size: Int
  private let coding: GlyphCoding
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
  init(size: Length, coding: GlyphCoding) {
    self.size = max(size.units, 1)
    self.coding = coding
  }

  /// Goes to a place in Pango units from the start of the line, without painting.
  mutating func move(to place: Int) { wanted = place }

  /// Moves on without painting.
  mutating func advance(by units: Int) { wanted += units }

  /// Shows a glyph `offset` Pango units right of the pen (ISO 32000-1, 9.4.3, operator TJ).
  mutating func show(_ code: UInt16, width: Int, offset: Int, to out: inout ObjectText) {
    if !isArrayOpen { out += "[" }
    isArrayOpen = true
    let excess = (wanted + offset) * 1000 - reached * size
    if abs(excess) > Pen.tolerance * size {
      let step = (excess + (excess < 0 ? -size / 2 : size / 2)) / size
      closeString(to: &out)
      out.integer(-step)
      reached += step
    }
    write(code, to: &out)
    reached += width
  }

  private mutating func write(_ code: UInt16, to out: inout ObjectText) {
    switch coding {
    case .hexadecimal:
      if !isStringOpen { out += "<" }
      out.hexadecimal(code)
    case .binary:
      if !isStringOpen { out += "(" }
      out.literalByte(UInt8(code >> 8))
      out.literalByte(UInt8(code & 0xFF))
    }
    isStringOpen = true
  }

  /// Ends the array of strings and steps, if one is open.
  mutating func close(to out: inout ObjectText) {
    guard isArrayOpen else { return }
    closeString(to: &out)
    out += "]TJ\n"
    isArrayOpen = false
  }

  private mutating func closeString(to out: inout ObjectText) {
    if isStringOpen { out += coding == .binary ? ")" : ">" }
    isStringOpen = false
  }
}
