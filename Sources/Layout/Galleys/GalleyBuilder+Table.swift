import Diagnostics
import DisplayList
import Document
import Geometry
import Pango

extension GalleyBuilder {
  /// Adds a table: its header is repeated on every page it reaches, its rows are never split, and its sums are
  /// carried on.
  mutating func append(_ table: Table, at place: Place, space: Length) {
    let most = GalleyBuilder.mostColumns(within: place.width)
    guard table.alignments.count <= most else {
      return reportTooManyColumns(table, most)
    }
    let measured = MeasuredTable(
      table, header: styles.boldText, rows: styles.text, setter: setter)
    let columns = columns(of: table, measured, at: place)
    let frame = TableFrame(table: element(.table, in: place.parent), columns: columns, place: place)
    let start = galley.rows.count
    appendRow(table.header, measured.header, frame, isHeader: true)
    galley.rows[start].spaceAbove = space
    galley.repeatedHeads.append(
      RepeatedHead(
        height: galley.rows[start].height,
        items: galley.rows[start].items.map { $0.asArtifact(.header) }))
    for (row, cells) in zip(table.rows, measured.rows) {
      appendRow(row, cells, frame, isHeader: false)
      galley.rows[galley.rows.count - 1].head = galley.repeatedHeads.count - 1
    }
    if table.rows.count > 0 { galley.rows[start + 1].isJoined = true }
    galley.keepInCompany(
      Array((start + 1)..<galley.rows.count), isAnnounced: place.isAnnounced)
    carrySums(of: table, frame, from: start + 1)
    joinTotals(of: table, frame, from: start + 1)
  }

  /// A table's element and columns while its rows are set.
  private struct TableFrame {
    /// The table's element.
    let table: Int
    let columns: [TableColumn]
    /// Where the table stands; its rules may be shorter.
    let place: Place
    /// The outermost edges of the columns.
    let edges: (left: Length, right: Length)

    init(table: Int, columns: [TableColumn], place: Place) {
      (self.table, self.columns, self.place) = (table, columns, place)
      edges = (
        columns.map(\.left).min() ?? place.left,
        columns.map(\.right).max() ?? place.left + place.width
      )
    }
  }

  // MARK: Rows

  private mutating func appendRow(
    _ cells: [Table.Cell], _ measured: [MeasuredTable.Cell], _ frame: TableFrame, isHeader: Bool
  ) {
    let rowElement = element(.tableRow, in: frame.table)
    let style = isHeader ? styles.boldText : styles.text
    var row = Row(height: .zero)
    row.items.reserveCapacity(cells.count + 1)
    var lineCount = 1
    for (index, cell) in cells.enumerated() where index < frame.columns.count {
      let element = element(isHeader ? .tableHeader : .tableData, in: rowElement)
      let column = frame.columns[index]
      let lines = lines(
        of: cell, measured[index], in: column, isFigure: column.isFigures && !isHeader,
        style: style)
      var spans = SpanElements(parent: element)
      for (number, line) in lines.enumerated() {
        let place = Point(
          x: column.start(of: line.width, isRightToLeft: setter.isRightToLeft),
          y: TableColumn.padding + style.leading * number)
        append(line, cell.inlines, style: style, at: place, to: &row.items, spans: &spans)
      }
      lineCount = max(lineCount, lines.count)
    }
    row.height = style.leading * lineCount + TableColumn.padding * 2
    row.items.append(border(frame, bottom: row.height, isStrong: isHeader))
    row.bars = frame.place.bars
    row.origin = cells.first?.origin
    galley.rows.append(row)
  }

  /// The lines of a cell in its column; a figure is never broken.
  private func lines(
    of cell: Table.Cell, _ measured: MeasuredTable.Cell, in column: TableColumn, isFigure: Bool,
    style: SetStyle
  ) -> [TextSetter.Line] {
    if let line = measured.line, line.width <= column.width {
      return [setter.line(line, cell.inlines, style: style)]
    }
    if isFigure, measured.width > column.width {
      setter.reportOverflow(
        of: cell.inlines, measured.width, beyond: column.width, "the table's column")
    }
    return setter.lines(
      cell.inlines, style: style, width: isFigure ? nil : column.width, place: "the table's column")
  }

  private func border(_ frame: TableFrame, bottom: Length, isStrong: Bool) -> Item {
    let thickness = Length.points(isStrong ? 0.9 : 0.4)
    let (left, right) = frame.edges
    let box = Rectangle(
      origin: Point(x: left, y: bottom - thickness),
      size: Size(width: right - left, height: thickness))
    let color = isStrong ? stationery.colors.muted : stationery.colors.rule
    return Item(.fill(box, color), meaning: .artifact(.decoration), origin: nil)
  }

  // MARK: Sums

  /// Notes for each row what is carried to a page that begins with it.
  private mutating func carrySums(of table: Table, _ frame: TableFrame, from first: Int) {
    guard let sums = table.carried, sums.rowCount > 0,
      sums.columns.allSatisfy({ frame.columns.indices.contains($0.index) })
    else { return }
    let rows = CarriedRows(
      sums, columns: frame.columns, style: styles.text, setter: setter,
      border: { height in border(frame, bottom: height, isStrong: true) })
    galley.carriedRows.append(rows)
    for row in 1..<max(1, min(table.rows.count, sums.rowCount + 1)) {
      galley.rows[first + row].carried = CarriedPlace(
        table: galley.carriedRows.count - 1, row: row - 1)
    }
  }

