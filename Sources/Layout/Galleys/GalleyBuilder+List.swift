import DisplayList
import Document
import Geometry

extension GalleyBuilder {
  /// Adds a list: labels hang to the left of what they stand before.
  mutating func append(_ list: List, at place: Place, space: Length) {
    let element = element(.list(numbered: list.start != nil), in: place.parent)
    let indent = self.indent(of: list)
    var starts: [Int] = []
    for (index, item) in list.items.enumerated() {
      starts.append(galley.rows.count)
      let between = list.isTight ? .zero : stationery.paragraphSpace
      let label = list.start.map { GalleyBuilder.label($0 + index) } ?? bullet(at: place)
      append(
        item, label: label, indent: indent, of: element, at: place,
        space: index == 0 ? space : between, isTight: list.isTight)
    }
    // A break before a list within an item parts the item from it.
    if place.listDepth > 0, let first = starts.first {
      galley.price(PageCost.single, breakBefore: first)
    }
    galley.keepInCompany(starts, isAnnounced: place.isAnnounced)
  }

  private mutating func append(
    _ item: List.Item, label: String, indent: Length, of list: Int, at place: Place,
    space: Length, isTight: Bool
  ) {
    let element = element(.listItem, in: list)
    let labelElement = self.element(.label, in: element)
    let body = self.element(.listBody, in: element)
    let inline = Inline(label, origin: item.origin)
    let style = styles.text
    let line = setter.lines([inline], style: style, width: nil, place: "").first
    let first = galley.rows.count
    var inner = place.indented(by: indent, in: body, isRightToLeft: setter.isRightToLeft)
    inner.listDepth += 1
    append(item.blocks, at: inner, space: space, isTight: isTight)
    guard let line else { return }
    var spans = SpanElements(parent: labelElement)
    let gap = stationery.text.size / 3
    let x =
      setter.isRightToLeft
      ? place.left + place.width - indent + gap : place.left + indent - line.width - gap
    let items = items(of: line, [inline], style: style, x: x, spans: &spans)
    if first < galley.rows.count {
      let down = drop(from: items, to: galley.rows[first].items)
      galley.rows[first].items.insert(
        contentsOf: items.map { $0.moved(by: Point(x: .zero, y: down)) }, at: 0)
    } else {
      var row = Row(height: style.leading)
      (row.spaceAbove, row.items, row.bars, row.origin) = (space, items, place.bars, item.origin)
      galley.rows.append(row)
    }
  }

  /// How far a label has to be lowered to stand on the line of the text beside it.
  private func drop(from label: [Item], to row: [Item]) -> Length {
    guard let own = label.lazy.compactMap(\.baseline).first,
      let text = row.lazy.compactMap(\.baseline).first
    else { return .zero }
    return text - own
  }

  /// The indent of a list's text: the stationery's, or more where a number needs it.
  private func indent(of list: List) -> Length {
    guard let start = list.start else { return stationery.indent }
    let widths = [start, start + max(0, list.items.count - 1)].map { number in
      let label = Inline(GalleyBuilder.label(number), origin: stationery.places.file)
      return setter.measure([label], style: styles.text, width: nil)
    }
    return max(stationery.indent, max(widths[0], widths[1]) + stationery.text.size / 3)
  }

  /// A number as it stands before its item, with the space that parts the two.
  private static func label(_ number: Int) -> String { "\(number). " }

  /// Bullets alternate from level to level.
  private func bullet(at place: Place) -> String {
    place.listDepth % 2 == 0 ? "• " : "– "
  }
}

extension Item {
  /// The height of the line that its text stands on; nil if it is not text.
  fileprivate var baseline: Length? {
    if case .text(let run) = content { run.origin.y } else { nil }
  }
}
