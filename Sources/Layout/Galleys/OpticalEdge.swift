import DisplayList
import Geometry
import HarfBuzz

/// How far large letters have to be moved for their ink to stand at the edge where that of the text does.
///
/// Glyphs keep a little room on both sides, in proportion to their size. In running text nobody sees it;
/// a wordmark or a title that begins where the text does seems to be set in by it. So large letters keep
/// the room that they would have at the text's size.
final class OpticalEdge {
  /// Text from this size on is moved.
  static let least = Length.points(14)

  /// The fonts that were opened; nil for one that cannot be.
  private var fonts: [Face: OpenTypeFont?] = [:]

  /// How far a line has to be moved beside text of a size, to the left or, where lines begin at the
  /// right, to the right.
  func shift(of line: TextSetter.Line, beside size: Length, isRightToLeft: Bool) -> Length {
    guard let run = (isRightToLeft ? line.pieces.last : line.pieces.first)?.run,
      run.size >= OpticalEdge.least,
      let glyph = isRightToLeft ? run.glyphs.last : run.glyphs.first,
      glyph.id != GlyphRun.Glyph.none,
      let font = font(of: run.face), let bearings = font.bearings(of: glyph.id)
    else { return .zero }
    let bearing = isRightToLeft ? bearings.right : bearings.left
    return (run.size - size).scaled(by: Double(bearing) / Double(max(1, font.unitsPerEm)))
  }

  private func font(of face: Face) -> OpenTypeFont? {
    if let known = fonts[face] { return known }
    let font = try? OpenTypeFont(path: face.path, index: face.index)
    fonts[face] = font
    return font
  }
}
