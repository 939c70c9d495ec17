import Bytes
import Diagnostics
import DisplayList
import HarfBuzz

/// A face opened for embedding: what the file says of its shapes, widths and characters.
final class FontProgram {
  let face: Face
  /// The program's place in its store.
  let number: Int
  /// The name of the face's resources in content streams: a function of the face alone, so that a
  /// stream can be stored before anybody knows what other faces its letter has.
  let resourceName: String
  /// What a PDF reader is told of the font's measures.
  let metrics: FontMetrics
  /// Whether the outlines are those of a Compact Font Format table.
  let isCompact: Bool
  /// The name that the font gives itself.
  let postScriptName: String

  let source: OpenTypeFont
  /// The glyph that stands for a space in extracted text.
  let space: UInt32?
  private let widths: [Int]
  private let texts: GlyphTexts

  /// Opens a face.
  ///
  /// - Throws: ``DiagnosticsError`` if the file cannot be read, if its licence bits forbid
  ///   embedding part of it, or if it is of a kind that PDF/A-2 does not allow or Flett does not
  ///   embed.
  init(_ face: Face, number: Int) throws(DiagnosticsError) {
    do throws(OpenTypeFont.Failure) {
      source = try OpenTypeFont(path: face.path, index: face.index)
    } catch {
      throw BrokenRule.font(face, .unreadable).error
    }
    if let refusal = FontRefusal(source) { throw BrokenRule.font(face, refusal).error }
    (self.face, self.number) = (face, number)
    resourceName =
      "F" + face.digest.prefix(4).hexadecimalText.uppercased()
      + (face.index > 0 ? "-\(face.index)" : "")
    isCompact = !source.table("CFF ").isEmpty
    metrics = FontMetrics(of: source)
    postScriptName = FontNames.postScriptName(of: source, face: face)
    space = source.glyph(for: " ")
    widths = (0..<source.glyphCount).map { [source, metrics] in
      metrics.thousandths(source.advance(of: UInt32($0)))
    }
    texts = GlyphTexts(source)
  }

  /// How many glyphs the face has.
  var glyphCount: Int { widths.count }

  /// A glyph's width in thousandths of the em (ISO 32000-1, 9.2.4).
  func width(of glyph: UInt32) -> Int { widths[Int(glyph)] }

  /// What a glyph stands for, in UTF-8, as the font's ToUnicode map says.
  func text(of glyph: UInt32) -> [UInt8] { texts[glyph] }

  /// Whether a glyph stands for one ASCII character and nothing else.
  func says(_ character: UInt8, _ glyph: UInt32) -> Bool { texts.says(character, glyph) }

  /// The glyphs that a record's text is likely to need: Latin-1 and Latin Extended-A, dash and
  /// apostrophe, and whatever shaping makes of them.
  func commonGlyphs(features: [String]) -> GlyphSet {
    if let common { return common }
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0xA0...0x17F, 0x2013...0x2013, 0x2019...0x2019,
    ]
    let mapped = ranges.joined().compactMap(Unicode.Scalar.init).compactMap(source.glyph(for:))
    let glyphs = GlyphSet(source.substitutionClosure(of: mapped, features: features))
    common = glyphs
    return glyphs
  }

  private var common: GlyphSet?
}
