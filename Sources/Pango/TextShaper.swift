import CPango
package import DisplayList
package import Geometry

/// Shapes paragraphs: Pango says what is set in which font and direction, and HarfBuzz sets it.
///
/// One for each worker: Pango's objects are not to be shared between threads. Lengths come out as
/// Pango makes them, unhinted and unrounded, so that they are the same at every zoom and on paper.
package final class TextShaper {
  private let fonts: FontSet
  private let fallback: [String]
  private let face: (FontReference) -> Face
  private let fontMap: UnsafeMutablePointer<PangoFontMap>  // owned
  let context: OpaquePointer  // owned: PangoContext
  /// Shapes what Pango found to belong together.
  let items: ItemShaper
  private var shapingFonts: [UnsafeMutablePointer<PangoFont>: ShapingFont] = [:]  // own their keys
  private var descriptions: [OpaquePointer?] = []  // owned: PangoFontDescription, by font
  private var languages: [OpaquePointer?] = []  // interned by Pango, never freed, by language
  /// Whether lines begin at the right.
  let isRightToLeft: Bool
  /// What shapes plain text, by font and language; nil where that cannot be done.
  var plainFonts: [PlainFont.Key: PlainFont?] = [:]

  /// A shaper that sets text in the fonts of `fonts`.
  ///
  /// - Parameters:
  ///   - fonts: The fonts it may use.
  ///   - fallback: The families that lend characters a paragraph's own family lacks, in order.
  ///   - isRightToLeft: Whether lines begin at the right.
  ///   - face: Gives the face that a font file has.
  /// - Throws: ``FontError`` if Pango cannot be set up.
  package init(
    fonts: FontSet, fallback: [String] = [], isRightToLeft: Bool,
    face: @escaping (FontReference) -> Face
  ) throws(FontError) {
    guard let fontMap = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT),
      let context = pango_font_map_create_context(fontMap)
    else { throw FontError.outOfMemory }
    items = try ItemShaper()
    pango_fc_font_map_set_config(
      OpaquePointer(UnsafeRawPointer(fontMap)), fonts.configuration)
    pango_cairo_font_map_set_resolution(OpaquePointer(UnsafeRawPointer(fontMap)), 72)
    (self.fonts, self.fontMap, self.context) = (fonts, fontMap, context)
    (self.fallback, self.isRightToLeft, self.face) = (fallback, isRightToLeft, face)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_context_set_round_glyph_positions(context, 0)
    pango_context_set_base_dir(
      context, isRightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR)
  }

  deinit {
    // Fonts go before the map that made them.
    plainFonts.removeAll()
    shapingFonts.removeAll()
    for case let description? in descriptions { pango_font_description_free(description) }
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(fontMap)
  }

  /// How far a font reaches above and below its baseline, for texts in a language.
  ///
  /// By HarfBuzz, from the file: Pango's own answer would have Cairo open the file for all threads at once, which
  /// it cannot do safely (see ``ShapingFont``).
  package func extent(
    of font: TextFont, _ language: TextLanguage
  ) -> (ascent: Length, descent: Length) {
    first(of: description(for: font), self.language(language)) { shapingFont($0)?.extent }
      ?? (.zero, .zero)
  }

  /// What becomes of the font that is asked first whether it has a character.
  func first<Output>(
    of description: OpaquePointer?, _ language: OpaquePointer?,
    _ use: (UnsafeMutablePointer<PangoFont>) -> Output?
  ) -> Output? {
    guard let set = pango_context_load_fontset(context, description, language) else { return nil }
    defer { g_object_unref(set) }
    var first: UnsafeMutablePointer<PangoFont>?
    withUnsafeMutablePointer(to: &first) { place in
      pango_fontset_foreach(
        set,
        { _, font, place in
          place?.assumingMemoryBound(to: UnsafeMutablePointer<PangoFont>?.self).pointee = font
          return 1
        }, place)
    }
    return first.flatMap(use)
  }

  // MARK: Attributes

  func attributes(for paragraph: Paragraph) -> OpaquePointer? {
    let list = pango_attr_list_new()
    var start = 0
    for span in paragraph.spans where span.end > start {
      insert(span.font, span.language, start..<span.end, into: list)
      start = span.end
    }
    return list
  }

  /// Attributes that set the beginning of a text in one font; to be freed by the caller.
  func attributes(_ font: TextFont, _ language: TextLanguage, length: Int) -> OpaquePointer? {
    let list = pango_attr_list_new()
    insert(font, language, 0..<length, into: list)
    return list
  }

  private func insert(
    _ font: TextFont, _ language: TextLanguage, _ range: Range<Int>, into list: OpaquePointer?
  ) {
    insert(pango_attr_font_desc_new(description(for: font)), range, into: list)
    insert(pango_attr_language_new(self.language(language)), range, into: list)
  }

  private func insert(
    _ attribute: UnsafeMutablePointer<PangoAttribute>?, _ range: Range<Int>,
    into list: OpaquePointer?
  ) {
    guard let attribute else { return }
    attribute.pointee.start_index = UInt32(clamping: range.lowerBound)
    attribute.pointee.end_index = UInt32(clamping: range.upperBound)
    pango_attr_list_insert(list, attribute)
  }

  /// Pango's description of a font.
  func description(for font: TextFont) -> OpaquePointer? {
    if font.number < descriptions.count, let known = descriptions[font.number] { return known }
    let description = pango_font_description_new()
    let request = font.request
    let families = ([request.family] + fallback).joined(separator: ",")
    pango_font_description_set_family(description, families)
    pango_font_description_set_absolute_size(description, Double(request.size.units))
    pango_font_description_set_weight(
      description, request.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_style(
      description, request.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
    descriptions.set(description, at: font.number)
    return description
  }

  private func language(_ language: TextLanguage) -> OpaquePointer? {
    if language.number < languages.count, let known = languages[language.number] { return known }
    let known = pango_language_from_string(language.tag)
    languages.set(known, at: language.number)
    return known
  }

  // MARK: Faces

  /// One of Pango's fonts as HarfBuzz has it; nil if its face is not known.
  func shapingFont(_ font: UnsafeMutablePointer<PangoFont>) -> ShapingFont? {
    if let known = shapingFonts[font] { return known }
    guard
      let pattern = pango_fc_font_get_pattern(
        UnsafeMutablePointer<PangoFcFont>(OpaquePointer(font))),
      let reference = FaceDescription.reference(pattern),
      let made = ShapingFont(font, face(reference))
    else { return nil }
    shapingFonts[font] = made
    return made
  }
}

extension [OpaquePointer?] {
  /// Puts a pointer at a place, which need not be there yet.
  fileprivate mutating func set(_ pointer: OpaquePointer?, at index: Int) {
    while count <= index { append(nil) }
    self[index] = pointer
  }
}
