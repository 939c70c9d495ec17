import Diagnostics
import Expat

/// Makes rows of the cells of a sheet of Excel's.
///
/// - SeeAlso: ECMA-376 part 1, 18.3.1 (worksheets), 18.18.11 (what a cell's type says of its value).
struct SheetReader {
  /// What comes of the cells.
  var rows: SheetRows

  private let texts: SharedStrings
  private let formats: CellFormats
  private let parts: WorkbookParts
  /// Of a longer value no more is kept than tells that it is too long.
  private let longestValue: Int
  private var cell = Cell()
  private var text = RichText()
  private var isInRow = false
  /// Whether the row says which it is; only then its cells must agree.
  private var isNumbered = false

  /// What is known of the cell at hand.
  private struct Cell {
    var type = ""
    var style: Int? = 0
    var value = ""
    var isValue = false
    var isFormula = false
    var isInline = false
  }

  /// A reader before the first row.
  ///
  /// - Parameters:
  ///   - texts: What cells refer to.
  ///   - formats: How cells show their numbers.
  ///   - parts: The workbook.
  ///   - options: How it is read.
  init(
    _ texts: SharedStrings, _ formats: CellFormats, in parts: WorkbookParts, options: ListOptions
  ) {
    (self.texts, self.formats, self.parts) = (texts, formats, parts)
    longestValue = options.longestValue
    rows = SheetRows(named: parts.name, options: options)
  }

  /// Takes what comes next in the sheet.
  ///
  /// - Returns: A row, if it ended one that holds something.
  /// - Throws: ``DiagnosticsError`` if the sheet is not as sheets are.
  mutating func take(_ event: XMLEvent) throws(DiagnosticsError) -> ListRow? {
    switch event {
    case .start("row", let attributes): try beginRow(attributes)
    case .end("row"): return endRow()
    case .start("c", let attributes): try beginCell(attributes)
    case .end("c"): try endCell()
    case .start("v", _): cell.isValue = true
    case .end("v"): cell.isValue = false
    case .start("f", _): cell.isFormula = true
    case .start("is", _): cell.isInline = true
    case .end("is"):
      cell.isInline = false
      cell.value = text.take()
    case .text(let more) where cell.isValue:
      if cell.value.utf8.count <= longestValue { cell.value += more }
    default: if cell.isInline { text.take(event) }
    }
    return nil
  }

  private mutating func beginRow(_ attributes: [XMLAttribute]) throws(DiagnosticsError) {
    let written = attributes["r"]
    let next = written.map { Int($0) } ?? rows.number + 1
    guard let next, next > rows.number, next <= SheetRows.limit.rows, !isInRow else {
      throw parts.damage(
        "a row \(written.map { "'\($0)'" } ?? "too many") follows the row \(rows.number)")
    }
    (isInRow, isNumbered) = (true, written != nil)
    rows.begin(row: next, isHidden: ["1", "true"].contains(attributes["hidden"] ?? ""))
  }

  private mutating func endRow() -> ListRow? {
    isInRow = false
    return rows.end()
  }

  private mutating func beginCell(_ attributes: [XMLAttribute]) throws(DiagnosticsError) {
    cell = Cell()
    cell.type = attributes["t"] ?? "n"
    cell.style = attributes["s"].map { Int($0) } ?? 0
    let written = attributes["r"]
    let next = written.map { column(of: $0) } ?? rows.column + 1
    guard next > rows.column, next <= SheetRows.limit.columns else {
      throw parts.damage("a cell of row \(rows.number) is '\(written ?? "too many")'")
    }
    rows.column = next
  }

  /// The number of the column that a cell's name begins with, such as 28 for `AB12`; 0 if it is no name of a
  /// cell of this row.
  private func column(of name: String) -> Int {
    var (number, row, rest) = (0, 0, name.utf8[...])
    while let byte = rest.first, (0x41...0x5A).contains(byte), number < SheetRows.limit.columns {
      number = number * 26 + Int(byte - 0x40)
      rest.removeFirst()
    }
    while let byte = rest.first, (0x30...0x39).contains(byte), row < SheetRows.limit.rows {
      row = row * 10 + Int(byte - 0x30)
      rest.removeFirst()
    }
    return rest.isEmpty && (row == rows.number || !isNumbered) ? number : 0
  }

  private mutating func endCell() throws(DiagnosticsError) {
    guard isInRow, rows.column > 0 else { throw parts.damage("a cell is in no row") }
    switch cell.type {
    case _ where cell.value.isEmpty: if cell.type != "str" { reportMissingValue() }
    case "s": rows.put(try sharedText(), .text)
    case "n": try putNumber()
    case "b": rows.put(try boolean(), .boolean)
    case "e": rows.report(error: cell.value)
    case "d":
      let text = cell.value.replacing("T00:00:00", with: "").replacing("T", with: " ")
      rows.put(text, isoDate(text.utf8) == nil ? .text : .date)
    default: rows.put(unescaped(cell.value), .text)
    }
  }

  private mutating func reportMissingValue() {
    if cell.isFormula { rows.reportMissingValue("Excel") }
  }

  private func boolean() throws(DiagnosticsError) -> String {
    switch cell.value {
    case "1", "true": return "true"
    case "0", "false": return "false"
    default: throw parts.damage("'\(cell.value)' in row \(rows.number) is neither true nor false")
    }
  }

  private func sharedText() throws(DiagnosticsError) -> ArraySlice<UInt8> {
    if let number = Int(cell.value), let text = texts[number] { return text }
    throw parts.damage(
      "it has no text '\(cell.value)', to which a cell of row \(rows.number) refers")
  }

  private mutating func putNumber() throws(DiagnosticsError) {
    guard let number = CellNumber(cell.value) else {
      throw parts.damage("'\(cell.value)' in row \(rows.number) is no number")
    }
    guard let style = cell.style, let format = formats[style] else {
      throw parts.damage("it has no style for a cell of row \(rows.number)")
    }
    guard number.isFinite else { return rows.report(endless: cell.value) }
    if let text = number.text(as: format, usesLaterDates: formats.usesLaterDates) {
      return rows.put(text, format == .date || format == .dateAndTime ? .date : .text)
    }
    if format == .percentage {
      rows.put(percentage: number)
    } else {
      rows.put(number.plain, .number)
    }
  }
}
