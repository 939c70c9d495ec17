import CPango
import DisplayList
import Geometry

/// One of Pango's fonts as HarfBuzz has it, which reads the font's file itself.
///
/// Whatever is asked of a font is asked of HarfBuzz: never of Pango's layout or metrics, for which Cairo opens the
/// file by FreeType. Cairo has one library of FreeType for all threads, opens and closes files of it without a lock,
/// and closes those beyond ten open ones, also while another thread begins to use one (cairo-ft-font.c,
/// `_cairo_ft_unscaled_font_lock_face`, in 1.16 to 1.18). Painters open each file for themselves.
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

  /// How far it reaches above and below its baseline.
  private(set) lazy var extent = {
    var extents = hb_font_extents_t()
    hb_font_get_extents_for_direction(font, HB_DIRECTION_LTR, &extents)
    return (
      ascent: Length(units: Int(extents.ascender)), descent: Length(units: -Int(extents.descender))
    )
  }()

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
