package import Diagnostics
package import Records

/// The records of a list that a run is about, in order.
package struct RecordFeed: Sendable {
  private var reader: RecordReader
  private let selection: Selection?
  private let choice: RecordChoice
  private var given = 0

  /// Starts at the first record of those who get letters.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - choice: Which of them it is about.
  ///   - isSorted: Whether they come in the order of the letters, or in that of the list.
  /// - Throws: ``DiagnosticsError`` if the list is not what it was when it was opened.
  package init(
    _ list: ChosenList, _ choice: RecordChoice, isSorted: Bool = true
  ) throws(DiagnosticsError) {
    reader = try isSorted ? list.ordered.records() : list.list.records()
    (selection, self.choice) = (list.selection, choice)
  }

  /// The next record of the run, or nil after the last one.
  package mutating func next() throws(DiagnosticsError) -> Record? {
    guard given < choice.limit ?? .max else { return nil }
    while let record = try reader.next() {
      guard selection?.takes(record.number) != false, choice.takes(record) else { continue }
      given += 1
      return record
    }
    return nil
  }
}
