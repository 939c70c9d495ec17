import DisplayList
import Document
import Geometry

extension GalleyBuilder {
  /// Adds a list: labels hang to the left of what they stand before.
  mutating func append(_ list: List, at place: Place, space: Length) {
    let element = element(.list(numbered: list.start != nil), in: place.parent)
    let indent = self.indent(of: list)
    for (index, item) in list.items.enumerated() {
      let between = list.isTight ? .zero : stationery.paragraphSpace
      let label = list.start.map { "\($0 + index)." } ?? bullet(at: place)
      append(
        item, label: label, indent: indent, of: element, at: place,
        space: index == 0 ? space : between, isTight: list.isTight)
    }
  }

  private mutating func append(
    _ item: List.Item, label: String, indent: Length, of list: Int, at place: Place,
    space: Length, isTight: Bool
  ) {
    let element = element(.listItem, in: list)
    let labelElement = self.element(.label, in: element)
    let body = self.element(.listBody, in: element)
    let inline = Inline(label + " ", origin: item.origin)
    let style = stationery.textStyle
    let line = setter.lines([inline], style: style, width: nil, place: "").first
    let first = galley.rows.count
    append(
      item.blocks, at: place.indented(by: indent, in: body), space: space, isTight: isTight)
    guard let line else { return }
    var spans = SpanElements(parent: labelElement)
    let x = place.left + indent - line.width - stationery.text.size / 3
    let items = items(of: line, [inline], style: style, x: x, spans: &spans)
    if first < galley.rows.count {
      galley.rows[first].items.insert(contentsOf: items, at: 0)
    } else {
      var row = Row(height: style.text.leading)
      (row.spaceAbove, row.items, row.bars, row.origin) = (space, items, place.bars, item.origin)
      galley.rows.append(row)
    }
  }

  /// The indent of a list's text: the stationery's, or more where a number needs it.
  private func indent(of list: List) -> Length {
    guard let start = list.start else { return stationery.indent }
    let digits = String(start + list.items.count).count
    let width = stationery.text.size.scaled(by: 0.6 * Double(digits) + 0.8)
    return max(stationery.indent, width)
  }

  /// Bullets alternate from level to level.
  private func bullet(at place: Place) -> String {
    let level = place.left.units / max(1, stationery.indent.units)
    return level % 2 == 0 ? "•" : "–"
  }
}
