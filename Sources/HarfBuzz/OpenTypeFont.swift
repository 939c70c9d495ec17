import CHarfBuzz

/// A face of a font file, open for reading; not for use by two threads at once.
package final class OpenTypeFont {
  /// Why a face could not be read or cut down.
  package enum Failure: Error, Hashable, Sendable {
    /// The file is missing, or there is no such face in it.
    case unreadable
    /// The subsetter gave up: the font is damaged.
    case subsetting
  }

  let face: OpaquePointer
  let font: OpaquePointer

  /// Opens the face of the file at `path` with the given index, counted from 0.
  ///
  /// - Throws: ``Failure/unreadable`` if the file holds no such face.
  package init(path: String, index: Int) throws(Failure) {
    guard let blob = hb_blob_create_from_file_or_fail(path) else { throw .unreadable }
    defer { hb_blob_destroy(blob) }
    guard index >= 0, index < Int(hb_face_count(blob)) else { throw .unreadable }
    guard let face = hb_face_create(blob, UInt32(index)) else { throw .unreadable }
    guard hb_face_get_glyph_count(face) > 0, let font = hb_font_create(face) else {
      hb_face_destroy(face)
      throw .unreadable
    }
    (self.face, self.font) = (face, font)
    hb_font_set_scale(font, Int32(unitsPerEm), Int32(unitsPerEm))
  }

  deinit {
    hb_font_destroy(font)
    hb_face_destroy(face)
  }

  /// How many font units make the em.
  package var unitsPerEm: Int { Int(hb_face_get_upem(face)) }
  /// How many glyphs the face has.
  package var glyphCount: Int { Int(hb_face_get_glyph_count(face)) }
  /// Whether the face has axes along which its shapes vary.
  package var isVariable: Bool { hb_ot_var_has_data(face) != 0 }

  /// The bytes of a table of the font, such as `OS/2`; empty if there is none.
  package func table(_ tag: String) -> [UInt8] {
    guard let blob = hb_face_reference_table(face, OpenTypeFont.tag(tag)) else { return [] }
    defer { hb_blob_destroy(blob) }
    return OpenTypeFont.bytes(of: blob)
  }

  /// How far the pen moves after a glyph, in font units.
  package func advance(of glyph: UInt32) -> Int {
    Int(hb_font_get_glyph_h_advance(font, glyph))
  }

  /// How far a glyph's ink stands from the pen on the left, and from where the pen moves on the right,
  /// in font units; nil if it has none.
  package func bearings(of glyph: UInt32) -> (left: Int, right: Int)? {
    var extents = hb_glyph_extents_t()
    guard hb_font_get_glyph_extents(font, glyph, &extents) != 0, extents.width > 0 else {
      return nil
    }
    let (left, width) = (Int(extents.x_bearing), Int(extents.width))
    return (left, advance(of: glyph) - left - width)
  }

  /// The glyph that the font's character map gives for a character; nil if it has none.
  package func glyph(for character: Unicode.Scalar) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    return hb_font_get_nominal_glyph(font, character.value, &glyph) != 0 ? existing(glyph) : nil
  }

  /// A glyph's number, if there is such a glyph: what a font's tables name may be missing in it.
  private func existing(_ glyph: UInt32) -> UInt32? { Int(glyph) < glyphCount ? glyph : nil }

  /// The characters that the font's character map knows, in order.
  package var characters: [Unicode.Scalar] {
    guard let set = hb_set_create() else { return [] }
    defer { hb_set_destroy(set) }
    hb_face_collect_unicodes(face, set)
    return OpenTypeFont.members(of: set).compactMap { Unicode.Scalar($0) }
  }

  /// The name that the font gives a glyph, such as `f_f_i`.
  package func name(of glyph: UInt32) -> String? {
    var name = [CChar](repeating: 0, count: 128)
    guard hb_font_get_glyph_name(font, glyph, &name, UInt32(name.count)) != 0 else { return nil }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The glyph to which the font gives a name; nil if there is none.
  package func glyph(named name: String) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    return hb_font_get_glyph_from_name(font, name, -1, &glyph) != 0 ? existing(glyph) : nil
  }

  /// A tag of four letters as a number.
  static func tag(_ text: String) -> hb_tag_t {
    text.utf8.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// A copy of a blob's bytes.
  static func bytes(of blob: OpaquePointer) -> [UInt8] {
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: data, count: Int(length)))
  }

  /// The members of a set in order.
  static func members(of set: OpaquePointer) -> [UInt32] {
    var members: [UInt32] = []
    members.reserveCapacity(Int(hb_set_get_population(set)))
    var next = UInt32.max  // HB_SET_VALUE_INVALID, from which iteration starts
    while hb_set_next(set, &next) != 0 { members.append(next) }
    return members
  }
}
