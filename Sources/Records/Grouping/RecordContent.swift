package import Diagnostics

/// What the records of a list are made of, ready to be read.
struct RecordContent: Sendable {
  /// What is at the beginning of each record.
  enum Beginning: Sendable {
    /// A row of the table.
    case row(ListFile)
    /// All rows of the table with one key.
    case rows(OrderedRows, RowGathering)
  }

  /// What the records' values are called.
  let fields: Fields
  /// How many records there are.
  let count: Int
  /// What the rows of a record hold, by the names of the fields that hold them.
  let rowFields: [String: Fields]
  /// What is at the beginning of each record.
  let beginning: Beginning
  /// The rows of other tables, which follow.
  let joined: [OrderedRows]
  /// The records that are at fault in the list itself.
  let faults: ListFaults

  /// The sheet that is read of a workbook; nil if the list is none.
  var sheetName: String? {
    switch beginning {
    case .row(let table): table.sheetName
    case .rows(let rows, _): rows.table.sheetName
    }
  }
}

/// Gives the records of a list one after the other.
package struct RecordReader: Sendable {
  // One of these two is there.
  private var table: TableReader?
  private var rows: (reader: OrderedRowReader, gathering: RowGathering)?
  private var joined: [OrderedRowReader] = []
  private let fields: Fields
  private var number = 0

  /// A reader before the first record.
  init(_ content: RecordContent) throws(DiagnosticsError) {
    fields = content.fields
    switch content.beginning {
    case .row(let table): self.table = try table.records()
    case .rows(let rows, let gathering): self.rows = (try rows.reader(), gathering)
    }
    for rows in content.joined { joined.append(try rows.reader()) }
  }

  /// The next record; nil after the last one.
  ///
  /// - Throws: ``DiagnosticsError`` if reading breaks off, or if the file turns out at its end to have been
  ///   changed meanwhile.
  package mutating func next() throws(DiagnosticsError) -> Record? {
    var first = try table?.next()
    if first == nil { first = try nextOfRows() }
    guard var record = first else { return nil }
    guard !joined.isEmpty else { return record }
    record.fields = fields
    for index in joined.indices {
      let rows = try joined[index].rows(of: record.number)
      record.values.append(Value(rows: rows, at: record.location))
    }
    return record
  }

  private mutating func nextOfRows() throws(DiagnosticsError) -> Record? {
    number += 1
    guard let found = try rows?.reader.rows(of: number) else { return nil }
    return rows?.gathering.record(number, of: found, fields: fields)
  }
}
