package import Diagnostics
package import Records

/// The records of a list that a run is about, in order.
package struct RecordFeed: Sendable {
  private var reader: RecordReader
  private let choice: RecordChoice
  private var given = 0

  /// Starts at the list's first record.
  package init(_ list: RecordList, _ choice: RecordChoice) throws(DiagnosticsError) {
    reader = try list.records()
    self.choice = choice
  }

  /// The next record of the run, or nil after the last one.
  package mutating func next() throws(DiagnosticsError) -> Record? {
    guard given < choice.limit ?? .max else { return nil }
    while let record = try reader.next() {
      guard choice.takes(record) else { continue }
      given += 1
      return record
    }
    return nil
  }
}
