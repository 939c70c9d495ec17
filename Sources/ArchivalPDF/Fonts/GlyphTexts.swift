import Foundation
import HarfBuzz

/// What each glyph of a face stands for: a function of the font alone.
///
/// A glyph that the character map reaches stands for that character, the lowest of several; a ligature
/// or variant for what its name says (`f_f_i`, `a.sc`), read with the font's own names for the parts;
/// any other for U+FFFD. Where a letter's text says something else, it overrides this by its
/// `/ActualText`.
final class GlyphTexts {
  private let font: OpenTypeFont
  private var texts: [[UInt8]?]
  /// The glyphs' texts where they are one ASCII character; 0xFF for any other.
  private let characters: [UInt8]

  /// What stands for a glyph of which nobody knows anything.
  static let unknown = [UInt8]("\u{FFFD}".utf8)

  /// Reads a font's character map.
  init(_ font: OpenTypeFont) {
    self.font = font
    texts = Array(repeating: nil, count: font.glyphCount)
    var characters = Array(repeating: UInt8(0xFF), count: font.glyphCount)
    for character in font.characters where !GlyphTexts.isPrivate(character) {
      guard let glyph = font.glyph(for: character), Int(glyph) < texts.count else { continue }
      guard texts[Int(glyph)] == nil else { continue }
      texts[Int(glyph)] = GlyphTexts.plain(character)
      if character.isASCII { characters[Int(glyph)] = UInt8(character.value) }
    }
    self.characters = characters
  }

  /// Whether a glyph stands for one ASCII character and nothing else.
  func says(_ character: UInt8, _ glyph: UInt32) -> Bool {
    character < 0x80 && Int(glyph) < characters.count && characters[Int(glyph)] == character
  }

  /// What a glyph stands for, in UTF-8; never empty.
  subscript(glyph: UInt32) -> [UInt8] {
    guard Int(glyph) < texts.count else { return GlyphTexts.unknown }
    if let text = texts[Int(glyph)] { return text }
    let text = named(glyph) ?? GlyphTexts.unknown
    texts[Int(glyph)] = text
    return text
  }

  /// What a glyph's name says, by the rules of the Adobe Glyph List, but with the font's own names.
  private func named(_ glyph: UInt32) -> [UInt8]? {
    guard let name = font.name(of: glyph) else { return nil }
    let base = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)[0]
    guard !base.isEmpty else { return nil }
    var text: [UInt8] = []
    for part in base.split(separator: "_") {
      guard let known = component(String(part), otherThan: glyph) else { return nil }
      text += known
    }
    return text.isEmpty ? nil : text
  }

  private func component(_ name: String, otherThan glyph: UInt32) -> [UInt8]? {
    if let part = font.glyph(named: name), part != glyph, let text = texts[Int(part)] {
      return text
    }
    for prefix in ["uni", "u"] where name.hasPrefix(prefix) {
      let digits = name.dropFirst(prefix.count)
      guard (4...6).contains(digits.count), let value = UInt32(digits, radix: 16),
        let character = Unicode.Scalar(value), !GlyphTexts.isPrivate(character)
      else { continue }
      return GlyphTexts.plain(character)
    }
    return nil
  }

  /// A character in UTF-8; the ready-made ligatures and Arabic shapes as the letters they are.
  private static func plain(_ character: Unicode.Scalar) -> [UInt8] {
    let text = String(character)
    let isPresentationForm = [0xFB00...0xFB4F, 0xFB50...0xFDCF, 0xFDF0...0xFDFF, 0xFE70...0xFEFC]
      .contains { $0.contains(Int(character.value)) }
    let letters = isPresentationForm ? text.precomposedStringWithCompatibilityMapping : text
    return [UInt8](letters.utf8)
  }

  /// Whether a character may not stand in a ToUnicode map: private use says nothing to a reader, and
  /// zero and the byte order marks are forbidden (ISO 19005-2, 6.2.11.7.2 and 6.2.11.7.3).
  private static func isPrivate(_ character: Unicode.Scalar) -> Bool {
    switch character.properties.generalCategory {
    case .privateUse, .unassigned, .control, .surrogate: true
    default: character.value == 0xFEFF
    }
  }
}
