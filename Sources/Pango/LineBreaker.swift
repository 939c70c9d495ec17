import CPango
package import DisplayList
package import Geometry

/// Breaks paragraphs into lines of placed glyphs.
///
/// One for each worker: Pango's objects are not to be shared between threads. Lengths come out as
/// Pango makes them, unhinted and unrounded, so that they are the same at every zoom and on paper.
package final class LineBreaker {
  private let fonts: FontSet
  private let fallback: [String]
  private let face: (FontReference) -> Face
  private let fontMap: UnsafeMutablePointer<PangoFontMap>  // owned
  let context: OpaquePointer  // owned: PangoContext
  private let layout: OpaquePointer  // owned: PangoLayout
  private var faces: [UnsafeMutablePointer<PangoFont>: Face] = [:]  // keys owned
  private var descriptions: [OpaquePointer?] = []  // owned: PangoFontDescription, by font
  private var languages: [OpaquePointer?] = []  // interned by Pango, never freed, by language
  /// Whether lines begin at the right.
  let isRightToLeft: Bool
  /// What shapes plain text, by font and language; nil where that cannot be done.
  var plainFonts: [PlainFont.Key: PlainFont?] = [:]

  /// A breaker that sets text in the fonts of `fonts`.
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
      let context = pango_font_map_create_context(fontMap),
      let layout = pango_layout_new(context)
    else { throw FontError.outOfMemory }
    pango_fc_font_map_set_config(
      OpaquePointer(UnsafeRawPointer(fontMap)), fonts.configuration)
    pango_cairo_font_map_set_resolution(OpaquePointer(UnsafeRawPointer(fontMap)), 72)
    (self.fonts, self.fontMap, self.context, self.layout) = (fonts, fontMap, context, layout)
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
    pango_layout_set_auto_dir(layout, 0)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD)
  }

  deinit {
    faces.keys.forEach { g_object_unref($0) }
    for case let description? in descriptions { pango_font_description_free(description) }
    g_object_unref(UnsafeMutableRawPointer(layout))
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(fontMap)
  }

  /// The lines of a paragraph; one without glyphs for an empty text.
  package func lines(of paragraph: Paragraph) -> [ShapedLine] {
    var text = paragraph.text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        pango_layout_set_text(layout, $0.baseAddress, Int32($0.count))
      }
    }
    let attributes = attributes(for: paragraph)
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    pango_layout_set_width(layout, paragraph.width.map { Int32(clamping: $0.units) } ?? -1)
    // Through the list itself: Pango counts from its beginning for each line that is asked for.
    var lines: [ShapedLine] = []
    var next = pango_layout_get_lines_readonly(layout)
    while let node = next {
      if let line = node.pointee.data?.assumingMemoryBound(to: PangoLayoutLine.self) {
        lines.append(shapedLine(line))
      }
      next = node.pointee.next
    }
    return lines
  }

  /// How far a font reaches above and below its baseline.
  package func extent(of font: TextFont) -> (ascent: Length, descent: Length) {
    let metrics = pango_context_get_metrics(context, description(for: font), nil)
    defer { pango_font_metrics_unref(metrics) }
    return (
      Length(units: Int(pango_font_metrics_get_ascent(metrics))),
      Length(units: Int(pango_font_metrics_get_descent(metrics)))
    )
  }

  // MARK: Attributes

  private func attributes(for paragraph: Paragraph) -> OpaquePointer? {
    let list = pango_attr_list_new()
    var start = 0
    for span in paragraph.spans where span.end > start {
      insert(span.font, span.language, start..<span.end, into: list)
      start = span.end
    }
    for bond in paragraph.bonds { insert(bond, in: paragraph.text, into: list) }
    return list
  }

  /// Forbids a line to begin at a place: Pango does not break between characters of such a range.
  private func insert(_ bond: Int, in text: String, into list: OpaquePointer?) {
    let place = text.utf8.index(text.startIndex, offsetBy: bond)
    let range = text.unicodeScalars.index(before: place)..<text.unicodeScalars.index(after: place)
    let start = bond - text.utf8.distance(from: range.lowerBound, to: place)
    let end = bond + text.utf8.distance(from: place, to: range.upperBound)
    insert(pango_attr_allow_breaks_new(0), start..<end, into: list)
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

  // MARK: Reading what Pango made

  private func shapedLine(_ line: UnsafeMutablePointer<PangoLayoutLine>) -> ShapedLine {
    let start = Int(line.pointee.start_index)
    var result = ShapedLine(
      runs: [], width: .zero, range: start..<(start + Int(line.pointee.length)))
    var x = 0
    var next = line.pointee.runs
    while let node = next {
      next = node.pointee.next
      let item = node.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self).pointee
      let run = item.flatMap { self.run($0, at: &x) }
      if let run { result.runs.append(run) } else { result.isWhole = false }
    }
    result.width = Length(units: x)
    return result
  }

  private func run(_ glyphItem: PangoGlyphItem, at x: inout Int) -> ShapedLine.Run? {
    guard let item = glyphItem.item?.pointee, let string = glyphItem.glyphs?.pointee,
      let font = item.analysis.font, let face = face(of: font)
    else { return nil }
    let start = Int(item.offset)
    x += Int(glyphItem.start_x_offset)
    var run = ShapedLine.Run(
      face: face, x: Length(units: x), glyphs: [], clusters: [],
      range: start..<(start + Int(item.length)), isRightToLeft: item.analysis.level % 2 == 1,
      missing: [])
    x += run.take(string, offset: item.offset)
    x += Int(glyphItem.end_x_offset)
    return run
  }

  /// The face behind one of Pango's fonts.
  func face(of font: UnsafeMutablePointer<PangoFont>) -> Face? {
    if let known = faces[font] { return known }
    guard
      let pattern = pango_fc_font_get_pattern(
        UnsafeMutablePointer<PangoFcFont>(OpaquePointer(font))),
      let reference = FaceDescription.reference(pattern)
    else { return nil }
    g_object_ref(font)
    let face = self.face(reference)
    faces[font] = face
    return face
  }
}

