import Diagnostics
import Expat

/// Makes rows of the cells of one sheet of a spreadsheet.
///
/// Rows and cells that hold nothing may stand for a million of them, and cost nothing; those that hold something
/// count for as many times as they stand for against what the file may unpack to.
///
/// - SeeAlso: OpenDocument 1.3 part 3, 9.1 (tables), 19.385 (`office:value-type`), 19.675 and 19.677 (repetitions).
struct OpenDocumentReader {
  /// What comes of the cells.
  var rows: SheetRows
  /// The sheets so far.
  private(set) var sheets: SheetChoice

  private let parts: WorkbookParts
  /// Names of styles of sheets that are hidden.
  private var hiddenStyles: Set<String> = []
  private var style = ""
  /// How deep the elements are that are open, and those that count.
  private var depth = 0
  private var (sheetDepth, rowDepth, cellDepth) = (Int.max, Int.max, Int.max)
  /// The depth of what is passed over: a comment, a picture, another sheet.
  private var skippedDepth = Int.max
  private var repetitions = (rows: 1, cells: 1)
  private var cell = OpenDocumentCell()

  /// A reader before the first sheet.
  init(in parts: WorkbookParts, options: ListOptions) {
    self.parts = parts
    rows = SheetRows(named: parts.name, options: options)
    sheets = SheetChoice(of: options.sheet)
  }

  /// Takes what comes next in the content.
  ///
  /// - Parameters:
  ///   - event: What comes.
  ///   - emit: Takes a row that holds something.
  /// - Throws: ``DiagnosticsError`` if the content is not as spreadsheets are, and what `emit` throws.
  mutating func take(
    _ event: XMLEvent, _ emit: (ListRow) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) {
    switch event {
    case .start(let name, let attributes):
      depth += 1
      if skippedDepth == .max { try begin(name, attributes) }
    case .end(let name):
      if depth == skippedDepth {
        skippedDepth = .max
      } else if skippedDepth == .max {
        try end(name, emit)
      }
      depth -= 1
    case .text(let text): if skippedDepth == .max { cell.take(text) }
    }
  }

  private mutating func begin(_ name: String, _ attributes: [XMLAttribute])
    throws(DiagnosticsError)
  {
    if cellDepth < .max {
      if cell.begin(name, attributes, isOwn: depth == cellDepth + 1) { skippedDepth = depth }
    } else if name.hasPrefix(Names.table) {
      try begin(table: name.dropFirst(Names.table.count), attributes)
    } else if sheetDepth < .max {
      // Shapes and forms may have tables of their own.
      skippedDepth = depth
    } else if name == Names.style + "style" {
      style = attributes[Names.style + "name"] ?? ""
    } else if name == Names.style + "table-properties",
      attributes[Names.table + "display"] == "false"
    {
      hiddenStyles.insert(style)
    }
  }

  private mutating func begin(table name: Substring, _ attributes: [XMLAttribute])
    throws(DiagnosticsError)
  {
    switch name {
    case "table" where sheetDepth == .max:
      let name = attributes[Names.table + "name"] ?? ""
      // Values of other files' sheets are kept as sheets that nobody sees.
      let isHidden =
        attributes[Names.table + "style-name"].map { hiddenStyles.contains($0) } ?? false
        || name.hasPrefix("'file:")
      if sheets.take(name, isHidden: isHidden) {
        sheetDepth = depth
      } else {
        skippedDepth = depth
      }
    case "table-row" where sheetDepth < .max && rowDepth == .max:
      rowDepth = depth
      repetitions.rows = try count(attributes, "number-rows-repeated")
      let visibility = attributes[Names.table + "visibility"] ?? "visible"
      guard rows.number < .max - SheetRows.limit.rows else { throw parts.damage("it has no end") }
      rows.begin(row: rows.number + 1, isHidden: visibility != "visible")
    case "table-cell" where rowDepth < .max, "covered-table-cell" where rowDepth < .max:
      cellDepth = depth
      repetitions.cells = try count(attributes, "number-columns-repeated")
      cell = OpenDocumentCell(attributes)
    case "table-row-group", "table-header-rows", "table-rows": break
    default: if sheetDepth < .max { skippedDepth = depth }
    }
  }

  /// How many rows or cells one stands for.
  private func count(_ attributes: [XMLAttribute], _ name: String) throws(DiagnosticsError) -> Int {
    guard let written = attributes[Names.table + name] else { return 1 }
    guard let count = Int(written), (1...SheetRows.limit.rows).contains(count) else {
      throw parts.damage("a row or cell stands for '\(written)'")
    }
    return count
  }

  private mutating func end(
    _ name: String, _ emit: (ListRow) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) {
    if cellDepth < .max {
      guard depth == cellDepth else { return cell.end(name) }
      cellDepth = .max
      try endCell()
    } else if depth == rowDepth {
      rowDepth = .max
      try endRow(emit)
    } else if depth == sheetDepth {
      sheetDepth = .max
    }
  }

  private mutating func endCell() throws(DiagnosticsError) {
    guard !cell.isNothing else {
      rows.column += repetitions.cells
      return
    }
    for _ in 0..<repetitions.cells {
      rows.column += 1
      guard rows.column <= SheetRows.limit.columns else {
        throw parts.damage("row \(rows.number) has more than \(SheetRows.limit.columns) cells")
      }
      try parts.spend(cell.weight)
      try cell.put(into: &rows, parts)
      // Beyond the header nothing is kept but that something is there.
      if let width = rows.width, rows.column > width { return }
    }
  }

  private mutating func endRow(_ emit: (ListRow) throws(DiagnosticsError) -> Void)
    throws(DiagnosticsError)
  {
    guard var row = rows.end() else { return rows.skip(repetitions.rows - 1) }
    for copy in 0..<repetitions.rows {
      guard row.position.line <= SheetRows.limit.rows else {
        throw parts.damage("it has more than \(SheetRows.limit.rows) rows")
      }
      if copy > 0 { try parts.spend(64 + row.bytes.count) }
      try emit(row)
      row.moveDown()
    }
    rows.skip(repetitions.rows - 1)
  }
}

/// Names of OpenDocument's namespaces, as they stand before those of elements and attributes.
enum Names {
  static let office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
  static let table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
  static let text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
  static let style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
  /// LibreOffice's own.
  static let extended = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
}
