import Diagnostics
import Records

/// The records of a list that a run is about, in order.
struct RecordFeed: Sendable {
  private var reader: RecordReader
  private let choice: RecordChoice
  private var given = 0

  /// Starts at the list's first record.
  init(_ list: RecordList, _ choice: RecordChoice) throws(DiagnosticsError) {
    reader = try list.records()
    self.choice = choice
  }

  /// The next record of the run, or nil after the last one.
  mutating func next() throws(DiagnosticsError) -> Record? {
    guard given < choice.limit ?? .max else { return nil }
    while let record = try reader.next() {
      guard choice.takes(record) else { continue }
      given += 1
      return record
    }
    return nil
  }
}

/// Which records of a list a run is about.
struct RecordChoice: Sendable {
  /// The field that tells records apart.
  let key: String?
  /// The keys asked for; nil for all.
  let only: Set<String>?
  /// How many records at most; nil for all.
  let limit: Int?

  /// Whether a record is one of those asked for.
  func takes(_ record: Record) -> Bool {
    guard let only else { return true }
    return key.flatMap { record[$0] }.map { only.contains(ComparedForm.ofKey($0.plainText)) }
      ?? false
  }
}

extension Value {
  /// The value as it is printed where it is one text; empty for lists and groups.
  var plainText: String {
    switch content {
    case .text(let text), .number(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .list, .group: ""
    }
  }
}
