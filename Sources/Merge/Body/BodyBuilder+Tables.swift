import CommonMark
import Diagnostics
import Document

extension BodyBuilder {
  /// A table, with what the tags before it and between its rows say of it.
  mutating func table(
    _ node: MarkdownNode, _ alignments: [MarkdownNode.Alignment], _ options: TableOptions?,
    at place: SourceLocation
  ) -> TemplateBlock? {
    guard let header = node.children.first else { return nil }
    let headerRow = row(header, columns: alignments.count, isHeader: true)
    var carry: (option: CarryOption, tag: TemplateTag)?
    let entries = entries(of: node, columns: alignments.count, carry: &carry)
    var table = TemplateTable(
      alignments: alignments.map(BodyBuilder.alignment),
      widths: widths(options, columns: alignments.count), header: headerRow,
      rows: [ControlFlow](entries: entries))
    if let carry {
      let summed = entries.compactMap { entry -> TemplateRow? in
        if case .element(let row) = entry, row.isSummed { row } else { nil }
      }
      table.carry = context.carriedColumns(
        carry.option, at: carry.tag, header: headerRow, rows: summed)
    }
    return TemplateBlock(origin: place, content: .table(table))
  }

  private static func alignment(_ alignment: MarkdownNode.Alignment) -> Table.Alignment {
    switch alignment {
    case .none, .left: .leading
    case .center: .center
    case .right: .trailing
    }
  }

  private mutating func widths(_ options: TableOptions?, columns: Int) -> [Table.Width] {
    guard let options else { return [] }
    guard options.widths.count != columns else { return options.widths }
    context.error(
      "merge.table-widths",
      "there are \(options.widths.count) widths for a table of " + counted(columns, "column"),
      at: options.location)
    return []
  }

  /// The rows below the header with the tags between them, and the first of these that carries sums.
  private mutating func entries(
    of table: MarkdownNode, columns: Int, carry: inout (option: CarryOption, tag: TemplateTag)?
  ) -> [ControlFlowEntry<TemplateRow>] {
    var entries: [ControlFlowEntry<TemplateRow>] = []
    // For each `{{#each}}` that is open, whether it or one around it carries sums.
    var open: [Bool] = []
    for node in table.children.dropFirst() {
      guard let number = MarkerPlaces.tag(of: node, isMarker: plan.isMarker) else {
        var row = row(node, columns: columns, isHeader: false)
        row.isSummed = open.last ?? false
        entries.append(.element(row))
        continue
      }
      guard !refused.contains(number) else { continue }
      let tag = body.tags[number]
      entries.append(.tag(tag))
      switch tag.content {
      case .openEach(_, let option):
        open.append(option != nil || (open.last ?? false))
        guard let option else { continue }
        placed.insert(number)
        if let known = carry, known.option.names != option.names {
          context.error(
            "merge.carry", "'\(tag.source)' carries other sums than '\(known.tag.source)'",
            at: tag.location, hints: ["a table carries the same columns all the way down"])
        }
        carry = carry ?? (option, tag)
      case .closeEach: _ = open.popLast()
      default: break
      }
    }
    return entries
  }

  private mutating func row(_ node: MarkdownNode, columns: Int, isHeader: Bool) -> TemplateRow {
    let place = location(of: node)
    if !isHeader { refuseOverflow(of: node, columns: columns) }
    let cells = node.children.map { cell in
      TemplateRow.Cell(
        inlines: inlines(in: cell), origin: cell.line > 0 ? location(of: cell) : place)
    }
    return TemplateRow(cells: cells)
  }
}
