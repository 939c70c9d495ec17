import CPango

/// Whether a font file holds together: what its tables name must be there.
///
/// Shaping, embedding and drawing each pass over another part of a damaged font, or fail at a point
/// where nobody can say which file it was. So a file is inspected once, when it is opened.
package enum FontInspection {
  /// Inspects a face.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - index: Which face of a collection, from 0.
  /// - Returns: What is wrong, in words that follow `the font file … is damaged:`; nil for nothing.
  package static func fault(path: String, index: Int) -> String? {
    guard let blob = hb_blob_create_from_file_or_fail(path) else { return "it cannot be read" }
    defer { hb_blob_destroy(blob) }
    // The upper half of fontconfig's index is the instance of a variable font.
    let number = index & 0xFFFF
    guard number < Int(hb_face_count(blob)), let face = hb_face_create(blob, UInt32(number)),
      let font = hb_font_create(face)
    else { return "it holds no such face" }
    defer {
      hb_font_destroy(font)
      hb_face_destroy(face)
    }
    return faultOfTables(face) ?? faultOfGlyphs(face, font) ?? faultOfMeasures(face, font)
  }

  /// Looks for what no face can do without (OpenType 1.9, "Required tables").
  private static func faultOfTables(_ face: OpaquePointer) -> String? {
    for tag in ["head", "hhea", "hmtx", "maxp", "cmap"] where length(of: tag, in: face) == 0 {
      return "it has no table '\(tag)'"
    }
    guard hb_face_get_glyph_count(face) > 0 else { return "it has no glyphs" }
    // HarfBuzz takes 1000 for a size that is not allowed.
    let unitsPerEm = number16(at: 18, of: "head", in: face)
    guard (16...16_384).contains(unitsPerEm) else { return "its em has \(unitsPerEm) units" }
    let outlines = bytes(of: "CFF ", in: face)
    let count = Int(hb_face_get_glyph_count(face))
    guard outlines.isEmpty || CompactFontInspection.isSound(outlines, glyphCount: count) else {
      return "its table 'CFF ' does not hold together"
    }
    return faultOfPlaces(face, isLong: number16(at: 50, of: "head", in: face) != 0)
  }

  /// Looks whether the table `loca` says where in `glyf` every glyph is.
  private static func faultOfPlaces(_ face: OpaquePointer, isLong: Bool) -> String? {
    let outlines = length(of: "glyf", in: face)
    guard outlines > 0 else { return nil }
    let places = bytes(of: "loca", in: face)
    let width = isLong ? 4 : 2
    let count = Int(hb_face_get_glyph_count(face)) + 1
    guard places.count >= count * width else { return "its table 'loca' breaks off" }
    var last = 0
    for start in stride(from: 0, to: count * width, by: width) {
      let number = places[start..<start + width].reduce(0) { $0 << 8 | Int($1) }
      let place = isLong ? number : number * 2
      // A last glyph may be filled up to a whole word that the table does not have.
      guard place >= last, place <= outlines + 3 else {
        return "its table 'loca' names outlines that it does not have"
      }
      last = place
    }
    return nil
  }

  /// No more characters than this are tried: a font of so many that is damaged is so in one of the
  /// first.
  private static let mostCharacters = 4096

  /// Looks whether the character map names glyphs that are there and have outlines.
  private static func faultOfGlyphs(_ face: OpaquePointer, _ font: OpaquePointer) -> String? {
    guard let characters = hb_set_create() else { return nil }
    defer { hb_set_destroy(characters) }
    hb_face_collect_unicodes(face, characters)
    guard hb_set_get_population(characters) > 0 else { return "it has no character map" }
    let count = hb_face_get_glyph_count(face)
    var (character, tried) = (UInt32.max, 0)  // HB_SET_VALUE_INVALID, from which iteration starts
    while hb_set_next(characters, &character) != 0 {
      var (glyph, extents) = (hb_codepoint_t(0), hb_glyph_extents_t())
      guard hb_font_get_nominal_glyph(font, character, &glyph) != 0 else { continue }
      guard glyph < count else { return "its character map names glyphs that it does not have" }
      tried += 1
      guard tried <= mostCharacters else { continue }
      guard hb_font_get_glyph_extents(font, glyph, &extents) != 0 else {
        return "the outlines of its glyph \(glyph) cannot be read"
      }
    }
    return nil
  }

  /// Looks whether lines and glyphs are of a size that text can have: less than so many ems.
  private static func faultOfMeasures(_ face: OpaquePointer, _ font: OpaquePointer) -> String? {
    let most = 10 * Int(hb_face_get_upem(face))
    let signed = { (offset: Int) in
      Int(Int16(truncatingIfNeeded: number16(at: offset, of: "hhea", in: face)))
    }
    let height = signed(4) - signed(6)
    guard (1...most).contains(height), abs(signed(4)) <= most else {
      return "its lines are \(height) units high"
    }
    return nil
  }

  // MARK: Tables

  private static func bytes(of tag: String, in face: OpaquePointer) -> [UInt8] {
    let number = tag.utf8.prefix(4).reduce(0) { $0 << 8 | hb_tag_t($1) }
    guard let blob = hb_face_reference_table(face, number) else { return [] }
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: data, count: Int(length)))
  }

  private static func length(of tag: String, in face: OpaquePointer) -> Int {
    let number = tag.utf8.prefix(4).reduce(0) { $0 << 8 | hb_tag_t($1) }
    guard let blob = hb_face_reference_table(face, number) else { return 0 }
    defer { hb_blob_destroy(blob) }
    return Int(hb_blob_get_length(blob))
  }

  /// The unsigned number of two bytes in a table; 0 behind its end.
  private static func number16(at offset: Int, of tag: String, in face: OpaquePointer) -> Int {
    let table = bytes(of: tag, in: face)
    guard offset + 1 < table.count else { return 0 }
    return Int(table[offset]) << 8 | Int(table[offset + 1])
  }
}
