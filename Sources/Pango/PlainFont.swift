import CPango
import DisplayList
import Geometry

/// Shapes plain text in one font and language without breaking it into lines.
///
/// Breaking finds out for every text anew what is the same for all plain ones: direction, script, font
/// and where lines may end. What is left is the call that shapes the text, which is the very one that
/// ``LineBreaker/lines(of:)`` ends in, so the glyphs are the same. The texts shaped last are kept.
final class PlainFont {
  /// What tells these from one another.
  struct Key: Hashable {
    var font, language: Int
  }

  private let letters: UnsafeMutablePointer<PangoItem>  // owned
  private let signs: UnsafeMutablePointer<PangoItem>  // owned
  private let glyphs: UnsafeMutablePointer<PangoGlyphString>  // owned
  private let face: Face
  /// Whether the font has a character: 0 if that was not asked yet, 1 yes, 2 no.
  private var coverage = [UInt8](repeating: 0, count: PlainText.slots)
  private var recent = RecentLines()

  /// Longer texts are hardly one line, and would be shaped twice.
  static let longest = 160

  /// A shaper of plain text; nil if Pango does not treat all of it alike in the font.
  init?(_ breaker: LineBreaker, _ font: TextFont, _ language: TextLanguage) {
    let description = breaker.description(for: font)
    guard let letters = PlainFont.item(of: "a", breaker, font, language) else { return nil }
    guard let signs = PlainFont.item(of: "1", breaker, font, language) else {
      pango_item_free(letters)
      return nil
    }
    guard let own = letters.pointee.analysis.font, let glyphs = pango_glyph_string_new(),
      own == signs.pointee.analysis.font, letters.pointee.analysis.level == 0,
      signs.pointee.analysis.level == 0, let face = breaker.face(of: own),
      own == PlainFont.first(breaker.context, description, letters.pointee.analysis.language),
      own == PlainFont.first(breaker.context, description, signs.pointee.analysis.language)
    else {
      pango_item_free(letters)
      pango_item_free(signs)
      return nil
    }
    (self.letters, self.signs, self.glyphs, self.face) = (letters, signs, glyphs, face)
  }

  deinit {
    pango_item_free(letters)
    pango_item_free(signs)
    pango_glyph_string_free(glyphs)
  }

  /// What Pango makes of a text of one character.
  private static func item(
    of character: String, _ breaker: LineBreaker, _ font: TextFont, _ language: TextLanguage
  ) -> UnsafeMutablePointer<PangoItem>? {
    let attributes = breaker.attributes(font, language, length: 1)
    defer { pango_attr_list_unref(attributes) }
    guard let list = pango_itemize(breaker.context, character, 0, 1, attributes, nil) else {
      return nil
    }
    defer { g_list_free(list) }
    return list.pointee.data?.assumingMemoryBound(to: PangoItem.self)
  }

  /// The font that is asked first whether it has a character.
  private static func first(
    _ context: OpaquePointer, _ description: OpaquePointer?, _ language: OpaquePointer?
  ) -> UnsafeMutablePointer<PangoFont>? {
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
    return first
  }

  /// The line that a text makes; nil if it is not plain.
  func line(of bytes: UnsafeBufferPointer<UInt8>) -> PlainLine? {
    guard let text = PlainText(bytes, takes: has), text.hasInk else { return nil }
    if let known = recent.line(of: bytes, hash: text.hash) { return known }
    guard let line = shaped(bytes, as: text.hasLetter ? letters : signs) else { return nil }
    recent.keep(line, of: bytes, hash: text.hash)
    return line
  }

  private func has(_ scalar: Int) -> Bool {
    let slot = PlainText.slot(of: scalar)
    if coverage[slot] == 0 {
      let has = pango_font_has_char(letters.pointee.analysis.font, UInt32(scalar)) != 0
      coverage[slot] = has ? 1 : 2
    }
    return coverage[slot] == 1
  }

  private func shaped(
    _ bytes: UnsafeBufferPointer<UInt8>, as item: UnsafeMutablePointer<PangoItem>
  ) -> PlainLine? {
    let length = Int32(bytes.count)
    bytes.withMemoryRebound(to: CChar.self) { text in
      pango_shape_full(
        text.baseAddress, length, text.baseAddress, length, &item.pointee.analysis, glyphs)
    }
    var run = ShapedLine.Run(
      face: face, x: .zero, glyphs: [], clusters: [], range: 0..<bytes.count, isRightToLeft: false,
      missing: [])
    let width = run.take(glyphs.pointee, offset: 0)
    return run.missing.isEmpty ? PlainLine(run, width: Length(units: width)) : nil
  }
}

extension LineBreaker {
  /// The line that a plain text makes, if it is not broken: the very one that ``lines(of:)`` gives.
  ///
  /// - Returns: The line; nil if the text is not plain, so that only ``lines(of:)`` can tell.
  package func plainLine(of text: String, font: TextFont, language: TextLanguage) -> PlainLine? {
    guard !isRightToLeft, text.utf8.count <= PlainFont.longest else { return nil }
    let key = PlainFont.Key(font: font.number, language: language.number)
    guard let plain = plainFonts[key] ?? addPlainFont(key, font, language) else { return nil }
    var text = text
    return text.withUTF8 { plain.line(of: $0) }
  }

  private func addPlainFont(_ key: PlainFont.Key, _ font: TextFont, _ language: TextLanguage)
    -> PlainFont?
  {
    let plain = PlainFont(self, font, language)
    plainFonts.updateValue(plain, forKey: key)
    return plain
  }
}
