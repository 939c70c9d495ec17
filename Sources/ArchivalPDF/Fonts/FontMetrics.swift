import HarfBuzz

/// What a font descriptor says of a font (ISO 32000-1, 9.8), in thousandths of the em.
struct FontMetrics: Hashable, Sendable {
  /// The font units that make the em.
  let unitsPerEm: Int
  /// The box that holds every glyph: left, bottom, right, top.
  let box: [Int]
  /// The height of a line above the baseline, and the depth below it as a negative number.
  let ascent, descent: Int
  /// The height of capital letters.
  let capitalHeight: Int
  /// The slope of italics in degrees, negative where they lean to the right.
  let italicAngle: Int
  /// The thickness of stems, guessed from the weight: readers use it only for substitutes.
  let stem: Int

  /// The measures that a font's tables `head`, `hhea`, `post` and `OS/2` give.
  init(of font: OpenTypeFont) {
    let (head, hhea) = (font.table("head"), font.table("hhea"))
    let (post, os2) = (font.table("post"), font.table("OS/2"))
    let units = max(font.unitsPerEm, 1)
    let scaled = { (table: [UInt8], offset: Int) in
      FontMetrics.scale(FontMetrics.signed(table, offset), to: units)
    }
    unitsPerEm = units
    box = [36, 38, 40, 42].map { scaled(head, $0) }
    ascent = scaled(hhea, 4)
    descent = scaled(hhea, 6)
    capitalHeight = FontMetrics.signed(os2, 0) >= 2 ? scaled(os2, 88) : ascent
    italicAngle = FontMetrics.signed(post, 4)
    let weight = os2.isEmpty ? 400 : FontMetrics.signed(os2, 4)
    stem = 10 + 220 * max(weight - 50, 0) / 900
  }

  /// A length in font units as thousandths of the em, to the nearest one.
  func thousandths(_ units: Int) -> Int { FontMetrics.scale(units, to: unitsPerEm) }

  private static func scale(_ value: Int, to unitsPerEm: Int) -> Int {
    let doubled = value * 2000 + (value < 0 ? -unitsPerEm : unitsPerEm)
    return doubled / (2 * unitsPerEm)
  }

  private static func signed(_ table: [UInt8], _ offset: Int) -> Int {
    guard offset + 1 < table.count else { return 0 }
    return Int(Int16(bitPattern: UInt16(table[offset]) << 8 | UInt16(table[offset + 1])))
  }
}
