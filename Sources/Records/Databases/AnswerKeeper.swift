import Diagnostics

/// Keeps the rows of a query's answer as those of a sheet are kept, and notes what is wrong with their cells.
///
/// The row of names is row 0; a place is the number of the row in the answer and that of the column.
struct AnswerKeeper {
  /// What is wrong with the cells.
  private(set) var problems: ProblemList
  private let query: ListQuery
  private let name: String
  private let options: ListOptions
  private let columns: [String]
  private var row = ListRow()
  private var number = 0
  /// Columns of which it was told that they hold bytes.
  private var binaryColumns: Set<Int> = []

  /// A keeper of rows with these columns.
  ///
  /// - Throws: ``DiagnosticsError`` where their names cannot be those of a list's fields.
  init(_ columns: [String], of query: ListQuery, named name: String, options: ListOptions)
    throws(DiagnosticsError)
  {
    (self.columns, self.query, self.name, self.options) = (columns, query, name, options)
    problems = ProblemList(file: name, limit: options.problemLimit)
    try checkNames()
  }

  /// Reads rows to their end.
  ///
  /// - Parameter next: Puts the cells of the next row, if there is one.
  /// - Returns: The rows.
  /// - Throws: ``DiagnosticsError`` if there are none or too many, and what `next` throws.
  mutating func keep(
    _ next: (inout AnswerKeeper) throws(DiagnosticsError) -> Bool
  ) throws(DiagnosticsError) -> KeptRows {
    let file = try FileSource(named: name) { write throws(DiagnosticsError) in
      var (rows, size) = (RowEncoder(), 0)
      rows.add(header)
      begin()
      while try next(&self) {
        rows.add(row)
        if rows.isFull {
          let bytes = rows.take()
          size += bytes.count
          try write(bytes)
        }
        guard number <= options.mostRows, size <= options.longestAnswer else { throw tooMany() }
        begin()
      }
      try write(rows.take())
    }
    guard number > 1 || options.mayBeEmpty else {
      throw DiagnosticsError(
        .error("records.no-rows", "the query gives no rows", at: query.location))
    }
    return KeptRows(.file(file), of: "", problems, options: options)
  }

  private mutating func begin() {
    number += 1
    row.begin(at: Position(line: number, column: 1))
  }

  private var header: ListRow {
    var header = ListRow()
    header.begin(at: Position(line: 0, column: 1))
    for (column, name) in columns.enumerated() {
      let start = header.bytes.count
      header.bytes.append(contentsOf: name.utf8)
      header.cells.append(
        .init(bytes: start..<header.bytes.count, position: Position(line: 0, column: column + 1)))
    }
    return header
  }
}

// Cells, which come from the first column to the last.
extension AnswerKeeper {
  /// Puts a value, whose bytes `append` adds, into a column, counted from 0.
  mutating func put(_ kind: ListRow.Kind, in column: Int, _ append: (inout [UInt8]) -> Void) {
    let start = row.bytes.count
    append(&row.bytes)
    let count = row.bytes.count - start
    guard count <= options.longestValue, row.bytes.count <= options.longestRecord else {
      row.bytes.removeSubrange(start...)
      return reportLong(count, in: column)
    }
    guard count > 0 else { return }
    row.pad(to: column)
    if kind == .text || kind == .list { tidy(from: start, column) }
    row.cells.append(
      .init(bytes: start..<row.bytes.count, position: position(column), kind: kind))
  }

  /// Puts a text into a column.
  mutating func put(_ kind: ListRow.Kind, _ text: String, in column: Int) {
    put(kind, in: column) { $0.append(contentsOf: text.utf8) }
  }

  /// Puts what a text of JSON says into a column: an array is a list, an object is refused as in any record.
  mutating func put(json text: [UInt8], in column: Int) {
    let place = position(column).location(in: name)
    let isArray = text.first { $0 > 0x20 } == UInt8(ascii: "[")
    do throws(DiagnosticsError) {
      let whole = isArray ? text[...] : ([UInt8(ascii: "[")] + text + [UInt8(ascii: "]")])[...]
      let items = try JSONCell.items(whole, at: place)
      guard !isArray else { return put(.list, in: column) { $0 += text } }
      switch items.first?.content {
      case .text(let text): put(.text, text, in: column)
      case .number(let text): put(.number, text, in: column)
      case .boolean(let isTrue): put(.boolean, isTrue ? "true" : "false", in: column)
      case .date, .list, nil: break
      case .group:
        report(
          "records.group", column,
          "'\(columns[column])' is a group, and a record's values are single or lists",
          "ask for each value of the group in a column of its own")
      }
    } catch {
      report(
        "records.json-syntax", column,
        "the value is no JSON: \(error.diagnostics.first?.message ?? "")")
    }
  }

