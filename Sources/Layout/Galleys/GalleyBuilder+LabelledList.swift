import DisplayList
import Document
import Geometry

extension GalleyBuilder {
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
  }
}
