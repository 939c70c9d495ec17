import CPango
import DisplayList
import Geometry

/// Shapes plain text in one font and language without Pango's itemisation.
///
/// That finds out for every text anew what is the same for all plain ones: direction, script and font. The most
/// recent texts are kept.
final class PlainFont {
  /// What tells these from one another.
  struct Key: Hashable {
    var font, language: Int
  }

  private let font: UnsafeMutablePointer<PangoFont>  // owned
  private let shaper: ItemShaper
  /// What Pango makes of a text with letters, and of one without.
  private let letters, signs: TextItem
  /// Whether the font has a character: 0 if nobody has asked yet, 1 for yes, 2 for no.
  private var coverage = [UInt8](repeating: 0, count: PlainText.slots)
  private var recent = RecentLines()

  /// What sets plain text; nil if Pango does not treat all of it alike in the font.
  init?(_ shaper: TextShaper, _ font: TextFont, _ language: TextLanguage) {
    guard let letters = PlainFont.item(of: "a", shaper, font, language) else { return nil }
    defer { pango_item_free(letters) }
    guard let signs = PlainFont.item(of: "1", shaper, font, language) else { return nil }
    defer { pango_item_free(signs) }
    let (letter, sign) = (letters.pointee.analysis, signs.pointee.analysis)
    let description = shaper.description(for: font)
    guard let own = letter.font, own == sign.font, letter.level == 0, sign.level == 0,
      shaper.first(of: description, letter.language, { $0 == own }) == true,
      shaper.first(of: description, sign.language, { $0 == own }) == true,
      let shaped = shaper.shapingFont(own), let letters = TextItem(0..<0, shaped, letter),
      let signs = TextItem(0..<0, shaped, sign)
    else { return nil }
    g_object_ref(own)
    (self.font, self.shaper) = (own, shaper.items)
    (self.letters, self.signs) = (letters, signs)
  }

  deinit {
    g_object_unref(font)
  }

  /// What Pango makes of a text of one character.
  private static func item(
    of character: String, _ shaper: TextShaper, _ font: TextFont, _ language: TextLanguage
  ) -> UnsafeMutablePointer<PangoItem>? {
    let attributes = shaper.attributes(font, language, length: 1)
    defer { pango_attr_list_unref(attributes) }
    guard let list = pango_itemize(shaper.context, character, 0, 1, attributes, nil) else {
      return nil
    }
    defer { g_list_free(list) }
    return list.pointee.data?.assumingMemoryBound(to: PangoItem.self)
  }

  /// The line that a text makes; nil if it is not plain.
  func line(of bytes: UnsafeBufferPointer<UInt8>) -> ShapedItem? {
    guard let text = PlainText(bytes, takes: has), text.hasInk else { return nil }
    return line(of: bytes, text)
  }

  /// A text in one line, with the places where it may be broken; nil if it is not plain.
  func text(of bytes: UnsafeBufferPointer<UInt8>) -> ShapedText? {
    guard let text = PlainText(bytes, takes: has), text.hasInk,
      let places = BreakOpportunities.plain(in: bytes), let line = line(of: bytes, text)
    else { return nil }
    let item = item(bytes.count, hasLetter: text.hasLetter)
    return ShapedText(
      Array(bytes), [.init(item, line, of: bytes)], breakingAt: places, shaper: shaper)
  }

  private func line(of bytes: UnsafeBufferPointer<UInt8>, _ text: PlainText) -> ShapedItem? {
    if let known = recent.line(of: bytes, hash: text.hash) { return known }
    let item = item(bytes.count, hasLetter: text.hasLetter)
    let line = shaper.shape(item.range, of: item, in: bytes)
    guard line.missing.isEmpty else { return nil }
    if bytes.count <= RecentLines.longest { recent.keep(line, of: bytes, hash: text.hash) }
    return line
  }

  private func item(_ count: Int, hasLetter: Bool) -> TextItem {
    var item = hasLetter ? letters : signs
    item.range = 0..<count
    return item
  }

  private func has(_ scalar: Int) -> Bool {
    let slot = PlainText.slot(of: scalar)
    if coverage[slot] == 0 {
      coverage[slot] = pango_font_has_char(font, UInt32(scalar)) != 0 ? 1 : 2
    }
    return coverage[slot] == 1
  }
}

extension TextShaper {
  /// The line that a plain text makes, if it is not broken: the very glyphs of ``text(of:)``.
  ///
  /// - Returns: The line; nil if the text is long or not plain, so that only ``text(of:)`` can tell.
  package func plainLine(of text: String, font: TextFont, language: TextLanguage) -> ShapedItem? {
    guard text.utf8.count <= RecentLines.longest, let plain = plainFont(font, language) else {
      return nil
    }
    var text = text
    return text.withUTF8 { plain.line(of: $0) }
  }

  /// A plain paragraph, found without Pango's itemisation: what ``text(of:)`` gives.
  ///
  /// - Returns: The text; nil if it is not plain, so that only ``text(of:)`` can tell.
  package func plainText(of paragraph: Paragraph) -> ShapedText? {
    guard paragraph.spans.count == 1, let span = paragraph.spans.first,
      let plain = plainFont(span.font, span.language)
    else { return nil }
    var text = paragraph.text
    return text.withUTF8 { plain.text(of: $0) }
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
