import CPango
import DisplayList
import Geometry

/// Sets plain text in one font and language without Pango's layout.
///
/// Layout finds out for every text anew what is the same for all plain ones (direction, script,
/// font) and shapes what it breaks several times over. Here a text is shaped once, as
/// ``LineBreaker/lines(of:)`` has it shaped, and lines are cut from that. The most recent texts are
/// kept.
final class PlainFont {
  /// What tells these from one another.
  struct Key: Hashable {
    var font, language: Int
  }

  private let font: UnsafeMutablePointer<PangoFont>  // owned
  private let shaper: PlainShaper
  /// How near the end of its line a place must be for Pango to look at it closely.
  private let margin: Int
  /// Whether the font has a character: 0 if nobody has asked yet, 1 for yes, 2 for no.
  private var coverage = [UInt8](repeating: 0, count: PlainText.slots)
  private var recent = RecentLines()

  /// What sets plain text; nil if Pango does not treat all of it alike in the font.
  init?(_ breaker: LineBreaker, _ font: TextFont, _ language: TextLanguage) {
    guard let letters = PlainFont.item(of: "a", breaker, font, language) else { return nil }
    defer { pango_item_free(letters) }
    guard let signs = PlainFont.item(of: "1", breaker, font, language) else { return nil }
    defer { pango_item_free(signs) }
    let (letter, sign) = (letters.pointee.analysis, signs.pointee.analysis)
    let description = breaker.description(for: font)
    guard let own = letter.font, own == sign.font, letter.level == 0, sign.level == 0,
      let face = breaker.face(of: own),
      own == PlainFont.first(breaker.context, description, letter.language),
      own == PlainFont.first(breaker.context, description, sign.language),
      let shaper = PlainShaper(own, face, letters: letter, signs: sign)
    else { return nil }
    let metrics = pango_font_get_metrics(own, letter.language)
    defer { pango_font_metrics_unref(metrics) }
    margin = 3 * Int(pango_font_metrics_get_approximate_char_width(metrics))
    g_object_ref(own)
    (self.font, self.shaper) = (own, shaper)
  }

  deinit {
    g_object_unref(font)
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
    return line(of: bytes, text)
  }

  /// Breaks a text into lines.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8.
  ///   - width: How wide a line may be, in Pango units.
  ///   - bonds: Where no line may begin, in ascending order.
  /// - Returns: The lines; nil if the text is not plain, or not sure to be broken as Pango does.
  func lines(
    of bytes: UnsafeBufferPointer<UInt8>, within width: Int, bonds: [Int]
  ) -> [ShapedLine]? {
    guard let text = PlainText(bytes, takes: has), text.hasInk,
      let ends = BreakOpportunities.all(in: bytes, but: bonds),
      let line = line(of: bytes, text)
    else { return nil }
    return PlainBreaker(line, of: bytes, ends: ends, width: width, margin: margin) { [shaper] in
      shaper.line(of: bytes, $0, hasLetter: text.hasLetter)
    }?.lines()
  }

  private func line(of bytes: UnsafeBufferPointer<UInt8>, _ text: PlainText) -> PlainLine? {
    if let known = recent.line(of: bytes, hash: text.hash) { return known }
    let line = shaper.line(of: bytes, 0..<bytes.count, hasLetter: text.hasLetter)
    if let line, bytes.count <= RecentLines.longest {
      recent.keep(line, of: bytes, hash: text.hash)
    }
    return line
  }

  private func has(_ scalar: Int) -> Bool {
    let slot = PlainText.slot(of: scalar)
    if coverage[slot] == 0 {
      coverage[slot] = pango_font_has_char(font, UInt32(scalar)) != 0 ? 1 : 2
    }
    return coverage[slot] == 1
  }
}

extension LineBreaker {
  /// The line that a plain text makes, if it is not broken: the very one that ``lines(of:)`` gives.
  ///
  /// - Returns: The line; nil if the text is long or not plain, so that only ``lines(of:)`` can tell.
  package func plainLine(of text: String, font: TextFont, language: TextLanguage) -> PlainLine? {
    guard text.utf8.count <= RecentLines.longest, let plain = plainFont(font, language) else {
      return nil
    }
    var text = text
    return text.withUTF8 { plain.line(of: $0) }
  }

  /// The lines of a plain paragraph, broken without Pango's layout: the very ones that
  /// ``lines(of:)`` gives.
  ///
  /// - Returns: The lines; nil if the text is not plain, so that only ``lines(of:)`` can tell.
  package func plainLines(of paragraph: Paragraph) -> [ShapedLine]? {
    guard paragraph.spans.count == 1, let span = paragraph.spans.first,
      let plain = plainFont(span.font, span.language)
    else { return nil }
    let width = paragraph.width?.units ?? PlainBreaker.widest
    guard 0...PlainBreaker.widest ~= width else { return nil }
    var text = paragraph.text
    return text.withUTF8 { plain.lines(of: $0, within: width, bonds: paragraph.bonds) }
  }

  private func plainFont(_ font: TextFont, _ language: TextLanguage) -> PlainFont? {
    if isRightToLeft { return nil }
    let key = PlainFont.Key(font: font.number, language: language.number)
    if let known = plainFonts[key] { return known }
    let plain = PlainFont(self, font, language)
    plainFonts.updateValue(plain, forKey: key)
    return plain
  }
}
