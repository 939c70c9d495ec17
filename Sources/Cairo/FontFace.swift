import CCairo

/// A face of a font file, to draw with.
///
/// Shared by every context that draws with it; not to be used from two threads at once.
package final class FontFace {
  let pointer: OpaquePointer  // owned: cairo_font_face_t
  private let file: FontFile

  /// Opens a face of the font file at `path`; `index` counts a collection's faces from 0.
  ///
  /// Glyphs keep their designed outlines: nothing is hinted (FT_LOAD_NO_HINTING).
  ///
  /// - Throws: ``FontFileError`` if the file cannot be read as a font.
  package init(path: String, index: Int = 0) throws(FontFileError) {
    let file = try FontFile(path: path, index: index)
    let noHinting: Int32 = 1 << 1  // FT_LOAD_NO_HINTING
    guard let face = cairo_ft_font_face_create_for_ft_face(file.face, noHinting),
      cairo_font_face_status(face) == CAIRO_STATUS_SUCCESS,
      FontFace.keep(file, aliveWith: face)
    else { throw FontFileError(code: 0x40) }  // FT_Err_Out_Of_Memory
    (pointer, self.file) = (face, file)
  }

  deinit {
    cairo_font_face_destroy(pointer)
  }

  /// The number of the glyph for a character in the face's character map; nil if it has none.
  package func glyph(for character: Unicode.Scalar) -> UInt32? {
    let index = FT_Get_Char_Index(file.face, FT_ULong(character.value))
    return index == 0 ? nil : UInt32(index)
  }

  /// How far the pen moves over a glyph, in parts of the em; 0 for a glyph that the face lacks.
  package func advance(of glyph: UInt32) -> Double {
    let noScale: Int32 = 1 << 0  // FT_LOAD_NO_SCALE
    guard FT_Load_Glyph(file.face, FT_UInt(glyph), noScale) == 0 else { return 0 }
    let advance = file.face.pointee.glyph.pointee.metrics.horiAdvance
    return Double(advance) / Double(file.face.pointee.units_per_EM)
  }

  /// Ties a font file's life to that of a Cairo font face, which Cairo's caches may prolong.
  private static func keep(_ file: FontFile, aliveWith face: OpaquePointer) -> Bool {
    let retained = Unmanaged.passRetained(file)
    let status = cairo_font_face_set_user_data(face, key, retained.toOpaque()) { file in
      if let file { Unmanaged<FontFile>.fromOpaque(file).release() }
    }
    if status != CAIRO_STATUS_SUCCESS {
      retained.release()
      cairo_font_face_destroy(face)
    }
    return status == CAIRO_STATUS_SUCCESS
  }

  /// Only its address matters; it is never read or written.
  nonisolated(unsafe) private static let key = {
    let key = UnsafeMutablePointer<cairo_user_data_key_t>.allocate(capacity: 1)
    key.initialize(to: cairo_user_data_key_t())
    return key
  }()
}
