import Diagnostics
import Expat

/// Makes rows of the cells of a sheet.
///
/// A row has all cells from the first column to the last one that holds something, but none beyond those of the
/// first row, the header; rows that hold nothing are left out. A place is the row's and the column's number.
///
/// - SeeAlso: ECMA-376 part 1, 18.3.1 (worksheets), 18.18.11 (what a cell's type says of its value).
struct SheetReader {
  /// What is wrong with single cells.
  private(set) var problems: ProblemList

  private let texts: SharedStrings
  private let formats: CellFormats
  private let parts: WorkbookParts
  private let options: ListOptions
  private var row = ListRow()
  private var rowNumber = 0
  private var isHidden = false
  private var cell = Cell()
  private var text = RichText()
  private var column = 0
  private var isInRow = false
  /// Whether the row says which it is; only then its cells must agree.
  private var isNumbered = false
  /// How many columns the header has; nil before it.
  private var width: Int?
  private var hidden: (first: Position, count: Int)?
  private var percentages: Set<Int> = []

  /// The most rows and columns that a sheet can have, and the most bytes that a row can.
  private static let limit = (rows: 1 << 20, columns: 1 << 14)

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
    self.options = options
    problems = ProblemList(file: parts.name, limit: options.problemLimit)
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
      // Of a value that is too long no more is kept than tells it.
      if cell.value.utf8.count <= options.longestValue { cell.value += more }
    default: if cell.isInline { text.take(event) }
    }
    return nil
  }

  /// Notes what can only be known at the end of the sheet.
  mutating func finish() {
    guard let hidden, options.hidden == nil else { return }
    let rows = hidden.count == 1 ? "a hidden row is" : "\(grouped(hidden.count)) hidden rows are"
    problems.report(
      warning: .warning(
        "records.hidden-rows", "\(rows) read like the others",
        at: hidden.first.location(in: parts.name),
        hints: [
          "a filter only hides rows: write 'hidden: leave out' in 'data' if they are to get no letter",
          "or 'hidden: read', if they are to get one",
        ]))
  }

  private mutating func beginRow(_ attributes: [XMLAttribute]) throws(DiagnosticsError) {
    let written = attributes["r"]
    let next = written.map { Int($0) } ?? rowNumber + 1
    guard let next, next > rowNumber, next <= SheetReader.limit.rows, !isInRow else {
      throw parts.damage(
        "a row \(written.map { "'\($0)'" } ?? "too many") follows the row \(rowNumber)")
    }
    (rowNumber, isInRow, isNumbered) = (next, true, written != nil)
    isHidden = ["1", "true"].contains(attributes["hidden"] ?? "")
    column = 0
    row.begin(at: Position(line: rowNumber, column: 1))
  }

  private mutating func endRow() -> ListRow? {
    isInRow = false
    while let last = row.cells.last, last.bytes.isEmpty { row.cells.removeLast() }
    guard !row.isBlank else { return nil }
    width = width ?? row.cells.count
    if isHidden { hidden = (hidden?.first ?? row.position, (hidden?.count ?? 0) + 1) }
    row.isHidden = isHidden
    return row
  }

  private mutating func beginCell(_ attributes: [XMLAttribute]) throws(DiagnosticsError) {
    cell = Cell()
    cell.type = attributes["t"] ?? "n"
    cell.style = attributes["s"].map { Int($0) } ?? 0
    let written = attributes["r"]
    let next = written.map { column(of: $0) } ?? column + 1
    guard next > column, next <= SheetReader.limit.columns else {
      throw parts.damage("a cell of row \(rowNumber) is '\(written ?? "too many")'")
    }
    column = next
  }

  /// The number of the column that a cell's name begins with, such as 28 for `AB12`; 0 if it is no name of a
  /// cell of this row.
  private func column(of name: String) -> Int {
    var (number, row, rest) = (0, 0, name.utf8[...])
    while let byte = rest.first, (0x41...0x5A).contains(byte), number < SheetReader.limit.columns {
      number = number * 26 + Int(byte - 0x40)
      rest.removeFirst()
    }
    while let byte = rest.first, (0x30...0x39).contains(byte), row < SheetReader.limit.rows {
      row = row * 10 + Int(byte - 0x30)
      rest.removeFirst()
    }
    return rest.isEmpty && (row == rowNumber || !isNumbered) ? number : 0
  }

  private mutating func endCell() throws(DiagnosticsError) {
    guard isInRow, column > 0 else { throw parts.damage("a cell is in no row") }
    switch cell.type {
    case _ where cell.value.isEmpty: if cell.type != "str" { reportMissingValue() }
    case "s": put(try sharedText(), .text)
    case "n": try putNumber()
    case "b": put(try boolean(), .boolean)
    case "e":
      let value = cell.value
      report(
        "records.cell-error", "the cell shows the error '\(value)'",
        "correct its formula, or what that refers to")
    case "d":
      let text = cell.value.replacing("T00:00:00", with: "").replacing("T", with: " ")
      put(text, isoDate(text.utf8) == nil ? .text : .date)
    default: put(unescaped(cell.value), .text)
    }
  }

  private mutating func reportMissingValue() {
    guard cell.isFormula else { return }
    report(
      "records.no-cell-value", "the cell has a formula, but no value of it",
      "open the workbook in Excel, which works it out, and save it")
  }

  private func boolean() throws(DiagnosticsError) -> String {
    switch cell.value {
    case "1", "true": return "true"
    case "0", "false": return "false"
    default: throw parts.damage("'\(cell.value)' in row \(rowNumber) is neither true nor false")
    }
  }

  private func sharedText() throws(DiagnosticsError) -> ArraySlice<UInt8> {
    if let number = Int(cell.value), let text = texts[number] { return text }
    throw parts.damage("it has no text '\(cell.value)', to which a cell of row \(rowNumber) refers")
  }

  private mutating func putNumber() throws(DiagnosticsError) {
    guard let number = CellNumber(cell.value) else {
      throw parts.damage("'\(cell.value)' in row \(rowNumber) is no number")
    }
    guard let style = cell.style, let format = formats[style] else {
      throw parts.damage("it has no style for a cell of row \(rowNumber)")
    }
    guard number.isFinite else {
      let value = cell.value
      return report(
        "records.cell-number", "the number '\(value)' is beyond those that a workbook can hold",
        "correct it, or the formula that works it out")
    }
    if let text = number.text(as: format, usesLaterDates: formats.usesLaterDates) {
      return put(text, format == .date || format == .dateAndTime ? .date : .text)
    }
    put(number.plain, .number)
    if format == .percentage, percentages.insert(column).inserted {
      let place = place
      problems.report(
        warning: .warning(
          "records.percentage",
          "this column shows percentages; 25 % is read as 0.25, as the workbook has it",
          at: place, hints: ["write the column as plain numbers, or as text, if letters print it"]))
    }
  }

  private mutating func put(_ text: String, _ kind: ListRow.Kind) {
    put(Array(text.utf8)[...], kind)
  }

  /// Gives the cell at hand its value.
  private mutating func put(_ bytes: ArraySlice<UInt8>, _ kind: ListRow.Kind) {
    guard bytes.count <= options.longestValue else {
      return report(
        "records.long-value", "a value is longer than \(grouped(options.longestValue)) bytes",
        "put the text into the letter, or into a file of its own")
    }
    guard !bytes.isEmpty, hasRoom(for: bytes.count) else { return }
    row.pad(to: column - 1)
    let start = row.bytes.count
    row.bytes.append(contentsOf: bytes)
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) { tidy(from: start) }
    row.cells.append(
      .init(
        bytes: start..<row.bytes.count, position: Position(line: rowNumber, column: column),
        kind: kind))
  }

  /// Whether the row takes a value of so many bytes in the column at hand.
  private mutating func hasRoom(for count: Int) -> Bool {
    if isLeftOut, row.bytes.count + count > options.longestRecord || column > width ?? 0 {
      return false
    }
    if let width, column > width {
      row.farthest = column  // which is told when the row is looked at
    } else if column > options.mostFields {
      let place = place
      problems.report(
        error: .error(
          "records.too-many-columns",
          "a value stands in column \(grouped(column)), and at most "
            + "\(grouped(options.mostFields)) columns are read", at: place,
          hints: ["move it to the columns beside the others, or delete it"]))
    } else if row.bytes.count + count > options.longestRecord {
      let place = place
      problems.report(error: longRecord("row", options, at: place))
    } else {
      return true
    }
    return false
  }

  /// Makes line ends of a value LF, and notes a character in it that cannot be printed.
  private mutating func tidy(from start: Int) {
    let text = String(decoding: row.bytes[start...], as: UTF8.self)
      .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    row.bytes.replaceSubrange(start..., with: text.utf8)
    guard let control = text.unicodeScalars.first(where: isControl), !isLeftOut else { return }
    let position = position
    problems.report(
      .value, at: position, error: controlCharacter(control, at: position, in: parts.name))
  }

  /// Whether nobody asks what is wrong with the row at hand; the header is never left out.
  private var isLeftOut: Bool { isHidden && options.leavesOutHidden && width != nil }

  private var position: Position { Position(line: rowNumber, column: column) }
  private var place: SourceLocation { position.location(in: parts.name) }

  /// Notes that the cell at hand has no value that can be told.
  private mutating func report(_ id: String, _ message: String, _ hint: String) {
    guard !isLeftOut else { return }
    let (position, place) = (position, place)
    problems.report(.value, at: position, error: .error(id, message, at: place, hints: [hint]))
  }
}
