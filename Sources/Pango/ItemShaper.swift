import CPango
import DisplayList
import Geometry

/// Shapes text as Pango does, and learns besides where the result may be cut.
///
/// - SeeAlso: `pango_hb_shape` and `pango_shape_internal` in Pango's `shape.c`, of which this is what letters need:
///   no features (a ``FontSet`` has no rules that could ask for any), no text transform, no upright text, no sign
///   for missing characters and no rounding.
final class ItemShaper {
  /// `PANGO_GLYPH_EMPTY`, a macro that Swift does not see: stands for characters that are not seen.
  private static let invisible: hb_codepoint_t = 0x0FFF_FFFF

  private let buffer: OpaquePointer  // owned: hb_buffer_t

  init() throws(FontError) {
    guard let buffer = hb_buffer_create() else { throw FontError.outOfMemory }
    self.buffer = buffer
  }

  deinit {
    hb_buffer_destroy(buffer)
  }

  /// Shapes a part of an item.
  ///
  /// - Parameters:
  ///   - part: The part, in bytes of the text.
  ///   - item: The item.
  ///   - text: The whole text in UTF-8.
  ///   - insertion: What is put in at the part's end: a letter that comes back, and a hyphen.
  /// - Returns: The glyphs; those of the insertion belong to the soft hyphen at the part's end, or else to what
  ///   follows the part.
  func shape(
    _ part: Range<Int>, of item: TextItem, in text: UnsafeBufferPointer<UInt8>,
    inserting insertion: [UInt32] = []
  ) -> ShapedItem {
    var properties = item.properties
    hb_buffer_clear_contents(buffer)
    hb_buffer_set_segment_properties(buffer, &properties)
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
    hb_buffer_set_flags(
      buffer, hb_buffer_flags_t(HB_BUFFER_FLAG_BOT.rawValue | HB_BUFFER_FLAG_EOT.rawValue))
    hb_buffer_set_invisible_glyph(buffer, ItemShaper.invisible)
    if item.isTab {
      hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE)
      hb_buffer_add(buffer, 0x20, UInt32(part.lowerBound))
    } else {
      text.withMemoryRebound(to: CChar.self) {
        hb_buffer_add_utf8(
          buffer, $0.baseAddress, Int32($0.count), UInt32(part.lowerBound), Int32(part.count))
      }
    }
    let hasSoftHyphen = text.endsInSoftHyphen(before: part.upperBound)
    let place = part.upperBound - (hasSoftHyphen ? 2 : 0)
    for scalar in insertion { hb_buffer_add(buffer, scalar, UInt32(place)) }
    hb_shape(item.font.font, buffer, nil, 0)
    return shaped(item.font.face)
  }

  /// What stands in the buffer.
  private func shaped(_ face: Face) -> ShapedItem {
    var length: UInt32 = 0
    let positions = hb_buffer_get_glyph_positions(buffer, &length)
    let infos = hb_buffer_get_glyph_infos(buffer, &length)
    let count = positions == nil ? 0 : Int(length)
    var item = Collected()
    item.reserve(count)
    for index in 0..<count {
      if let info = infos?[index], let position = positions?[index] { item.take(info, position) }
    }
    return ShapedItem(
      face: face, glyphs: item.glyphs, clusters: item.clusters, isCuttable: item.isCuttable,
      missing: item.missing, width: Length(units: item.width))
  }

  /// Glyphs being read.
  private struct Collected {
    var glyphs: [GlyphRun.Glyph] = []
    var clusters: [Int32] = []
    var isCuttable: [Bool] = []
    var missing: [Int] = []
    var width = 0

    mutating func reserve(_ count: Int) {
      glyphs.reserveCapacity(count)
      clusters.reserveCapacity(count)
      isCuttable.reserveCapacity(count)
    }

    @inline(__always)
    mutating func take(_ info: hb_glyph_info_t, _ position: hb_glyph_position_t) {
      if info.codepoint == 0 { missing.append(Int(info.cluster)) }
      // Where the pen would move back, the glyph is moved instead.
      let advance = position.x_advance.magnitude
      let shift = position.x_advance < 0 ? Int32(clamping: advance) : 0
      glyphs.append(
        .init(
          id: info.codepoint == ItemShaper.invisible ? GlyphRun.Glyph.none : info.codepoint,
          advance: Int32(clamping: advance), xOffset: position.x_offset &+ shift,
          yOffset: 0 &- position.y_offset))
      clusters.append(Int32(bitPattern: info.cluster))
      isCuttable.append(info.mask & HB_GLYPH_FLAG_UNSAFE_TO_BREAK.rawValue == 0)
      width += Int(advance)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether U+00AD ends at a place.
  fileprivate func endsInSoftHyphen(before end: Int) -> Bool {
    end >= 2 && self[end - 2] == 0xC2 && self[end - 1] == 0xAD
  }

  /// Where the character begins that ends at a place.
  func start(ofCharacterBefore end: Int) -> Int {
    var start = Swift.max(0, end - 1)
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}
