import Foundation
import GRDB

/// How a letter is read from the ledger: whatever a damaged one holds, it is told or read as not made.
extension LedgerEntry {
  /// No folder has as many letters; a number beyond it is damage.
  private static let limit: Int64 = 1 << 30

  /// The letter of a row with all columns.
  ///
  /// - Throws: `DatabaseError` or `RowDecodingError` if the row is damaged.
  init(_ row: Row) throws {
    id = try row.decode(atIndex: 0)
    key = try row.decode(atIndex: 1)
    self.row = try row.decode(atIndex: 2)
    guard (1...LedgerEntry.limit).contains(id) else { throw LedgerEntry.damage }
    file = try row.decode(atIndex: 3)
    guard let input = try row.bytes(atIndex: 4) else { throw LedgerEntry.damage }
    self.input = input
    let state = LetterState(rawValue: try row.decode(atIndex: 5)) ?? .planned
    attempts = try row.decode(atIndex: 6)
    isGone = try row.decode(Int.self, atIndex: 7) != 0
    let diagnostics: String? = try row.decode(atIndex: 14)
    self.diagnostics = StoredDiagnostic.diagnostics(diagnostics)
    made = state == .made ? try LedgerEntry.made(row, key: key, diagnostics) : nil
    self.state = made == nil && state == .made ? .planned : state
  }

  private static func made(_ row: Row, key: String, _ diagnostics: String?) throws -> MadeFile? {
    guard let digest = try row.bytes(atIndex: 10) else { return nil }
    let made = MadeFile(
      size: try row.decode(atIndex: 8), modified: try row.decode(atIndex: 9),
      digest: digest, contentDigest: try row.bytes(atIndex: 11),
      pages: try row.decode(atIndex: 12), signer: try row.decode(atIndex: 13))
    guard try row.decode(Int64.self, atIndex: 15) == RowProof(key, made, diagnostics).value else {
      throw damage
    }
    return made
  }

  private static var damage: DatabaseError { DatabaseError(resultCode: .SQLITE_CORRUPT) }
}

extension Row {
  /// The bytes of a column; nil for NULL.
  fileprivate func bytes(atIndex index: Int) throws -> [UInt8]? {
    try withUnsafeData(atIndex: index) { data in
      unsafe data?.withUnsafeBytes { unsafe Array($0) }
    }
  }
}

/// What tells that a row is as it was written: SQLite does not notice a byte that changed within a value, and
/// a manifest would pass it on.
///
/// It covers what a manifest says of a file and nobody would find out otherwise; a changed name or input digest
/// makes the letter again. FNV-1a, 64 bits
/// (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv): against accidents, not against people.
struct RowProof {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The proof of a letter that was made.
  init(_ key: String, _ made: MadeFile, _ diagnostics: String?) {
    add(key)
    add(made.size)
    add(made.pages)
    add(made.digest)
    add(made.contentDigest ?? [])
    add(made.signer ?? "")
    add(diagnostics ?? "")
  }

  /// As the ledger has it.
  var value: Int64 { Int64(bitPattern: state) }

  private mutating func add(_ text: String) {
    add(text.utf8.count)
    for byte in text.utf8 { add(byte) }
  }

  private mutating func add(_ bytes: [UInt8]) {
    add(bytes.count)
    for byte in bytes { add(byte) }
  }

  private mutating func add(_ number: Int) {
    for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  private mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}
