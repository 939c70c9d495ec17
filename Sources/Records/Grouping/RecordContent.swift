package import Diagnostics

/// What the records of a list are made of, ready to be read.
struct RecordContent: Sendable {
  /// What is at the beginning of each record.
  enum Beginning: Sendable {
    /// A row of the table.
    case row(ListFile)
    /// All rows of the table with one key.
    case rows(OrderedRows, RowGathering)
    /// A row of the table, in another order than the table's.
    case ordered(OrderedRows)
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
  /// The order in which records come; nil for the list's own.
  var order: RecordOrder?

  /// Whether reading the list and its tables for the first time would give the same again.
  var isCurrent: Bool { table.isCurrent && joined.allSatisfy(\.table.isCurrent) }

  /// The sheet that is read of a workbook; empty for the answer of a query, nil for a text.
  var sheetName: String? { table.sheetName }

  private var table: ListFile {
    switch beginning {
    case .row(let table): table
    case .rows(let rows, _), .ordered(let rows): rows.table
    }
  }
}

extension RecordContent {
  /// The same records in another order.
  ///
  /// - Parameters:
  ///   - order: The order, of a content that has none yet; records that it leaves out are left out.
  ///   - options: How much is sorted and read at a time.
  /// - Returns: The records that it has, in that order.
  /// - Throws: ``DiagnosticsError`` if they cannot be read again, or not be kept.
  func sorted(_ order: RecordOrder, _ options: ListOptions) throws(DiagnosticsError)
    -> RecordContent
  {
    let beginning: Beginning =
      switch self.beginning {
      case .row(let table): .ordered(try OrderedRows(table, in: order, options))
      case .rows(let rows, let gathering): .rows(try rows.reordered(order), gathering)
      case .ordered(let rows): .ordered(try rows.reordered(order))
      }
    var joined: [OrderedRows] = []
    for rows in self.joined { joined.append(try rows.reordered(order)) }
    return RecordContent(
      fields: fields, count: order.count, rowFields: rowFields, beginning: beginning,
      joined: joined, faults: faults, order: order)
  }
}

/// Gives the records of a list one after the other.
package struct RecordReader: Sendable {
  // One of these two is there.
  private var table: TableReader?
  private var rows: (reader: OrderedRowReader, gathering: RowGathering?)?
  private var joined: [OrderedRowReader] = []
  private let fields: Fields
  private let order: RecordOrder?
  /// How many records were given.
  private var place = 0

  /// A reader before the first record.
  init(_ content: RecordContent) throws(DiagnosticsError) {
    (fields, order) = (content.fields, content.order)
    switch content.beginning {
    case .row(let table): self.table = try table.records()
    case .rows(let rows, let gathering): self.rows = (try rows.reader(), gathering)
    case .ordered(let rows): self.rows = (try rows.reader(), nil)
    }
    for rows in content.joined { joined.append(try rows.reader()) }
  }

  /// The next record; nil after the last one.
  ///
  /// - Throws: ``DiagnosticsError`` if reading breaks off, or if the file turns out at its end to have been
  ///   changed meanwhile.
  package mutating func next() throws(DiagnosticsError) -> Record? {
    place += 1
    var first = try table?.next()
    if first == nil { first = try nextOfRows() }
    guard var record = first else { return nil }
    guard !joined.isEmpty else { return record }
    record.fields = fields
    for index in joined.indices {
      let rows = try joined[index].rows(of: place)
      record.values.append(Value(rows: rows, at: record.location))
    }
    return record
  }

  private mutating func nextOfRows() throws(DiagnosticsError) -> Record? {
    guard let found = try rows?.reader.rows(of: place) else { return nil }
    let number = order?.number(at: place) ?? place
    if let gathering = rows?.gathering {
      return gathering.record(number, of: found, fields: fields)
    }
    var record = found.first
    record?.number = number
    return record
  }
}
