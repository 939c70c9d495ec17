import Diagnostics
import Records

/// A list as the program reads it: once to find what is wrong, then record by record.
struct ListReading: Equatable {
  /// What is wrong with it, or should be looked at.
  private(set) var problems: [String] = []
  /// Its records; none if something is wrong.
  private(set) var records: [Record] = []
  /// What its values are called.
  private(set) var fields = Fields([])
  /// Whether it was taken.
  private(set) var isTaken = false

  /// Reads bytes as a list.
  ///
  /// - Throws: ``Violation`` where records are not as they are promised.
  init(
    _ bytes: [UInt8], named name: String, key: String? = nil, rows: String? = nil,
    options: ListOptions
  ) throws {
    var parts = RecordParts(key: key)
    let place = SourceLocation(file: "letter.md", line: 1, column: 1)
    parts.rows = rows.map { RowsName($0, at: place) }
    do {
      let opened = try RecordList.open(bytes: bytes, named: name, of: parts, options: options)
      problems = opened.warnings.map(\.description)
      fields = opened.output.fields
      isTaken = true
      try read(opened.output)
    } catch let error as DiagnosticsError {
      problems = error.diagnostics.map(\.description)
      guard !isTaken else { throw Violation("a fault is told only at a second reading") }
      guard !problems.isEmpty else { throw Violation("a list is refused without a word") }
    }
  }

  private mutating func read(_ list: RecordList) throws {
    var reader = try list.records()
    while let record = try reader.next() {
      guard record.number == records.count + 1, record.values.count == fields.names.count,
        record.location.line > 0
      else { throw Violation("record \(records.count + 1) is not as records are") }
      records.append(record)
    }
    guard records.count == list.count else {
      throw Violation("\(list.count) records were counted, \(records.count) are there")
    }
  }

  /// Reads bytes as a list in one of the forms of text: as a whole, in small pieces, and with a key.
  static func examine(_ bytes: [UInt8], as format: ListFormat) throws -> Outcome {
    let name = "list.\(format)"
    var options = ListOptions(format: format)
    let whole = try ListReading(bytes, named: name, options: options)
    options.chunkSize = bytes.count < 1024 ? 1 : 61
    let pieces = try ListReading(bytes, named: name, options: options)
    guard whole == pieces else { throw Violation("what is read depends on the size of pieces") }
    if let key = whole.fields.names.first {
      let keyed = try ListReading(
        bytes, named: name, key: key, options: ListOptions(format: format))
      guard !keyed.isTaken || keyed.records == whole.records else {
        throw Violation("other records are read for a key")
      }
      try examineRows(of: key, in: bytes, options, whole)
    }
    return whole.outcome
  }

  /// Rows with one key are together however little is sorted at a time, and none is lost.
  private static func examineRows(
    of key: String, in bytes: [UInt8], _ options: ListOptions, _ whole: ListReading
  ) throws {
    var options = options
    let name = "list.\(options.format ?? .csv)"
    let read = { (options: ListOptions) in
      try ListReading(bytes, named: name, key: key, rows: "rows of a key", options: options)
    }
    let grouped = try read(options)
    options.sortedBytes = bytes.count / 16
    guard try read(options) == grouped else {
      throw Violation("which rows are together depends on how much is sorted")
    }
    let count = grouped.records.reduce(0) { count, record in
      guard case .list(let rows)? = record.values.last?.content else { return count }
      return count + rows.count
    }
    guard !grouped.isTaken || count == whole.records.count else {
      throw Violation("of \(whole.records.count) rows \(count) are in records")
    }
  }

  /// What came of it.
  var outcome: Outcome {
    isTaken
      ? .taken(problems + ["\(records.count) records", "\(records.hashValue)"]) : .refused(problems)
  }
}
