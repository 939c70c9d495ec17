import Diagnostics
import DisplayList
import Document
import Geometry

extension GalleyBuilder {
  /// Adds a table: its header is repeated on every page it reaches, its rows are never split.
  mutating func append(_ table: Table, at place: Place, space: Length) {
    let most = GalleyBuilder.mostColumns(within: place.width)
    guard table.alignments.count <= most else {
      return reportTooManyColumns(table, most)
    }
    let element = element(.table, in: place.parent)
    let columns = columns(of: table, at: place)
    let start = galley.rows.count
    appendRow(
      table.header, of: element, columns: columns, table: table, at: place, isHeader: true)
    galley.rows[start].spaceAbove = space
    galley.repeatedHeads.append(
      RepeatedHead(
        height: galley.rows[start].height,
        items: galley.rows[start].items.map { $0.asArtifact(.header) }))
    for row in table.rows {
      appendRow(row, of: element, columns: columns, table: table, at: place, isHeader: false)
      galley.rows[galley.rows.count - 1].head = galley.repeatedHeads.count - 1
    }
    if table.rows.count > 0 { galley.rows[start + 1].isJoined = true }
  }

  /// How many columns have at least a millimetre each.
  private static func mostColumns(within width: Length) -> Int {
    max(1, (width + gap).units / (gap + .millimetres(1)).units)
  }

  private func reportTooManyColumns(_ table: Table, _ most: Int) {
    setter.problems.report(
      .error(
        "layout.too-many-columns",
        "the table has \(table.alignments.count) columns, but there is room for \(most) at most",
        at: table.header.first?.origin, hints: ["split it into several tables"]))
  }

  /// A column's text area.
  private struct TableColumn {
    var left: Length
    var width: Length
  }

  private static let gap = Length.millimetres(4)
  private static let padding = Length.points(3)

  private mutating func appendRow(
    _ cells: [Table.Cell], of table: Int, columns: [TableColumn], table content: Table,
    at place: Place, isHeader: Bool
  ) {
    let rowElement = element(.tableRow, in: table)
    let style = isHeader ? styles.boldText : styles.text
    var row = Row(height: .zero)
    var lineCount = 1
    for (index, cell) in cells.enumerated() where index < columns.count {
      let element = element(isHeader ? .tableHeader : .tableData, in: rowElement)
      let lines = setter.lines(
        cell.inlines, style: style, width: columns[index].width, place: "the table's column")
      var spans = SpanElements(parent: element)
      for (number, line) in lines.enumerated() {
        let x =
          columns[index].left
          + offset(of: line, in: columns[index].width, content.alignments[index])
        let top = GalleyBuilder.padding + style.leading * number
        row.items += items(of: line, cell.inlines, style: style, x: x, spans: &spans)
          .map { $0.moved(by: Point(x: .zero, y: top)) }
      }
      lineCount = max(lineCount, lines.count)
    }
    row.height = style.leading * lineCount + GalleyBuilder.padding * 2
    row.items.append(border(at: place, bottom: row.height, isHeader: isHeader))
    row.bars = place.bars
    row.origin = cells.first?.origin
    galley.rows.append(row)
  }

  private func offset(
    of line: TextSetter.Line, in width: Length, _ alignment: Table.Alignment
  ) -> Length {
    switch alignment {
    case .leading: setter.isRightToLeft ? width - line.width : .zero
    case .center: (width - line.width) / 2
    case .trailing: setter.isRightToLeft ? .zero : width - line.width
    }
  }

  private func border(at place: Place, bottom: Length, isHeader: Bool) -> Item {
    let thickness = Length.points(isHeader ? 0.9 : 0.4)
    let box = Rectangle(
      origin: Point(x: place.left, y: bottom - thickness),
      size: Size(width: place.width, height: thickness))
    let color = isHeader ? stationery.colors.muted : stationery.colors.rule
    return Item(.fill(box, color), meaning: .artifact(.decoration), origin: nil)
  }

  /// Shares the width out: each column gets what its longest cell wants, or where that is too much,
  /// at least its longest word and of the rest a share by what it wants.
  private func columns(of table: Table, at place: Place) -> [TableColumn] {
    let count = table.alignments.count
    let available = place.width - GalleyBuilder.gap * max(0, count - 1)
    let wanted = widest(of: table, within: nil)
    let widths = shares(of: available, wanted: wanted) {
      widest(of: table, within: .points(1))
    }
    var used = Length.zero
    return widths.map { width in
      let left =
        setter.isRightToLeft ? place.left + place.width - used - width : place.left + used
      used = used + width + GalleyBuilder.gap
      return TableColumn(left: left, width: width)
    }
  }

  /// How wide each column's widest line is if lines may be so wide: of whole texts with nil, and of
  /// single words with next to nothing.
  private func widest(of table: Table, within width: Length?) -> [Length] {
    var widest = [Length](repeating: .zero, count: table.alignments.count)
    func measure(_ row: [Table.Cell], _ style: SetStyle) {
      for (column, cell) in row.enumerated() where column < widest.count {
        let width = setter.measure(cell.inlines, style: style, width: width)
        widest[column] = max(widest[column], width)
      }
    }
    measure(table.header, styles.boldText)
    for row in table.rows { measure(row, styles.text) }
    return widest
  }

  private func shares(
    of available: Length, wanted: [Length], needed words: () -> [Length]
  ) -> [Length] {
    let total = wanted.reduce(.zero, +)
    let slack = available - total
    if slack >= .zero {
      // The rest goes to all columns alike, so that the table fills its place.
      return wanted.map { $0 + slack / max(1, wanted.count) }
    }
    let needed = words()
    let least = needed.reduce(.zero, +)
    guard least <= available else {
      // No shares will do: the columns stay within their place, and what is too wide for them is told.
      let room = max(.zero, available)
      return needed.map { Length(units: room.units * $0.units / max(1, least.units)) }
    }
    let spare = available - least
    let flexible = zip(wanted, needed).map { max(.zero, $0 - $1) }
    let sum = max(1, flexible.reduce(.zero, +).units)
    return zip(needed, flexible).map { need, want in
      need + Length(units: spare.units * want.units / sum)
    }
  }
}
