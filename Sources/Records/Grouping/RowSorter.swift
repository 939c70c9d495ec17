import Diagnostics

/// A row as it is sorted: the number of the record that it belongs to, and its bytes.
struct OwnedBytes: Sendable {
  var owner: UInt32
  var bytes: ArraySlice<UInt8>
}

/// Brings the rows of a table into the order of the records that they belong to; rows of one record stay in the
/// table's order.
///
/// Some megabytes are sorted at a time. If that is not all, each such *run* goes into a file of our own, and runs
/// are merged into another.
struct RowSorter {
  /// How many bytes are sorted at a time.
  private let capacity: Int
  private var bytes: [UInt8] = []
  private var rows: [(owner: UInt32, bytes: Range<Int>)] = []

  /// The rows of a table in the order of their records, as bytes of an ``OwnedBytesReader``.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - owners: To which record each of its rows belongs; rows that belong to none are left out.
  ///   - options: How much is sorted at a time.
  /// - Returns: The sorted rows, in memory or in a file of our own.
  /// - Throws: ``DiagnosticsError`` if the table cannot be read again, or the rows not be kept.
  static func sorted(_ table: ListFile, _ owners: RowOwners, _ options: ListOptions)
    throws(DiagnosticsError) -> ByteSource
  {
    var sorter = RowSorter(capacity: options.sortedBytes)
    var reader = try table.records()
    if try !sorter.fill(from: &reader, owners) { return .memory(sorter.run()) }
    var runs: [Range<Int>] = []
    let unmerged = try FileSource(named: table.name) { write throws(DiagnosticsError) in
      var start = 0
      repeat {
        let run = sorter.run()
        runs.append(start..<start + run.count)
        start += run.count
        try write(run)
      } while try sorter.fill(from: &reader, owners) || !sorter.rows.isEmpty
    }
    sorter = RowSorter(capacity: 0)
    var merging = try RunMerging(of: runs, in: .file(unmerged), holding: options.sortedBytes)
    return .file(
      try FileSource(named: table.name) { write throws(DiagnosticsError) in
        while let piece = try merging.next() { try write(piece) }
      })
  }

  private init(capacity: Int) { self.capacity = capacity }

  /// Takes in rows until there are enough to be sorted.
  ///
  /// - Returns: Whether there are; the table has come to its end otherwise.
  private mutating func fill(from reader: inout TableReader, _ owners: RowOwners)
    throws(DiagnosticsError) -> Bool
  {
    while let row = try reader.next() {
      let owner = owners.owner(ofRow: row.number)
      guard owner > 0 else { continue }
      let start = bytes.count
      bytes.append(storing: row)
      rows.append((owner, start..<bytes.count))
      if bytes.count + rows.count * 24 >= capacity { return true }
    }
    return false
  }

  /// The rows at hand, sorted; they are forgotten.
  private mutating func run() -> [UInt8] {
    // By record, then by place: those of one record stay in order.
    rows.sort { ($0.owner, $0.bytes.lowerBound) < ($1.owner, $1.bytes.lowerBound) }
    var run: [UInt8] = []
    run.reserveCapacity(bytes.count + 8 * rows.count)
    for row in rows { run.append(OwnedBytes(owner: row.owner, bytes: bytes[row.bytes])) }
    rows.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    return run
  }
}

extension [UInt8] {
  /// Adds a row: its record's number and how many bytes it has, in four bytes each, and these.
  mutating func append(_ row: OwnedBytes) {
    for number in [row.owner, UInt32(truncatingIfNeeded: row.bytes.count)] {
      for shift in stride(from: 0, to: 32, by: 8) {
        append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
      }
    }
    append(contentsOf: row.bytes)
  }
}

/// Reads rows of a run one after the other.
struct OwnedBytesReader: Sendable {
  private let source: ByteSource
  private var rest: Range<Int>
  private let pieceSize: Int
  private var piece: [UInt8] = []
  private var index = 0

  /// A reader of what stands in a range of a source, so many bytes at a time.
  init(_ source: ByteSource, in range: Range<Int>, pieceSize: Int) {
    (self.source, rest, self.pieceSize) = (source, range, pieceSize)
  }

  /// The next row; nil after the last one.
  mutating func next() throws(DiagnosticsError) -> OwnedBytes? {
    guard try fill(8) else { return nil }
    let (owner, count) = (number(), Int(number()))
    guard try fill(count) else { return nil }
    defer { index += count }
    return OwnedBytes(owner: owner, bytes: piece[index..<index + count])
  }

  private mutating func number() -> UInt32 {
    defer { index += 4 }
    return (0..<4).reduce(0) { $0 | UInt32(piece[index + $1]) << UInt32(8 * $1) }
  }

  /// Makes sure that so many bytes are at hand; there are none at the end.
  private mutating func fill(_ count: Int) throws(DiagnosticsError) -> Bool {
    guard piece.count - index < count else { return true }
    piece.removeFirst(index)
    index = 0
    while piece.count < count {
      let more = try source.read(
        at: rest.lowerBound, count: min(rest.count, max(pieceSize, count - piece.count)))
      if more.isEmpty { return false }
      rest = rest.lowerBound + more.count..<rest.upperBound
      piece += more
    }
    return true
  }
}
