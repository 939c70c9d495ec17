import CHarfBuzz

extension OpenTypeFont {
  /// A glyph that shaping gave; lengths are in font units, y grows upwards.
  package struct ShapedGlyph: Hashable, Sendable {
    /// The glyph's number in the face.
    package var glyph: UInt32
    /// Where its cluster begins in the text, in UTF-8 bytes.
    package var cluster: Int
    /// How far the pen moves.
    package var advance: Int
    /// How far from the pen the glyph is painted.
    package var xOffset, yOffset: Int
  }

  /// The glyphs for a piece of text in one script and direction, from left to right.
  package func shape(_ text: String) -> (glyphs: [ShapedGlyph], isRightToLeft: Bool) {
    guard let buffer = hb_buffer_create() else { return ([], false) }
    defer { hb_buffer_destroy(buffer) }
    let length = Int32(text.utf8.count)
    hb_buffer_add_utf8(buffer, text, length, 0, length)
    hb_buffer_guess_segment_properties(buffer)
    hb_shape(font, buffer, nil, 0)
    var count: UInt32 = 0
    guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
      let places = hb_buffer_get_glyph_positions(buffer, &count)
    else { return ([], false) }
    let glyphs = (0..<Int(count)).map { index in
      ShapedGlyph(
        glyph: infos[index].codepoint, cluster: Int(infos[index].cluster),
        advance: Int(places[index].x_advance), xOffset: Int(places[index].x_offset),
        yOffset: Int(places[index].y_offset))
    }
    return (glyphs, hb_buffer_get_direction(buffer) == HB_DIRECTION_RTL)
  }
}
