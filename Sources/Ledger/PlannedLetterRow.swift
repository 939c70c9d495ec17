import GRDB

/// A row of the gathered plan.
struct PlannedLetterRow {
  var key: String
  var row: Int
  var file: String
  var input: [UInt8]
  var state: LetterState
  var diagnostics: String?

  /// The columns, in the order in which they are read.
  static let columns = "key, row, file, input, state, diagnostics"

  init(_ row: Row) throws {
    key = try row.decode(atIndex: 0)
    self.row = try row.decode(atIndex: 1)
    file = try row.decode(atIndex: 2)
    input = try row.bytes(atIndex: 3) ?? []
    let isPlanned = try row.decode(Int.self, atIndex: 4) == LetterState.planned.rawValue
    state = isPlanned ? .planned : .failed
    diagnostics = try row.decode(atIndex: 5)
  }
}
