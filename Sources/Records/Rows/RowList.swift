import Diagnostics

/// A list in rows under a row of names, which was read once and found good; it can be read again any number
/// of times.
struct RowList<Source: RowSource>: Sendable {
  let header: HeaderRow
  private let source: Source
  private let name: String
  private let options: ListOptions

  /// Looks at the beginning of a list.
  ///
  /// - Parameters:
  ///   - source: The list's rows.
  ///   - name: What it is called in messages.
  ///   - options: How to read it.
  ///   - problems: Where faults of the header are noted.
  /// - Throws: ``DiagnosticsError`` if there is no header, so that nothing more can be said.
  init(
    _ source: Source, named name: String, options: ListOptions, problems: inout ProblemList
  ) throws(DiagnosticsError) {
    (self.source, self.name, self.options) = (source, name, options)
    var (reader, row) = (try source.rows(), ListRow())
    let hasRow = try reader.next(into: &row)
    if !hasRow { row.begin(at: row.position) }
    header = HeaderRow(row, named: name, options: options, problems: &problems)
    guard !hasRow || header.fields.names.isEmpty else { return }
    problems.report(contentsOf: reader.problems)
    if !reader.problems.hasErrors {
      problems.report(
        error: .error(
          "records.no-header", "the first row must hold the names of the columns, but is blank",
          at: row.position.location(in: name)))
    }
    throw DiagnosticsError(problems.diagnostics)
  }

  /// Reads the whole list and notes every fault in it.
  ///
  /// - Returns: How many records there are, and what their keys tell.
  func survey(key: KeyField?, problems: inout ProblemList) throws(DiagnosticsError)
    -> (count: Int, keys: FoundKeys)
  {
    var survey = RowSurvey(
      header, separator: source.separator, key: key, named: name, options: options)
    var (reader, row) = (try rows(), ListRow())
    while try reader.next(into: &row) { survey.look(at: row) }
    if !reader.problems.hasErrors { survey.finish() }
    problems.report(contentsOf: reader.problems)
    problems.report(contentsOf: survey.problems)
    let count = survey.count
    let keys = try survey.takeKeys()?.finish(problems: &problems) {
      visit throws(DiagnosticsError) in
      var records = try records()
      // The keys of rows that are left out count for nothing.
      while let record = try records.next() {
        if !(record.isHidden && options.leavesOutHidden) { visit(record) }
      }
    }
    return (count, keys ?? FoundKeys())
  }

  /// The records from the first one on.
  func records() throws(DiagnosticsError) -> RowRecords<Source.Reader> {
    RowRecords(try rows(), header: header, file: name)
  }

  private func rows() throws(DiagnosticsError) -> Source.Reader {
    var (reader, row) = (try source.rows(), ListRow())
    _ = try reader.next(into: &row)
    return reader
  }
}

/// Makes records of the rows of a list.
struct RowRecords<Reader: RowReader>: Sendable {
  private var reader: Reader
  private let header: HeaderRow
  private let file: String
  private var row = ListRow()
  private var number = 0

  /// The records of the rows that `reader` will give.
  init(_ reader: Reader, header: HeaderRow, file: String) {
    (self.reader, self.header, self.file) = (reader, header, file)
  }

  /// The next record that is not blank; nil at the end of the list.
  mutating func next() throws(DiagnosticsError) -> Record? {
    repeat {
      guard try reader.next(into: &row) else { return nil }
    } while row.isBlank
    number += 1
    var values: [Value] = []
    values.reserveCapacity(header.fields.names.count)
    for column in header.fieldOfColumn.indices where header.fieldOfColumn[column] != nil {
      values.append(
        Value(row.content(column, in: file), at: row.place(column).location(in: file)))
    }
    var record = Record(
      number: number, fields: header.fields, values: values,
      location: row.position.location(in: file))
    record.isHidden = row.isHidden
    return record
  }
}
