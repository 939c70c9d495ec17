import Diagnostics
import DisplayList
import Document
import Geometry

extension GalleyBuilder {
  /// Adds a block of the body.
  mutating func append(_ block: Block, at place: Place, space: Length) {
    let start = galley.rows.count
    defer { if place.isAnnounced { galley.price(PageCost.afterColon, breakBefore: start) } }
    switch block.content {
    case .heading(let level, let inlines): heading(level, inlines, at: place, space: space)
    case .paragraph(let inlines):
      let element = element(.paragraph, in: place.parent)
      append(inlines, style: styles.running, to: element, at: place, space: space)
    case .list(let list): append(list, at: place, space: space)
    case .quote(let blocks): quote(blocks, at: place, space: space)
    case .table(let table): append(table, at: place, space: space)
    case .image(let image): append(image, at: place, space: space)
    case .rule: rule(at: place, space: space, origin: block.origin)
    case .pageBreak: galley.startsPage = true
    }
  }

  /// Adds blocks one below the other, within something that holds them.
  mutating func append(_ blocks: [Block], at place: Place, space: Length, isTight: Bool = false) {
    let between = isTight ? .zero : stationery.paragraphSpace
    var previous: Block?
    for (index, block) in blocks.enumerated() {
      let start = galley.rows.count
      let space = stationery.space(
        above: block, after: previous, usual: index == 0 ? space : between)
      var place = place
      place.isAnnounced = block.isAnnounced(by: previous)
      append(block, at: place, space: space)
      guard start < galley.rows.count else { continue }
      if case .heading? = previous?.content { galley.rows[start].isJoined = true }
      previous = block
    }
  }

  private mutating func heading(
    _ level: Int, _ inlines: [Inline], at place: Place, space: Length
  ) {
    let style = styles.heading(level: level)
    let element = element(.heading(level: level), in: place.parent)
    let rows = append(
      inlines, style: style, to: element, at: place, space: space, isDisplayed: true)
    galley.keepTogether(rows)
  }

  private mutating func quote(_ blocks: [Block], at place: Place, space: Length) {
    let element = element(.quote, in: place.parent)
    let isRightToLeft = setter.isRightToLeft
    var inner = place.indented(by: stationery.indent, in: element, isRightToLeft: isRightToLeft)
    let width = Length.points(1.5)
    let left = isRightToLeft ? place.left + place.width - width : place.left
    inner.bars.append(Bar(x: left, width: width, color: stationery.colors.rule))
    append(blocks, at: inner, space: space)
  }

  private mutating func rule(at place: Place, space: Length, origin: SourceLocation) {
    let leading = stationery.text.leading
    let box = Rectangle(
      origin: Point(x: place.left, y: leading / 2),
      size: Size(width: place.width, height: .points(0.6)))
    var row = Row(height: leading)
    row.spaceAbove = space
    row.items = [
      Item(
        .fill(box, stationery.colors.rule), meaning: .artifact(.decoration), origin: origin)
    ]
    row.bars = place.bars
    row.origin = origin
    galley.rows.append(row)
  }

  private mutating func append(_ image: ImageReference, at place: Place, space: Length) {
    let picture: Picture
    do {
      picture = try pictures(image.path, image.name)
    } catch {
      setter.problems.report(contentsOf: error.diagnostics.map { $0.located(at: image.origin) })
      return
    }
    let size = size(of: picture, image, within: place.width)
    guard min(size.width, size.height) >= GalleyBuilder.leastPicture else {
      return reportInvisible(image, size)
    }
    let element = element(.figure, in: place.parent, alternative: image.alternative)
    let box = Rectangle(origin: Point(x: place.left, y: .zero), size: size)
    var row = Row(height: size.height)
    row.spaceAbove = space
    row.items = [
      Item(.image(picture, in: box), meaning: .element(element), origin: image.origin)
    ]
    row.bars = place.bars
    row.origin = image.origin
    galley.rows.append(row)
  }

  /// Anything narrower or lower is not seen on paper.
  private static let leastPicture = Length.millimetres(0.1)

  private func reportInvisible(_ image: ImageReference, _ size: Size) {
    setter.problems.report(
      .error(
        "layout.image-invisible",
        "the picture '\(image.name)' would be \(size.width.inMillimetres) wide and "
          + "\(size.height.inMillimetres) high, too small to be seen",
        at: image.origin, hints: ["set its width, or use a picture of another shape"]))
  }

  /// The width the author asked for, or what the picture's resolution gives (150 pixels an inch where
  /// it says none), but no wider than the column.
  private func size(of picture: Picture, _ image: ImageReference, within width: Length) -> Size {
    let natural = Length.points(
      Double(picture.pixelWidth) * 72 / (picture.pixelsPerInch ?? 150))
    if let wanted = image.width, wanted > width {
      setter.problems.report(
        .warning(
          "layout.image-too-wide",
          "the picture '\(image.name)' is set \(width.inMillimetres) wide, as the column is no wider",
          at: image.origin))
    }
    return picture.size(width: min(image.width ?? natural, width))
  }
}

extension Picture {
  /// The picture's size when it is set so wide.
  func size(width: Length) -> Size {
    Size(
      width: width, height: width.scaled(by: Double(pixelHeight) / Double(max(1, pixelWidth))))
  }
}

extension Diagnostic {
  /// The same problem with a place, if it had none.
  func located(at place: SourceLocation?) -> Diagnostic {
    var copy = self
    copy.location = location ?? place
    return copy
  }
}