  /// Joins the rows that sum a table up with the row above them, as far as they take up no more than half a
  /// page, and sets them off with a rule.
  private mutating func joinTotals(of table: Table, _ frame: TableFrame, from first: Int) {
    guard table.totals > 0 else { return }
    let start = first + table.rows.count - table.totals
    if start > first {
      let height = galley.rows[start - 1].height
      let last = galley.rows[start - 1].items.count - 1
      galley.rows[start - 1].items[last] = border(frame, bottom: height, isStrong: true)
    }
    var rest = (stationery.textBottom - stationery.margins.top) / 2
    for index in start..<galley.rows.count {
      rest = rest - galley.rows[index].height
      if index == start || rest >= .zero { galley.rows[index].isJoined = true }
    }
  }

  // MARK: Columns

  /// How many columns have at least a millimetre each.
  private static func mostColumns(within width: Length) -> Int {
    let gap = TableColumn.gap
    return max(1, (width + gap).units / (gap + .millimetres(1)).units)
  }

  private func reportTooManyColumns(_ table: Table, _ most: Int) {
    setter.problems.report(
      .error(
        "layout.too-many-columns",
        "the table has \(table.alignments.count) columns, but there is room for \(most) at most",
        at: table.header.first?.origin, hints: ["split it into several tables"]))
  }

  private func columns(
    of table: Table, _ measured: MeasuredTable, at place: Place
  ) -> [TableColumn] {
    let available = place.width - TableColumn.gap * max(0, table.alignments.count - 1)
    let needs = needs(of: table, measured, within: available)
    let shares = ColumnWidths(needs: needs, available: available)
    let widths = table.widths.isEmpty ? shares.natural() : shares.widths(table.widths)
    reportTooWide(widths, table, available)
    var used = Length.zero
    return widths.enumerated().map { index, width in
      let left =
        setter.isRightToLeft ? place.left + place.width - used - width : place.left + used
      used = used + width + TableColumn.gap
      return TableColumn(
        left: left, width: width, alignment: table.alignments[index],
        isFigures: needs[index].isFigures)
    }
  }

  /// Notes that the widths which the author gives do not go into the table's place.
  private func reportTooWide(_ widths: [Length], _ table: Table, _ available: Length) {
    let sum = widths.reduce(.zero, +)
    guard !table.widths.isEmpty, sum > available else { return }
    setter.problems.report(
      .error(
        "layout.table-too-wide",
        "the columns are \(sum.inMillimetres) wide together, and there is room for "
          + available.inMillimetres, at: table.header.first?.origin,
        hints: ["give them less under 'widths', or shares of what is left"]))
  }

  /// What the columns ask for; what they must have at least is only found out where it counts.
  private func needs(
    of table: Table, _ measured: MeasuredTable, within available: Length
  ) -> [ColumnNeeds] {
    var needs = measured.needs(of: table)
    widen(&needs, for: table.carried)
    let isTight = needs.reduce(.zero) { $0 + $1.wanted } > available
    guard isTight || !table.widths.isEmpty else { return needs }
    for column in needs.indices {
      needs[column].least = least(column, of: table, measured, needs[column])
    }
    return needs
  }

  /// Makes room for the longest sums that are carried, and for what they are called.
  private func widen(_ needs: inout [ColumnNeeds], for sums: CarriedSums?) {
    guard let sums, sums.rowCount > 0 else { return }
    for (place, column) in sums.columns.enumerated() where needs.indices.contains(column.index) {
      var longest = ""
      for row in 0..<sums.rowCount {
        let text = sums.sums[row * sums.columns.count + place]
        if text.utf8.count >= longest.utf8.count { longest = text }
      }
      let inlines = [Inline(longest, style: column.style, origin: sums.origin)]
      let width = setter.measure(inlines, style: styles.text, width: nil)
      needs[column.index].body = max(needs[column.index].body, width)
    }
    let columns = CarriedRows.wordColumns(beside: sums, of: needs.count)
    let words = [sums.foot, sums.head].map { words in
      setter.measure([Inline(words, origin: sums.origin)], style: styles.text, width: nil)
    }
    let room =
      columns.reduce(.zero) { $0 + needs[$1].wanted } + TableColumn.gap * max(0, columns.count - 1)
    let lack = (words.max() ?? .zero) - room
    guard lack > .zero, let column = columns.first(where: { !needs[$0].isFigures }) ?? columns.first
    else { return }
    needs[column].body = needs[column].wanted + lack
  }

  /// How wide a column must be: as its widest word, or as its figures, which are not broken.
  private func least(
    _ column: Int, of table: Table, _ measured: MeasuredTable, _ needs: ColumnNeeds
  ) -> Length {
    var least = needs.isFigures ? needs.body : .zero
    func widen(_ cells: [Table.Cell], _ measured: [MeasuredTable.Cell], _ style: SetStyle) {
      // No word is wider than its text.
      guard cells.indices.contains(column), measured[column].width > least else { return }
      let width = setter.measure(cells[column].inlines, style: style, width: .points(1))
      least = max(least, width)
    }
    widen(table.header, measured.header, styles.boldText)
    for (cells, measured) in zip(table.rows, measured.rows) { widen(cells, measured, styles.text) }
    return least
  }
}