  /// Notes that a cell holds bytes that are no text; of a column once.
  mutating func refuseBytes(in column: Int) {
    guard binaryColumns.insert(column).inserted else {
      return problems.count(errors: 1)
    }
    report(
      "records.bytes", column,
      "the column '\(columns[column])' holds bytes that are no text, such as a picture",
      "leave the column out of the query")
  }

  /// Notes that a cell has no value that can be told.
  mutating func report(_ id: String, _ column: Int, _ message: String, _ hint: String? = nil) {
    let position = position(column)
    problems.report(
      .value, at: position,
      error: .error(id, message, at: position.location(in: name), hints: hint.map { [$0] } ?? []))
  }

  private func position(_ column: Int) -> Position { Position(line: number, column: column + 1) }

  private mutating func reportLong(_ count: Int, in column: Int) {
    let limit = count > options.longestValue ? options.longestValue : options.longestRecord
    let noun = count > options.longestValue ? "value" : "row"
    report(
      "records.long-\(noun == "row" ? "record" : noun)", column,
      "a \(noun) is longer than \(grouped(limit)) bytes",
      "put the text into the letter, or into a file of its own")
  }

  /// Makes line ends of a value LF, and notes what in it is no text or cannot be printed.
  private mutating func tidy(from start: Int, _ column: Int) {
    requireText(from: start, column)
    let mayHoldControl = { (byte: UInt8) in byte < 0x20 || byte == 0x7F || byte == 0xC2 }
    guard row.bytes[start...].contains(where: mayHoldControl) else { return }
    let text = String(decoding: row.bytes[start...], as: UTF8.self)
      .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    row.bytes.replaceSubrange(start..., with: text.utf8)
    guard let control = text.unicodeScalars.first(where: isControl) else { return }
    let (position, name) = (position(column), name)
    problems.report(
      .value, at: position, error: controlCharacter(control, at: position, in: name))
  }

  /// Notes bytes of a value that are not UTF-8.
  private mutating func requireText(from start: Int, _ column: Int) {
    guard row.bytes[start...].contains(where: { $0 >= 0x80 }),
      String(validating: row.bytes[start...], as: UTF8.self) == nil
    else { return }
    report("records.not-utf8", column, "the value is not written in UTF-8")
    let text = String(decoding: row.bytes[start...], as: UTF8.self)
    row.bytes.replaceSubrange(start..., with: text.utf8)
  }
}

// What is wrong with an answer as a whole.
extension AnswerKeeper {
  /// Makes sure that every column has a name of its own.
  private func checkNames() throws(DiagnosticsError) {
    var found: [Diagnostic] = []
    var seen: Set<String> = []
    if columns.count > options.mostFields {
      found.append(tooManyFields(columns.count, options.mostFields, at: query.location))
    }
    for (index, written) in columns.enumerated() where found.count < options.problemLimit {
      let name = ComparedForm.ofName(written)
      if name.utf8.count > options.longestName {
        found.append(longName(options, at: query.location))
      } else if name.isEmpty {
        found.append(nameless(index))
      } else if !seen.insert(name).inserted {
        found.append(
          .error(
            "records.duplicate-column", "two columns of the query are called '\(name)'",
            at: query.location, hints: ["give one of them another name: … as another_name"]))
      }
    }
    guard found.isEmpty else { throw DiagnosticsError(found) }
  }

  private func nameless(_ index: Int) -> Diagnostic {
    .error(
      "records.blank-column", "column \(index + 1) of the query has no name", at: query.location,
      hints: ["give it one: … as name"])
  }

  private func tooMany() -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "records.too-many-rows",
        "the query gives more than \(grouped(options.mostRows)) rows, or "
          + "\(grouped(options.longestAnswer)) bytes", at: query.location,
        hints: ["ask for fewer: … where …"]))
  }
}
