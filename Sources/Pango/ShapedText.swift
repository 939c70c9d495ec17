import DisplayList
import Geometry

/// A paragraph set in one line, from which lines are cut.
///
/// What a part of it measures depends on where it is cut: kerning may reach over a space, and letters may be
/// joined. Where cutting changes no glyph (HarfBuzz tells), a part is taken as it is; elsewhere it is shaped for
/// itself.
package final class ShapedText {
  /// A place between two clusters of an item.
  struct Edge {
    /// Where it is, in UTF-8 bytes of the text.
    var offset: Int
    /// How many glyphs of the item stand before it as the text is read.
    var glyph: Int
    /// How far the text before it reaches.
    var x: Int
    /// How wide all word spaces before it are.
    var spaces: Int
    /// Whether cutting here changes no glyph.
    var isCuttable: Bool
  }

  /// A part that was shaped at one go, with its place.
  struct Item {
    /// What it is.
    let item: TextItem
    /// Its glyphs.
    let shaped: ShapedItem
    /// Its edges in the order of the text, both ends included.
    let edges: [Edge]

    /// A part of a text that begins behind another one, or at the text's beginning.
    init(
      _ item: TextItem, _ shaped: ShapedItem, of text: UnsafeBufferPointer<UInt8>,
      behind before: Item? = nil
    ) {
      (self.item, self.shaped) = (item, shaped)
      let edge = before?.edges.last
      edges = Item.edges(of: shaped, item, in: text, edge?.x ?? 0, edge?.spaces ?? 0)
    }
  }

  /// The text in UTF-8.
  let bytes: [UInt8]
  /// The items in the order of the text.
  let items: [Item]
  /// Where lines may end, by the rules of Unicode, in ascending order; the text's end is the last.
  package let places: [LinePlace]
  /// Whether there is a font for all of it.
  package let isWhole: Bool
  private let shaper: ItemShaper

  init(
    _ bytes: [UInt8], _ items: [Item], breakingAt places: [LinePlace], isWhole: Bool = true,
    shaper: ItemShaper
  ) {
    (self.bytes, self.items, self.places) = (bytes, items, places)
    (self.isWhole, self.shaper) = (isWhole, shaper)
  }

  /// Where characters begin that no font has, in UTF-8 bytes of the text.
  package var missing: [Int] { items.flatMap { $0.shaped.missing } }

  /// Shapes a part of an item for itself.
  func shape(_ part: Range<Int>, of item: Item, inserting insertion: [UInt32] = []) -> ShapedItem {
    bytes.withUnsafeBufferPointer {
      shaper.shape(part, of: item.item, in: $0, inserting: insertion)
    }
  }

  /// The index of the item whose text a place ends, stands in, or begins at the very beginning; nil where no text
  /// is.
  func item(endingAt offset: Int) -> Int? {
    var (first, behind) = (0, items.count)
    while first < behind {
      let middle = (first + behind) / 2
      let isBefore = items[middle].item.range.upperBound < offset
      (first, behind) = isBefore ? (middle + 1, behind) : (first, middle)
    }
    return first < items.count ? first : items.indices.last
  }

  /// Where the white space begins that a place stands behind.
  func end(ofInkBefore offset: Int) -> Int {
    var end = offset
    while let length = bytes.length(ofSpaceBefore: end) { end -= length }
    return end
  }
}

extension ShapedText.Item {
  fileprivate static func edges(
    of shaped: ShapedItem, _ item: TextItem, in text: UnsafeBufferPointer<UInt8>, _ start: Int,
    _ spacesBefore: Int
  ) -> [ShapedText.Edge] {
    let count = shaped.glyphs.count
    var edges: [ShapedText.Edge] = []
    edges.reserveCapacity(count + 1)
    var (x, spaces, last) = (start, spacesBefore, -1)
    for number in 0..<count {
      let index = item.isRightToLeft ? count - 1 - number : number
      let cluster = Int(shaped.clusters[index])
      if cluster != last {
        let isFirst = edges.isEmpty
        edges.append(
          .init(
            offset: cluster, glyph: number, x: x, spaces: spaces,
            isCuttable: isFirst || shaped.isCuttable[index]))
        last = cluster
      }
      let advance = Int(shaped.glyphs[index].advance)
      x += advance
      if text.isWordSpace(at: cluster) { spaces += advance }
    }
    edges.append(
      .init(
        offset: item.range.upperBound, glyph: count, x: x, spaces: spaces, isCuttable: true))
    return edges
  }

  /// The index of the first edge that is not before a place.
  func edge(at offset: Int) -> Int {
    var (first, behind) = (0, edges.count - 1)
    while first < behind {
      let middle = (first + behind) / 2
      if edges[middle].offset < offset { first = middle + 1 } else { behind = middle }
    }
    return first
  }

  /// The last edge that is not behind a place and may be cut; the first one in any case.
  func cut(before offset: Int) -> ShapedText.Edge {
    var index = edge(at: offset)
    while index > 0, edges[index].offset > offset || !edges[index].isCuttable { index -= 1 }
    return edges[index]
  }

  /// The first edge that is not before a place and may be cut; the last one in any case.
  func cut(behind offset: Int) -> ShapedText.Edge {
    var index = edge(at: offset)
    while index < edges.count - 1, !edges[index].isCuttable { index += 1 }
    return edges[index]
  }

  /// The glyphs between two edges, from left to right.
  func glyphs(from start: ShapedText.Edge, to end: ShapedText.Edge) -> Range<Int> {
    guard item.isRightToLeft else { return start.glyph..<end.glyph }
    let count = shaped.glyphs.count
    return (count - end.glyph)..<(count - start.glyph)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a space begins at a place that may be wider or narrower: U+0020 or U+00A0.
  @inline(__always)
  func isWordSpace(at index: Int) -> Bool {
    guard index < count else { return false }
    return self[index] == 0x20
      || self[index] == 0xC2 && index + 1 < count && self[index + 1] == 0xA0
  }
}

extension [UInt8] {
  /// How many bytes the white space has that ends at a place; nil if none does.
  fileprivate func length(ofSpaceBefore end: Int) -> Int? {
    guard end > 0 else { return nil }
    switch self[end - 1] {
    case 0x09...0x0D, 0x20: return 1
    case 0xA0: return end > 1 && self[end - 2] == 0xC2 ? 2 : nil
    case 0x80...0x8A, 0xA8, 0xA9:
      // U+2000 to U+200A, U+2028 and U+2029; U+3000.
      guard end > 2 else { return nil }
      let isWide = self[end - 3] == 0xE3 && self[end - 2] == 0x80 && self[end - 1] == 0x80
      return isWide || self[end - 3] == 0xE2 && self[end - 2] == 0x80 ? 3 : nil
    default: return nil
    }
  }
}
