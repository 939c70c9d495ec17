import Bytes
import Diagnostics

/// The rows of a table in the order of the records that they belong to: as the table has them, or sorted.
struct OrderedRows: Sendable {
  private enum Content: Sendable {
    case listed(RowOwners)
    case sorted(ByteSource, size: Int)
  }

  let table: ListFile
  private let content: Content
  private let options: ListOptions

  /// Sorts rows, unless they are in order.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - owners: To which record each of its rows belongs.
  ///   - options: How much is sorted and read at a time.
  /// - Throws: ``DiagnosticsError`` if the table cannot be read again, or the rows not be kept.
  init(_ table: ListFile, _ owners: RowOwners, _ options: ListOptions) throws(DiagnosticsError) {
    (self.table, self.options) = (table, options)
    if owners.isInOrder {
      content = .listed(owners)
    } else {
      var reader = try table.records()
      let source = try RowSorter.sorted(named: table.name, options) { () throws(DiagnosticsError) in
        while let row = try reader.next() {
          let owner = owners.owner(ofRow: row.number)
          if owner > 0 { return (owner, row) }
        }
        return nil
      }
      content = .sorted(source, size: try source.size())
    }
  }

  /// The rows of a table of which each is a record, in another order.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - order: The order; rows that it leaves out are left out.
  ///   - options: How much is sorted and read at a time.
  /// - Throws: ``DiagnosticsError`` if the table cannot be read again, or the rows not be kept.
  init(_ table: ListFile, in order: RecordOrder, _ options: ListOptions) throws(DiagnosticsError) {
    var reader = try table.records()
    let source = try RowSorter.sorted(named: table.name, options) { () throws(DiagnosticsError) in
      while let row = try reader.next() {
        if let place = order.place(of: row.number) { return (place, row) }
      }
      return nil
    }
    try self.init(table, sorted: source, options)
  }

  private init(_ table: ListFile, sorted source: ByteSource, _ options: ListOptions)
    throws(DiagnosticsError)
  {
    (self.table, self.options) = (table, options)
    content = .sorted(source, size: try source.size())
  }

  /// The same rows, with their records in another order; those of records that it leaves out are left out.
  ///
  /// - Throws: ``DiagnosticsError`` if they cannot be read again, or not be kept.
  func reordered(_ order: RecordOrder) throws(DiagnosticsError) -> OrderedRows {
    var reader = try reader()
    let source = try RowSorter.sorted(named: table.name, options) { () throws(DiagnosticsError) in
      while let (owner, row) = try reader.next() {
        if let place = order.place(of: owner) { return (place, row) }
      }
      return nil
    }
    return try OrderedRows(table, sorted: source, options)
  }

  /// A reader before the first record's rows.
  ///
  /// - Throws: ``DiagnosticsError`` if the table is not what it was when it was opened.
  func reader() throws(DiagnosticsError) -> OrderedRowReader {
    switch content {
    case .listed(let owners): return OrderedRowReader(listed: try table.records(), owners)
    case .sorted(let source, let size):
      try table.source.verifyUnchanged()
      let bytes = KeyedBytesReader(source, in: 0..<size, pieceSize: options.chunkSize)
      return OrderedRowReader(sorted: bytes, of: table)
    }
  }
}

/// Gives the rows of one record after the other.
struct OrderedRowReader: Sendable {
  /// A row and the number of the record that it belongs to.
  fileprivate typealias OwnedRow = (owner: Int, row: Record)

  private var listed: (reader: TableReader, owners: RowOwners)?
  private var sorted: (reader: KeyedBytesReader, fields: Fields, file: String)?
  /// A row of a later record than the last one that was asked for.
  private var pending: OwnedRow?

  /// A reader of rows that the table has in order.
  fileprivate init(listed reader: TableReader, _ owners: RowOwners) {
    listed = (reader, owners)
  }

  /// A reader of rows that were sorted.
  fileprivate init(sorted reader: KeyedBytesReader, of table: ListFile) {
    sorted = (reader, table.fields, table.name)
  }

  /// The rows of a record, in the order of the table; records are asked for in the order of their numbers.
  ///
  /// - Throws: ``DiagnosticsError`` if reading breaks off.
  mutating func rows(of number: Int) throws(DiagnosticsError) -> [Record] {
    var rows: [Record] = []
    while true {
      var next = pending
      pending = nil
      if next == nil { next = try self.next() }
      guard let next else { return rows }
      guard next.owner <= number else {
        pending = next
        return rows
      }
      if next.owner == number { rows.append(next.row) }
    }
  }

  /// The next row with the number of its record; nil after the last one.
  ///
  /// - Throws: ``DiagnosticsError`` if reading breaks off.
  fileprivate mutating func next() throws(DiagnosticsError) -> OwnedRow? {
    if let row = try listed?.reader.next() {
      // Rows that belong to no record have the number of none.
      return (Int(listed?.owners.owner(ofRow: row.number) ?? 0), row)
    }
    guard let (key, bytes) = try sorted?.reader.next().map({ ($0.key, $0.bytes) }),
      let (_, fields, file) = sorted
    else { return nil }
    do throws(ByteFault) {
      return (Int(SortedKey.number(key)), try StoredRow.row(bytes, fields, number: 0, file: file))
    } catch {
      throw DiagnosticsError(
        .error(
          "records.spool", "the rows of '\(file)' that were kept in a temporary file are damaged",
          failure: .inputOutput))
    }
  }
}
