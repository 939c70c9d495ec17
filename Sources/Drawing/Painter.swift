import Cairo
import Diagnostics
import DisplayList
import Geometry

/// Paints pages onto whatever Cairo can draw on: one painter for PDF, pixels and SVG.
///
/// It keeps the font faces and pictures it has met, so a batch worker has one of its own for all its
/// letters. It is not to be used from two threads at once. What it makes depends on nothing but its
/// arguments and the files they name.
package final class Painter {
  private var faces: [Face: FontFace] = [:]
  private var pictures = PictureStore()
  var glyphs = GlyphBuffer()
  /// The font and size that the context has, so that they are set only when they change.
  private var current: (face: Face, size: Length, stretch: Int)?

  package init() {}

  /// Paints a page's blocks in order, and the signatures' boxes without their times.
  func paint(
    _ page: Page, on context: borrowing Context, _ medium: Medium
  ) throws(DiagnosticsError) {
    current = nil
    for block in page.blocks {
      try paint(block, on: context, medium)
    }
    for box in page.signatures {
      try paint(PlacedBlock(box.blank, at: box.origin), on: context, medium)
    }
  }

  private func paint(
    _ block: PlacedBlock, on context: borrowing Context, _ medium: Medium
  ) throws(DiagnosticsError) {
    var structure = StructureTags(of: block, isKept: medium == .pdf)
    for item in block.fragment.items {
      try inOurWords(at: item.origin) {
        try structure.enter(item, on: context)
        try paint(item, at: block.origin, on: context, medium)
      }
    }
    try inOurWords(at: block.fragment.items.last?.origin) {
      try structure.finish(on: context)
    }
  }

  private func paint(
    _ item: Item, at origin: Point, on context: borrowing Context, _ medium: Medium
  ) throws {
    switch item.content {
    case .text(let run):
      let face = try font(run.face, at: item.origin)
      try paint(run, in: face, at: origin, on: context, medium)
    case .image(let picture, let rectangle):
      let surface = try pictures.surface(of: picture, asJPEG: medium.holdsJPEG, at: item.origin)
      try paint(surface, in: rectangle.moved(by: origin), on: context, medium)
    case .fill(let rectangle, let color):
      try fill(rectangle.moved(by: origin), with: color, on: context, medium)
    }
  }

  func fill(
    _ rectangle: Rectangle, with color: Color, on context: borrowing Context, _ medium: Medium
  ) throws(CairoError) {
    guard rectangle.size.width > .zero, rectangle.size.height > .zero else { return }
    let area = medium.placed(rectangle)
    try context.setColor(color)
    try context.fill(x: area.x, y: area.y, width: area.width, height: area.height)
  }

  private func paint(
    _ run: GlyphRun, in face: FontFace, at origin: Point, on context: borrowing Context,
    _ medium: Medium
  ) throws(CairoError) {
    glyphs.removeAll()
    switch medium {
    case .pdf: glyphs.append(run, at: origin, space: face.glyph(for: " "))
    case .svg, .pixels: glyphs.appendPainted(run, at: origin)
    }
    guard !glyphs.isEmpty else { return }
    try context.setColor(run.color)
    if current?.face != run.face || current?.size != run.size || current?.stretch != run.stretch {
      try context.setFont(
        face, size: run.size.points, stretch: Double(run.stretch) / Double(GlyphRun.unstretched))
      current = (run.face, run.size, run.stretch)
    }
    switch medium {
    case .pdf: try context.showText(glyphs)
    case .svg: try context.showGlyphs(glyphs)
    case .pixels: try context.fillGlyphs(glyphs)
    }
  }

  private func paint(
    _ picture: PictureSurface, in rectangle: Rectangle, on context: borrowing Context,
    _ medium: Medium
  ) throws(CairoError) {
    guard rectangle.size.width > .zero, rectangle.size.height > .zero else { return }
    let area = medium.placed(rectangle)
    try context.paint(
      picture, x: area.x, y: area.y, width: area.width, height: area.height,
      hardEdges: medium.hasPixels)
  }

  /// The face to draw with, opened the first time it is met.
  ///
  /// - Throws: ``DiagnosticsError`` if its file is gone or not a font any more.
  func font(_ face: Face, at location: SourceLocation?) throws(DiagnosticsError) -> FontFace {
    if let known = faces[face] { return known }
    do throws(FontFileError) {
      let opened = try FontFace(path: face.path, index: face.index)
      faces[face] = opened
      return opened
    } catch {
      throw DiagnosticsError(.unreadableFont(face, error, at: location))
    }
  }
}

extension Medium {
  /// A rectangle's place in points; see ``placed(x:y:width:height:)``.
  func placed(_ rectangle: Rectangle) -> Area {
    placed(
      x: rectangle.origin.x.points, y: rectangle.origin.y.points,
      width: rectangle.size.width.points, height: rectangle.size.height.points)
  }
}
