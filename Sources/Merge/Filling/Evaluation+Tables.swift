import Diagnostics
import Document
import Records

extension Evaluation {
  /// Fills a table, with its sums row by row.
  mutating func table(_ template: TemplateTable) -> Table {
    var table = Table(
      alignments: template.alignments, header: cells(template.header), rows: [])
    table.widths = template.widths
    var sums = template.carry.map { TableSums($0) }
    expand(template.rows) { evaluation, row in
      table.rows.append(evaluation.cells(row, into: &sums))
    }
    table.carried = sums?.printed
    let summed = table.rows.count
    expand(template.totals) { evaluation, row in table.rows.append(evaluation.cells(row)) }
    table.totals = table.rows.count - summed
    return table
  }

  private mutating func cells(_ row: TemplateRow) -> [Table.Cell] {
    var cells: [Table.Cell] = []
    cells.reserveCapacity(row.cells.count)
    for cell in row.cells {
      cells.append(Table.Cell(inlines(cell.inlines, in: .text), origin: cell.origin))
    }
    return cells
  }

  /// The same, with what is printed in the carried columns added to their sums.
  private mutating func cells(_ row: TemplateRow, into sums: inout TableSums?) -> [Table.Cell] {
    guard sums != nil else { return cells(row) }
    guard row.isSummed else {
      sums?.append(&self)
      return cells(row)
    }
    var cells: [Table.Cell] = []
    notesValues = true
    defer { notesValues = false }
    for (index, cell) in row.cells.enumerated() {
      latestValue = nil
      cells.append(Table.Cell(inlines(cell.inlines, in: .text), origin: cell.origin))
      if let latestValue { sums?.add(latestValue, in: index, &self) }
    }
    sums?.append(&self)
    return cells
  }
}

/// The sums of a table's rows so far.
private struct TableSums {
  private let columns: [CarriedColumns.Column]
  private var sums: [DecimalNumber]
  /// The sums as they were printed last; nil where they have changed since.
  private var texts: [String?]
  /// The sums of all rows.
  private(set) var printed: CarriedSums
  /// Whether a sum has a fault that is told, so that it stands for nothing any more.
  private var isFaulty = false

  init(_ carry: CarriedColumns) {
    columns = carry.columns
    sums = Array(repeating: DecimalNumber(units: 0, scale: 0), count: columns.count)
    texts = Array(repeating: nil, count: columns.count)
    printed = CarriedSums(
      columns: columns.map { CarriedSums.Column($0.index, style: $0.style) }, foot: carry.foot,
      head: carry.head, origin: carry.location)
  }

  /// Adds a value that was printed in a column of the table; one of other columns is none of ours.
  mutating func add(
    _ value: (evaluated: Evaluated, field: FieldTag), in index: Int, _ evaluation: inout Evaluation
  ) {
    guard let place = columns.firstIndex(where: { $0.index == index }), !isFaulty else { return }
    let expression = value.field.expression
    do throws(Unevaluated) {
      guard let figure = try evaluation.figure(in: value.evaluated, of: expression) else { return }
      guard let sum = sums[place].plus(figure.number) else {
        throw evaluation.overflow(
          of: expression, at: figure.location, value.field.reference.location)
      }
      (sums[place], texts[place]) = (sum, nil)
    } catch {
      isFaulty = true
    }
  }

  /// Notes the sums of all rows so far as those of the row that ends here.
  mutating func append(_ evaluation: inout Evaluation) {
    guard !isFaulty else { return }
    for (place, column) in columns.enumerated() where texts[place] == nil {
      var field = column.field
      field.expression = .number(sums[place], written: "", at: field.reference.location)
      guard let (text, _) = evaluation.print(field, in: .text) else {
        isFaulty = true
        return
      }
      texts[place] = column.prefix + text + column.suffix
    }
    printed.append(texts.map { $0 ?? "" })
  }
}
