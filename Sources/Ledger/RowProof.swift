import SQLite

/// Proves that a row is as it was written: SQLite does not notice a byte that changed within a
/// value, and a manifest would pass it on.
///
/// It covers every column of the row and the table's name. FNV-1a, 64 bits
/// (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv): against accidents, not against people.
struct RowProof {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// An empty proof.
  init() {}

  /// The beginning of a proof of a row of the given table.
  init(of table: String) { add(table) }

  /// A proof that goes on where another one stood.
  init(continuing value: Int64) { state = UInt64(bitPattern: value) }

  /// As the ledger has it.
  var value: Int64 { Int64(bitPattern: state) }

  /// Whether a row was written with this proof.
  func isThat(of row: Row, atIndex index: Int) throws -> Bool {
    let proof: Int64? = try row.value(at: index)
    return proof == value
  }

  /// Adds a text; nil differs from an empty one.
  mutating func add(ifAny text: String?) {
    if let text { add(text) } else { add(-1) }
  }

  /// Adds bytes; nil differs from none.
  mutating func add(ifAny bytes: [UInt8]?) {
    if let bytes { add(bytes) } else { add(-1) }
  }

  /// Adds a time; nil differs from every one.
  mutating func add(ifAny time: Double?) {
    add(time == nil ? 0 : 1)
    add(Int(truncatingIfNeeded: (time ?? 0).bitPattern))
  }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    add(bytesOf: text.utf8.span)
  }

  mutating func add(_ bytes: [UInt8]) {
    add(bytes.count)
    add(bytesOf: bytes.span)
  }

  mutating func add(_ number: Int) {
    var rest = UInt64(truncatingIfNeeded: number)
    for _ in 0..<8 {
      add(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  private mutating func add(bytesOf span: Span<UInt8>) {
    for index in span.indices { add(span[index]) }
  }

  private mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}

extension SQLiteError {
  /// A row that is not as it was written, is no longer there, or says what no run could have
  /// written.
  static var damage: SQLiteError { SQLiteError(.corrupt) }
}

extension Connection {
  /// Makes sure that the last statement changed one row: one that changed none missed it.
  func requireOneChange() throws {
    guard changes == 1 else { throw SQLiteError.damage }
  }
}
