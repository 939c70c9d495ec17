import Diagnostics

/// The first reading of a list in rows: finds its header, counts its rows and finds every fault in them.
struct RowSurvey {
  /// What is wrong with the rows.
  private(set) var problems: ProblemList
  /// How many records there are.
  private(set) var count = 0
  /// The keys; nil if there is no key field.
  private var keys: KeyCheck?

  private let file: String
  private let header: HeaderRow
  private let separator: UInt8?
  private let leavesOutHidden: Bool
  private let mayBeEmpty: Bool
  private let keyColumn: Int?
  /// The blank rows that may be the last ones of the list: the first one's place and how many.
  private var blankRows: (position: Position, count: Int)?
  private var namelessColumns: Set<Int>

  /// A survey of the rows under `header`.
  init(
    _ header: HeaderRow, separator: UInt8?, key: KeyField?, named file: String, options: ListOptions
  ) {
    (self.header, self.separator, self.file) = (header, separator, file)
    (leavesOutHidden, mayBeEmpty) = (options.leavesOutHidden, options.mayBeEmpty)
    problems = ProblemList(file: file, limit: options.problemLimit)
    let field = key.flatMap { header.fields.position(of: $0.name) }
    keyColumn = field.flatMap { field in header.fieldOfColumn.firstIndex { $0 == field } }
    if let key, field != nil {
      keys = KeyCheck(
        key, noun: "row", file: file, options: options, countsPlaces: separator == nil)
    }
    namelessColumns = header.namelessColumns
    if let key, keys == nil {
      let place = header.position.location(in: file)
      problems.report(error: missingKey(key.name, fields: header.fields, kind: "column", at: place))
    }
  }

  mutating func look(at row: ListRow) {
    guard !row.isBlank else {
      blankRows = (blankRows?.position ?? row.position, (blankRows?.count ?? 0) + 1)
      return
    }
    reportBlankRows()
    count += 1
    guard !row.isHidden || !leavesOutHidden else {
      keys?.noteFaultyRow(number: count, key: "")
      return
    }
    let fewest = separator == nil ? 0 : header.fewestColumns
    if row.width < fewest || row.width > header.columnCount {
      let fault = ragged(row)
      problems.report(.row, at: row.position, error: fault)
      keys?.noteFaultyRow(number: count, key: keyColumn.map { row.text($0) } ?? "")
      return
    }
    lookAtNamelessColumns(row)
    if let column = keyColumn {
      keys?.note(
        row.text(column), number: count, at: row.place(column),
        weight: row.bytes.count + 64 * row.cells.count, problems: &problems)
    }
  }

  /// Notes what can only be known at the end of the list.
  mutating func finish() {
    guard count == 0, !mayBeEmpty else { return }
    problems.report(
      error: .error(
        "records.no-rows", "the list has a header but no rows",
        at: header.position.location(in: file)))
  }

  /// Hands over what was found out about the keys.
  mutating func takeKeys() -> KeyCheck? {
    defer { keys = nil }
    return keys
  }

  private mutating func reportBlankRows() {
    guard let (position, count) = blankRows else { return }
    blankRows = nil
    let message =
      count == 1
      ? "a blank row is left out" : "\(grouped(count)) blank rows are left out"
    problems.report(
      warning: .warning("records.blank-row", message, at: position.location(in: file)))
  }

  private mutating func lookAtNamelessColumns(_ row: ListRow) {
    guard !namelessColumns.isEmpty else { return }
    for (column, cell) in row.cells.enumerated() where !isBlank(row.bytes[cell.bytes]) {
      guard namelessColumns.remove(column) != nil else { continue }
      let place = cell.position
      problems.report(
        error: .error(
          "records.blank-column", "column \(column + 1) has values but no name",
          at: header.positions[column].location(in: file),
          hints: ["the first value stands on \(place.shown(in: file))"]))
    }
  }

  private func ragged(_ row: ListRow) -> Diagnostic {
    let (found, expected) = (row.width, header.columnCount)
    return .error(
      "records.ragged-row",
      "this row has \(counted(found, "value")), but the header has \(counted(expected, "column"))",
      at: row.position.location(in: file), hints: [raggedHint(isLong: found > expected)])
  }

  private func raggedHint(isLong: Bool) -> String {
    guard let separator else {
      return "give each column a name, or empty the cells beyond the last"
    }
    let character = separator == 0x09 ? "tab" : "'\(String(decoding: [separator], as: UTF8.self))'"
    return isLong
      ? "put a value that has a \(character) in it between quotation marks"
      : "an empty value needs its \(character) too"
  }
}

/// A number and a noun: `1 value`, `2 values`.
private func counted(_ number: Int, _ noun: String) -> String {
  "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
}
