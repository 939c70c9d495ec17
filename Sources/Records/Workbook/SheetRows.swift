import Diagnostics

/// Puts the cells of a sheet into rows, whatever form its workbook has.
///
/// A row has all cells from the first column to the last one that holds something, but none beyond those of the
/// first row, the header; rows that hold nothing are left out. A place is the row's and the column's number.
struct SheetRows {
  /// What is wrong with single cells.
  private(set) var problems: ProblemList
  /// The number of the row at hand.
  private(set) var number = 0
  /// The column of the cell at hand, from 1; 0 before the first.
  var column = 0
  /// How many columns the header has; nil before it.
  private(set) var width: Int?
  private let name: String
  private let options: ListOptions
  private var row = ListRow()
  private var isHidden = false
  private var hidden: (first: Position, count: Int)?
  private var percentages: Set<Int> = []

  /// The most rows and columns that a sheet can have.
  static let limit = (rows: 1 << 20, columns: 1 << 14)

  /// No rows yet of a workbook that is called `name` in messages.
  init(named name: String, options: ListOptions) {
    (self.name, self.options) = (name, options)
    problems = ProblemList(file: name, limit: options.problemLimit)
  }

  /// Begins a row.
  mutating func begin(row number: Int, isHidden: Bool) {
    (self.number, self.isHidden, column) = (number, isHidden, 0)
    row.begin(at: Position(line: number, column: 1))
  }

  /// Ends the row, and gives it if it holds something.
  mutating func end() -> ListRow? {
    while let last = row.cells.last, last.bytes.isEmpty { row.cells.removeLast() }
    guard !row.isBlank else { return nil }
    width = width ?? row.cells.count
    if isHidden { hidden = (hidden?.first ?? row.position, (hidden?.count ?? 0) + 1) }
    row.isHidden = isHidden
    return row
  }

  /// Passes over so many rows that hold nothing, or that were given already.
  mutating func skip(_ count: Int) { number += count }

  /// Notes what can only be known at the end of the sheet.
  mutating func finish() {
    guard let hidden, options.hidden == nil else { return }
    let rows = hidden.count == 1 ? "a hidden row is" : "\(grouped(hidden.count)) hidden rows are"
    problems.report(
      warning: .warning(
        "records.hidden-rows", "\(rows) read like the others",
        at: hidden.first.location(in: name),
        hints: [
          "a filter only hides rows: write 'hidden: leave out' in 'data' if they are to get no letter",
          "or 'hidden: read', if they are to get one",
        ]))
  }
}

// The cell at hand.
extension SheetRows {
  /// Whether nobody asks what is wrong with the row at hand; the header is never left out.
  private var isLeftOut: Bool { isHidden && options.leavesOutHidden && width != nil }

  private var position: Position { Position(line: number, column: column) }
  private var place: SourceLocation { position.location(in: name) }

  /// Gives it its value.
  mutating func put(_ text: String, _ kind: ListRow.Kind) {
    put(Array(text.utf8)[...], kind)
  }

  /// Gives it its value.
  mutating func put(_ bytes: ArraySlice<UInt8>, _ kind: ListRow.Kind) {
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
    row.cells.append(.init(bytes: start..<row.bytes.count, position: position, kind: kind))
  }

  /// Gives it a number as a part of a hundred, of which is told once for each column.
  mutating func put(percentage number: CellNumber) {
    put(number.plain, .number)
    guard percentages.insert(column).inserted else { return }
    let place = place
    problems.report(
      warning: .warning(
        "records.percentage",
        "this column shows percentages; 25 % is read as 0.25, as the workbook has it",
        at: place, hints: ["write the column as plain numbers, or as text, if letters print it"]))
  }

  /// Notes that it shows an error.
  mutating func report(error: String) {
    report(
      "records.cell-error", "the cell shows the error '\(error)'",
      "correct its formula, or what that refers to")
  }

  /// Notes that it has no value, though a formula stands in it; `program` works such values out.
  mutating func reportMissingValue(_ program: String) {
    report(
      "records.no-cell-value", "the cell has a formula, but no value of it",
      "open the workbook in \(program), which works it out, and save it")
  }

  /// Notes that its number is endless.
  mutating func report(endless number: String) {
    report(
      "records.cell-number", "the number '\(number)' is beyond those that a workbook can hold",
      "correct it, or the formula that works it out")
  }

  /// Notes that it has no value that can be told.
  mutating func report(_ id: String, _ message: String, _ hint: String) {
    guard !isLeftOut else { return }
    let (position, place) = (position, place)
    problems.report(.value, at: position, error: .error(id, message, at: place, hints: [hint]))
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
    let (position, name) = (position, name)
    problems.report(
      .value, at: position, error: controlCharacter(control, at: position, in: name))
  }
}

extension ListRow {
  /// Makes it the row below.
  mutating func moveDown() {
    position.line += 1
    for index in cells.indices { cells[index].position.line += 1 }
  }
}
