import DisplayList
import Geometry

/// Breaks a plain text into lines: as many words go on each as fit.
///
/// Which places Pango tries, and how it measures them, decides here too, because what a part of the
/// text measures depends on where it is cut: kerning may reach over a space. Where cutting changes
/// no glyph (HarfBuzz tells), the part is taken from the whole text as it was shaped; elsewhere it
/// is shaped for itself.
///
/// - SeeAlso: `process_item` and `zero_line_final_space` in Pango's `pango-layout.c`.
struct PlainBreaker {
  /// Wider lines would make Pango's numbers overflow, in Pango units.
  static let widest = Int(Int32.max / 2)

  /// Where a line may end, and the next one begin.
  private struct Place {
    /// The bytes before it.
    var offset = 0
    /// The glyphs before it.
    var glyph = 0
    /// How far the text before it reaches in the whole line.
    var x = 0
    /// How much of that is the space at its end; nil if it does not end with one.
    var space: Int?
    /// Whether the whole line may be cut here.
    var isCuttable = true
  }

  /// Text between two places.
  private struct Part {
    var glyphs: ArraySlice<GlyphRun.Glyph>
    var clusters: ArraySlice<Int32>
    var width: Int
  }

  private let whole: PlainLine
  private let places: [Place]
  private let width: Int
  private let margin: Int
  private let shape: (Range<Int>) -> PlainLine?

  /// A breaker of one text; nil if lines may end within what the font makes one glyph of.
  ///
  /// - Parameters:
  ///   - whole: The text in one line.
  ///   - text: The text in UTF-8.
  ///   - ends: Where lines may end, in bytes; the last is the text's end.
  ///   - width: How wide a line may be, in Pango units.
  ///   - margin: How near the width an end must be to be measured for itself.
  ///   - shape: Shapes a part of the text, given in bytes.
  init?(
    _ whole: PlainLine, of text: UnsafeBufferPointer<UInt8>, ends: [Int], width: Int, margin: Int,
    shape: @escaping (Range<Int>) -> PlainLine?
  ) {
    guard let places = PlainBreaker.places(ends, in: whole, of: text) else { return nil }
    (self.whole, self.places, self.width, self.margin) = (whole, places, width, margin)
    self.shape = shape
  }

  private static func places(
    _ ends: [Int], in whole: PlainLine, of text: UnsafeBufferPointer<UInt8>
  ) -> [Place]? {
    var place = Place()
    var places: [Place] = []
    places.reserveCapacity(ends.count)
    for end in ends {
      // The last cluster before the end, and where it begins.
      var (cluster, start) = (-1, place.x)
      while place.glyph < whole.glyphs.count, Int(whole.clusters[place.glyph]) < end {
        let next = Int(whole.clusters[place.glyph])
        if next != cluster { (cluster, start) = (next, place.x) }
        place.x += Int(whole.glyphs[place.glyph].advance)
        place.glyph += 1
      }
      let isInside = place.glyph < whole.glyphs.count
      guard !isInside || Int(whole.clusters[place.glyph]) == end else { return nil }
      place.offset = end
      place.space = nil
      place.isCuttable = !isInside || whole.isCuttable[place.glyph]
      if let length = spaceLength(before: end, in: text) {
        guard cluster == end - length else { return nil }
        place.space = place.x - start
      }
      places.append(place)
    }
    return places
  }

  /// How many bytes the space before a place has; nil if no space is there.
  private static func spaceLength(before end: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    if text[end - 1] == 0x20 { return 1 }
    return end > 1 && text[end - 2] == 0xC2 && text[end - 1] == 0xA0 ? 2 : nil
  }

  /// The lines; nil if a part cannot be shaped.
  func lines() -> [ShapedLine]? {
    var lines: [ShapedLine] = []
    var (start, first) = (Place(), 0)
    while first < places.count {
      guard let end = end(from: start, first), let part = part(from: start, to: places[end]) else {
        return nil
      }
      lines.append(line(part, from: start, to: places[end], isLast: end == places.count - 1))
      (start, first) = (places[end], end + 1)
    }
    return lines
  }

  /// Which place a line ends at, of `places[first...]`: the last one that fits, else the first.
  private func end(from start: Place, _ first: Int) -> Int? {
    let last = places.count - 1
    var rest = places[last].x - start.x - (places[last].space ?? 0)
    if rest <= width {
      guard let part = part(from: start, to: places[last]) else { return nil }
      rest = part.width - (places[last].space ?? 0)
      if rest <= width { return last }
    }
    var best = (place: last, reach: rest)
    for (index, place) in zip(first..., places[first...]) {
      var reach = place.x - start.x - (place.space ?? 0)
      if best.place < last, reach > width + margin { break }
      if reach >= width - margin {
        guard let part = part(from: start, to: place) else { return nil }
        // The space at the very end of the text is not hung out when the place is measured closely.
        reach = part.width - (index < last ? place.space ?? 0 : 0)
        guard best.place == last || reach <= width || reach < best.reach else { continue }
      }
      best = (index, reach)
    }
    return best.place
  }

  private func part(from start: Place, to end: Place) -> Part? {
    if start.isCuttable, end.isCuttable {
      let range = start.glyph..<end.glyph
      return Part(
        glyphs: whole.glyphs[range], clusters: whole.clusters[range], width: end.x - start.x)
    }
    return shape(start.offset..<end.offset).map {
      Part(glyphs: $0.glyphs[...], clusters: $0.clusters[...], width: $0.width.units)
    }
  }

  /// A part as a line; the space that a line ends with has no width, unless it is the last one.
  private func line(_ part: Part, from start: Place, to end: Place, isLast: Bool) -> ShapedLine {
    let range = start.offset..<end.offset
    var run = ShapedLine.Run(
      face: whole.face, x: .zero, glyphs: Array(part.glyphs), clusters: Array(part.clusters),
      range: range, isRightToLeft: false, missing: [])
    var width = part.width
    let last = run.glyphs.count - 1
    if !isLast, end.space != nil, last < 1 || run.clusters[last] != run.clusters[last - 1] {
      width -= Int(run.glyphs[last].advance)
      run.glyphs[last].id = GlyphRun.Glyph.none
      run.glyphs[last].advance = 0
    }
    return ShapedLine(runs: [run], width: Length(units: width), range: range)
  }
}
