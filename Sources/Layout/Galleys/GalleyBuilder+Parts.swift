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
}
