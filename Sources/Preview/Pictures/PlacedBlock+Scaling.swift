import DisplayList
import Geometry

extension PlacedBlock {
  /// The block in another size, on a sheet; `corner` is where the page's top-left corner goes.
  func scaled(by factor: Double, to corner: Point) -> PlacedBlock {
    let fragment = Fragment(
      id: fragment.id, isStatic: false, size: fragment.size.scaled(by: factor),
      items: fragment.items.map { $0.scaled(by: factor) }, elements: fragment.elements)
    return PlacedBlock(fragment, at: corner + origin.scaled(by: factor))
  }
}

extension Item {
  fileprivate func scaled(by factor: Double) -> Item {
    let scaled: Content
    switch content {
    case .text(let run): scaled = .text(run.scaled(by: factor))
    case .image(let picture, let box): scaled = .image(picture, in: box.scaled(by: factor))
    case .fill(let box, let color): scaled = .fill(box.scaled(by: factor), color)
    }
    return Item(scaled, meaning: meaning, origin: origin)
  }
}

extension GlyphRun {
  fileprivate func scaled(by factor: Double) -> GlyphRun {
    var run = self
    run.size = size.scaled(by: factor)
    run.origin = origin.scaled(by: factor)
    run.ascent = ascent.scaled(by: factor)
    run.descent = descent.scaled(by: factor)
    run.glyphs = glyphs.map { glyph in
      func scaled(_ units: Int32) -> Int32 { Int32((Double(units) * factor).rounded()) }
      return Glyph(
        id: glyph.id, advance: scaled(glyph.advance), xOffset: scaled(glyph.xOffset),
        yOffset: scaled(glyph.yOffset))
    }
    return run
  }
}

extension Point {
  fileprivate func scaled(by factor: Double) -> Point {
    Point(x: x.scaled(by: factor), y: y.scaled(by: factor))
  }
}

extension Size {
  fileprivate func scaled(by factor: Double) -> Size {
    Size(width: width.scaled(by: factor), height: height.scaled(by: factor))
  }
}

extension Rectangle {
  fileprivate func scaled(by factor: Double) -> Rectangle {
    Rectangle(origin: origin.scaled(by: factor), size: size.scaled(by: factor))
  }
}
