import CPango
import DisplayList
import Geometry

/// Shapes plain text as Pango does, and learns besides where the result may be cut.
///
/// - SeeAlso: `pango_hb_shape` in Pango's `shape.c`, of which this is what plain text needs: no
///   features (a ``FontSet`` has no rules that could ask for any), no hyphens, no text transform, no
///   sign for missing characters and no rounding.
final class PlainShaper {
  private let face: Face
  private let font: OpaquePointer  // hb_font_t, lives as long as its PangoFont
  private let buffer: OpaquePointer  // owned: hb_buffer_t
  private let letters: hb_segment_properties_t
  private let signs: hb_segment_properties_t

  /// A shaper for what Pango made of a letter and of a figure; nil if that is more than plain text.
  init?(
    _ font: UnsafeMutablePointer<PangoFont>, _ face: Face, letters: PangoAnalysis,
    signs: PangoAnalysis
  ) {
    guard let properties = PlainShaper.properties(letters),
      let signProperties = PlainShaper.properties(signs),
      let shaped = pango_font_get_hb_font(font), let buffer = hb_buffer_create()
    else { return nil }
    (self.face, self.font, self.buffer) = (face, shaped, buffer)
    (self.letters, self.signs) = (properties, signProperties)
  }

  deinit {
    hb_buffer_destroy(buffer)
  }

  private static func properties(_ analysis: PangoAnalysis) -> hb_segment_properties_t? {
    guard analysis.gravity == 0, analysis.extra_attrs == nil else {
      return nil
    }
    let script = g_unicode_script_to_iso15924(GUnicodeScript(rawValue: Int32(analysis.script)))
    var properties = hb_segment_properties_t()
    properties.direction = HB_DIRECTION_LTR
    properties.script = hb_script_t(rawValue: script)
    properties.language = hb_language_from_string(pango_language_to_string(analysis.language), -1)
    return properties
  }

  /// Shapes a part of a plain text.
  ///
  /// - Parameters:
  ///   - text: The whole text in UTF-8.
  ///   - part: The part, in bytes.
  ///   - hasLetter: Whether there is a letter in the whole text.
  /// - Returns: The part in one line; nil if the font does not have all of it or moves the pen back.
  func line(
    of text: UnsafeBufferPointer<UInt8>, _ part: Range<Int>, hasLetter: Bool
  ) -> PlainLine? {
    var properties = hasLetter ? letters : signs
    hb_buffer_clear_contents(buffer)
    hb_buffer_set_segment_properties(buffer, &properties)
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
    hb_buffer_set_flags(
      buffer, hb_buffer_flags_t(HB_BUFFER_FLAG_BOT.rawValue | HB_BUFFER_FLAG_EOT.rawValue))
    text.withMemoryRebound(to: CChar.self) {
      hb_buffer_add_utf8(
        buffer, $0.baseAddress, Int32($0.count), UInt32(part.lowerBound), Int32(part.count))
    }
    hb_shape(font, buffer, nil, 0)
    return line()
  }

  /// What stands in the buffer.
  private func line() -> PlainLine? {
    var count: UInt32 = 0
    guard let positions = hb_buffer_get_glyph_positions(buffer, &count),
      let infos = hb_buffer_get_glyph_infos(buffer, &count), count > 0
    else { return nil }
    var glyphs: [GlyphRun.Glyph] = []
    var (clusters, isCuttable): ([Int32], [Bool]) = ([], [])
    glyphs.reserveCapacity(Int(count))
    clusters.reserveCapacity(Int(count))
    isCuttable.reserveCapacity(Int(count))
    var width = 0
    for index in 0..<Int(count) {
      let (info, position) = (infos[index], positions[index])
      guard info.codepoint != 0, position.x_advance >= 0 else { return nil }
      glyphs.append(
        .init(
          id: info.codepoint, advance: position.x_advance, xOffset: position.x_offset,
          yOffset: 0 &- position.y_offset))
      clusters.append(Int32(bitPattern: info.cluster))
      isCuttable.append(info.mask & HB_GLYPH_FLAG_UNSAFE_TO_BREAK.rawValue == 0)
      width += Int(position.x_advance)
    }
    return PlainLine(
      face: face, glyphs: glyphs, clusters: clusters, isCuttable: isCuttable,
      width: Length(units: width))
  }
}
