import Diagnostics

/// A CSV list that was read once and found good; it can be read again any number of times.
struct CSVList: Sendable {
  /// The header.
  let header: CSVHeader
  private let source: ByteSource
  private let layout: TextLayout
  private let separator: CSVSeparator
  private let name: String
  private let options: ListOptions

  /// Looks at the beginning of a list.
  ///
  /// - Parameters:
  ///   - source: The list's bytes.
  ///   - layout: How its text is written.
  ///   - name: What it is called in messages.
  ///   - options: How to read it.
  ///   - problems: Where faults of the header are noted.
  /// - Throws: ``DiagnosticsError`` if there is no header, so that nothing more can be said.
  init(
    _ source: ByteSource, _ layout: TextLayout, named name: String, options: ListOptions,
    problems: inout ProblemList
  ) throws(DiagnosticsError) {
    (self.source, self.layout, self.name, self.options) = (source, layout, name, options)
    separator = try CSVSeparator(source, layout, named: name, options: options)
    var reader = Self.reader(source, layout, separator, named: name, options: options)
    var row = CSVRow()
    if separator.hasLine { _ = try reader.next(into: &row) }
    let hasRow = try reader.next(into: &row)
    header = CSVHeader(row, named: name, options: options, problems: &problems)
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
  /// - Returns: How many records there are.
  func survey(key: String?, problems: inout ProblemList) throws(DiagnosticsError) -> Int {
    var survey = CSVSurvey(
      header, separator: separator.byte, key: key, named: name, options: options)
    var (reader, row) = (try rows(), CSVRow())
    while try reader.next(into: &row) { survey.look(at: row) }
    if !reader.problems.hasErrors { survey.finish() }
    problems.report(contentsOf: reader.problems)
    problems.report(contentsOf: survey.problems)
    try survey.keys?.finish(problems: &problems) { visit throws(DiagnosticsError) in
      var records = try records()
      while let record = try records.next() { visit(record) }
    }
    return survey.count
  }

  /// The records from the first one on.
  func records() throws(DiagnosticsError) -> CSVRecords {
    CSVRecords(try rows(), header: header, file: name)
  }

  /// The rows under the header.
  private func rows() throws(DiagnosticsError) -> CSVReader {
    var reader = Self.reader(source, layout, separator, named: name, options: options)
    var row = CSVRow()
    if separator.hasLine { _ = try reader.next(into: &row) }
    _ = try reader.next(into: &row)
    return reader
  }

  private static func reader(
    _ source: ByteSource, _ layout: TextLayout, _ separator: CSVSeparator, named name: String,
    options: ListOptions
  ) -> CSVReader {
    let text = TextReader(source, layout, chunkSize: options.chunkSize)
    return CSVReader(text, separator: separator.byte, named: name, options: options)
  }
}

/// Makes records of the rows of a CSV list.
struct CSVRecords: Sendable {
  private var reader: CSVReader
  private let header: CSVHeader
  private let file: String
  private var row = CSVRow()
  private var number = 0

  /// The records of the rows that `reader` will give.
  init(_ reader: CSVReader, header: CSVHeader, file: String) {
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
      let position = column < row.cells.count ? row.cells[column].position : row.position
      values.append(Value(.text(row.text(column)), at: position.location(in: file)))
    }
    return Record(
      number: number, fields: header.fields, values: values,
      location: row.position.location(in: file))
  }
}
