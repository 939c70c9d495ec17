import Cairo
import Diagnostics
import DisplayList
import Geometry

extension Painter {
  /// Draws guides over a page: thin outlines in a colour for each kind, with their labels.
  ///
  /// Labels are in the first face that the page has; a page without text has none.
  func paint(
    _ guides: [Guide], over page: Page, on context: borrowing Context, _ medium: Medium
  ) throws {
    for guide in guides {
      for edge in guide.edges {
        try fill(edge, with: guide.kind.color, on: context, medium)
      }
    }
    guard let face = page.firstFace, guides.contains(where: { !$0.label.isEmpty }) else { return }
    let font = try font(face, at: nil)
    try context.setFont(font, size: Guide.labelSize.points)
    var labels = GuideLabels(size: page.size)
    for guide in guides where !guide.label.isEmpty {
      try paintLabel(of: guide, in: font, among: &labels, on: context)
    }
  }

  private func paintLabel(
    of guide: Guide, in font: FontFace, among labels: inout GuideLabels,
    on context: borrowing Context
  ) throws(CairoError) {
    let shaped = guide.label.unicodeScalars.compactMap { font.glyph(for: $0) }
    let advances = shaped.map { Length.points(font.advance(of: $0) * Guide.labelSize.points) }
    var pen = labels.place(guide, width: advances.reduce(.zero, +))
    glyphs.removeAll()
    for (glyph, advance) in zip(shaped, advances) {
      glyphs.append(glyph: glyph, x: pen.x.points, y: pen.y.points)
      pen.x += advance
    }
    guard !glyphs.isEmpty else { return }
    try context.setColor(guide.kind.color)
    try context.fillGlyphs(glyphs)
  }
}

extension Guide {
  /// The size of the labels' em.
  static let labelSize = Length.points(6)
  /// How thick the lines are.
  private static let thickness = Length.points(0.5)

  /// The lines of the outline, or the one line of a guide that has no width or no height.
  fileprivate var edges: [Rectangle] {
    let (origin, size) = (rectangle.origin, rectangle.size)
    let across = Size(width: size.width + Guide.thickness, height: Guide.thickness)
    let down = Size(width: Guide.thickness, height: size.height + Guide.thickness)
    if size.height == .zero { return [Rectangle(origin: origin, size: across)] }
    if size.width == .zero { return [Rectangle(origin: origin, size: down)] }
    return [
      Rectangle(origin: origin, size: across), Rectangle(origin: origin, size: down),
      Rectangle(origin: Point(x: origin.x, y: rectangle.bottom), size: across),
      Rectangle(origin: Point(x: rectangle.right, y: origin.y), size: down),
    ]
  }
}

/// The labels on a page, none upon another.
struct GuideLabels {
  /// The page's size.
  private let size: Size
  /// The places that are taken.
  private var taken: [Rectangle] = []

  /// No labels yet.
  init(size: Size) { self.size = size }

  /// Where a label's baseline begins: beside a block, in the margin, and above anything else, but always on the
  /// page, and below the labels that it would lie upon.
  mutating func place(_ guide: Guide, width: Length) -> Point {
    var box = Rectangle(
      origin: wanted(guide, width: width), size: Size(width: width, height: Guide.labelSize))
    // Each step leaves one label behind, and the page has an end.
    while let other = taken.first(where: { $0.overlaps(box) }), other.bottom < size.height {
      box.origin.y = other.bottom
    }
    taken.append(box)
    return Point(x: box.origin.x, y: box.bottom)
  }

  private func wanted(_ guide: Guide, width: Length) -> Point {
    let gap = Length.points(2)
    let area = guide.rectangle
    let beside = Point(x: area.right + gap, y: area.origin.y)
    let above = Point(x: area.origin.x + gap, y: area.origin.y - gap - Guide.labelSize)
    let wanted = guide.kind == .block ? beside : above
    return Point(
      x: max(min(wanted.x, size.width - width - gap), gap), y: max(wanted.y, .zero))
  }
}

extension Guide.Kind {
  /// The colour that tells this kind from the others.
  fileprivate var color: Color {
    switch self {
    case .margin: Color(red: 0, green: 114, blue: 178)  // blue
    case .addressWindow: Color(red: 213, green: 94, blue: 0)  // vermilion
    case .foldMark: Color(red: 0, green: 158, blue: 115)  // green
    case .block: Color(red: 160, green: 110, blue: 180)  // purple
    case .sheet: Color(red: 96, green: 96, blue: 96)  // grey
    }
  }
}

extension Page {
  /// The face of the first text on the page.
  fileprivate var firstFace: Face? {
    for block in blocks {
      for item in block.fragment.items {
        if case .text(let run) = item.content { return run.face }
      }
    }
    return nil
  }
}
