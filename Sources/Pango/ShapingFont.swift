import CPango
import DisplayList

/// One of Pango's fonts as HarfBuzz has it.
final class ShapingFont {
  /// A character with its width.
  struct Sign {
    /// Its number in Unicode.
    var codepoint: UInt32
    /// How far the pen moves, in Pango units.
    var width: Int
  }

  /// The face behind it.
  let face: Face
  /// An `hb_font_t`, which lives as long as its `PangoFont`.
  let font: OpaquePointer
  private let owner: UnsafeMutablePointer<PangoFont>  // owned

  /// The hyphen at line ends: U+2010, or the one of ASCII; nil if the font has neither.
  private(set) lazy var hyphen = sign(0x2010) ?? sign(0x2D)

  /// The font as HarfBuzz has it; nil if it has no such form.
  init?(_ font: UnsafeMutablePointer<PangoFont>, _ face: Face) {
    guard let shaped = pango_font_get_hb_font(font) else { return nil }
    g_object_ref(font)
    (owner, self.font, self.face) = (font, shaped, face)
  }

  deinit {
    g_object_unref(owner)
  }

  private func sign(_ codepoint: UInt32) -> Sign? {
    var glyph: hb_codepoint_t = 0
    guard hb_font_get_nominal_glyph(font, codepoint, &glyph) != 0, glyph != 0 else { return nil }
    return Sign(codepoint: codepoint, width: Int(hb_font_get_glyph_h_advance(font, glyph)))
  }
}