extension ShapedLine.Run {
  /// `PANGO_GLYPH_EMPTY`, a macro that Swift does not see: paints nothing.
  private static let emptyGlyph: PangoGlyph = 0x0FFF_FFFF
  /// `PANGO_GLYPH_UNKNOWN_FLAG`: no font has the character.
  private static let unknownFlag: PangoGlyph = 0x1000_0000

  /// Takes in glyphs.
  ///
  /// - Parameters:
  ///   - string: The glyphs.
  ///   - offset: Where their text begins in the paragraph's.
  /// - Returns: The width of all of them, in Pango units.
  mutating func take(_ string: PangoGlyphString, offset: Int32) -> Int {
    let count = Int(string.num_glyphs)
    glyphs.reserveCapacity(count)
    clusters.reserveCapacity(count)
    var width = 0
    for index in 0..<count {
      let info = string.glyphs[index]
      let cluster = offset + string.log_clusters[index]
      let isEmpty = info.glyph == Self.emptyGlyph
      if !isEmpty, info.glyph & Self.unknownFlag != 0 { missing.append(Int(cluster)) }
      clusters.append(cluster)
      glyphs.append(
        .init(
          id: isEmpty ? .max : info.glyph, advance: info.geometry.width,
          xOffset: info.geometry.x_offset, yOffset: info.geometry.y_offset))
      width += Int(info.geometry.width)
    }
    return width
  }
}

extension [OpaquePointer?] {
  /// Puts a pointer at a place, which need not be there yet.
  fileprivate mutating func set(_ pointer: OpaquePointer?, at index: Int) {
    while count <= index { append(nil) }
    self[index] = pointer
  }
}
