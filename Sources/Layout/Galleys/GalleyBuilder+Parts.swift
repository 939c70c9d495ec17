import Diagnostics
import DisplayList
import Document
import Geometry

extension GalleyBuilder {
  /// Adds lines that make one paragraph, each beginning anew; how many rows they took is returned.
  @discardableResult
  mutating func appendLines(
    _ lines: [Line], style: SetStyle, at place: Place, named name: String = "the column"
  ) -> Range<Int> {
    let start = galley.rows.count
    guard !lines.isEmpty else { return start..<start }
    let element = element(.paragraph, in: place.parent)
    for line in lines {
      append(line.inlines, style: style, to: element, at: place, space: .zero, named: name)
    }
    galley.keepTogether(start..<galley.rows.count)
    return start..<galley.rows.count
  }

  /// Adds a row of the reference block: a label, and beside it its value.
  mutating func append(_ row: ReferenceRow, at place: Place, labelWidth: Length) {
    let valueWidth = place.width - labelWidth
    let isRightToLeft = setter.isRightToLeft
    let element = element(.paragraph, in: place.parent)
    let label = label(
      row.label, of: element,
      at: Place(
        parent: place.parent, left: isRightToLeft ? place.left + valueWidth : place.left,
        width: labelWidth))
    let value = column(
      row.value.inlines, of: element, style: styles.small,
      at: Place(
        parent: place.parent, left: isRightToLeft ? place.left : place.left + labelWidth,
        width: valueWidth),
      named: "the values' part of the reference column", endsLine: true)
    // One row for both: all of the label is read before any of the value.
    var both = Row(height: max(label.height, value.height))
    both.items = label.items + value.items
    both.origin = row.value.inlines.first?.origin ?? row.label.origin
    galley.rows.append(both)
  }

  /// The label of a reference; one that no record changes is set once.
  private mutating func label(_ label: Line, of element: Int, at place: Place) -> Column {
    let number = galley.id.node
    if let known = layout.labels[number], known.label == label { return known.column }
    // The space after the colon parts label and value for whoever reads the text alone.
    let inlines = label.inlines + [Inline(": ", origin: label.origin)]
    let noted = setter.problems.diagnostics.count
    let elements = galley.elements.count
    let column = column(
      inlines, of: element, style: styles.mutedSmall, at: place,
      named: "the labels' part of the reference column", endsLine: false)
    if label.isStatic, setter.problems.diagnostics.count == noted,
      galley.elements.count == elements
    {
      layout.labels[number] = (label, column)
    }
    return column
  }

  /// Lines of the reference block that stand beside others.
  typealias Column = (items: [Item], height: Length)

  /// The lines of a label or a value, one below the other.
  private mutating func column(
    _ inlines: [Inline], of element: Int, style: SetStyle, at place: Place, named name: String,
    endsLine: Bool
  ) -> Column {
    var lines = setter.lines(inlines, style: style, width: place.width, place: name)
    // A label that goes on in its value does not end its line.
    if !endsLine, let last = lines.indices.last {
      for piece in lines[last].pieces.indices
      where lines[last].pieces[piece].run.ending == .hardBreak {
        lines[last].pieces[piece].run.ending = .none
      }
    }
    var spans = SpanElements(parent: element)
    var items: [Item] = []
    for (number, line) in lines.enumerated() {
      let down = Point(x: .zero, y: style.leading * number)
      let x = start(of: line, at: place)
      let added = self.items(of: line, inlines, style: style, x: x, spans: &spans)
      items += number == 0 ? added : added.map { $0.moved(by: down) }
    }
    return (items, style.leading * lines.count)
  }

  /// Adds a label and under it its items, each on a line of its own.
  mutating func append(_ list: LabelledList, at place: Place) {
    let label = element(.paragraph, in: place.parent)
    let style = styles.text
    let heading = list.label.inlines + [Inline(":", origin: list.label.origin)]
    append(
      heading, style: styles.boldText, to: label, at: place, space: stationery.paragraphSpace)
    let items = galley.rows.count
    let listElement = element(.list(numbered: false), in: place.parent)
    for item in list.items {
      let body = element(.listBody, in: element(.listItem, in: listElement))
      append(item.inlines, style: style, to: body, at: place, space: .zero)
    }
    galley.keepTwoLines(in: items..<galley.rows.count)
    if items < galley.rows.count { galley.rows[items].isJoined = true }
    for row in galley.rows.indices { galley.rows[row].isTextLine = false }
  }

  /// Adds the signers, side by side in columns, with room for signatures above the names.
  mutating func append(_ signers: [Signer], at place: Place) {
    let columns = min(stationery.signers.count, max(1, signers.count))
    let gap = Length.millimetres(5)
    let width = (place.width - gap * (columns - 1)) / columns
    for first in stride(from: 0, to: signers.count, by: columns) {
      let group = signers[first..<min(first + columns, signers.count)]
      appendRow(group, width: width, gap: gap, at: place)
    }
    galley.keepTogether(0..<galley.rows.count)
  }

  private mutating func appendRow(
    _ signers: ArraySlice<Signer>, width: Length, gap: Length, at place: Place
  ) {
    var row = Row(height: .zero)
    let pictures = signers.map { signature($0, width: width) }
    let room = max(
      stationery.signers.space, pictures.compactMap { $0?.size.height }.max() ?? .zero)
    for (index, signer) in signers.enumerated() {
      let left = place.left + (width + gap) * index
      if let picture = pictures[index] {
        row.items.append(item(picture, signer: signer, left: left, room: room, at: place))
      }
      let height = appendLines(
        of: signer, to: &row, at: Place(parent: place.parent, left: left, width: width), top: room)
      row.height = max(row.height, height)
    }
    row.origin = signers.first?.lines.first?.origin
    galley.rows.append(row)
  }

  private mutating func appendLines(
    of signer: Signer, to row: inout Row, at place: Place, top: Length
  ) -> Length {
    let element = element(.paragraph, in: place.parent)
    var y = top
    for (number, line) in signer.lines.enumerated() {
      let style =
        number == 0
        ? styles.text : styles.mutedText
      var spans = SpanElements(parent: element)
      let lines = setter.lines(
        line.inlines, style: style, width: place.width, place: "the signer's column")
      for set in lines {
        let x = start(of: set, at: place)
        row.items += items(of: set, line.inlines, style: style, x: x, spans: &spans)
          .map { $0.moved(by: Point(x: .zero, y: y)) }
        y = y + style.leading
      }
    }
    return y
  }

  private typealias Signature = (picture: Picture, size: Size)

  /// The picture of a signature, no wider than its column and no higher than 25 mm.
  private func signature(_ signer: Signer, width: Length) -> Signature? {
    guard let image = signer.picture else { return nil }
    do {
      let picture = try pictures(image.path, image.name)
      var size = picture.size(width: min(width, .millimetres(45)))
      let highest = Length.millimetres(25)
      if size.height > highest {
        let factor = Double(highest.units) / Double(size.height.units)
        size = Size(width: size.width.scaled(by: factor), height: highest)
      }
      return (picture, size)
    } catch {
      setter.problems.report(contentsOf: error.diagnostics.map { $0.located(at: image.origin) })
      return nil
    }
  }

  private mutating func item(
    _ signature: Signature, signer: Signer, left: Length, room: Length, at place: Place
  ) -> Item {
    let figure = element(
      .figure, in: place.parent, alternative: signer.picture?.alternative)
    let box = Rectangle(
      origin: Point(x: left, y: room - signature.size.height), size: signature.size)
    return Item(
      .image(signature.picture, in: box), meaning: .element(figure),
      origin: signer.picture?.origin)
  }
}
