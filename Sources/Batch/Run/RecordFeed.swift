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

/// The records of a feed, some at a time.
struct RecordPortions: PortionSource {
  private var feed: RecordFeed
  private let size: Int

  /// Portions of `size` records.
  init(_ feed: RecordFeed, size: Int) {
    (self.feed, self.size) = (feed, size)
  }

  mutating func next() throws(DiagnosticsError) -> [Record]? {
    var records: [Record] = []
    records.reserveCapacity(size)
    while records.count < size, let record = try feed.next() { records.append(record) }
    return records.isEmpty ? nil : records
  }
}

/// Which records of a list a run is about.
struct RecordChoice: Sendable {
  /// The field that tells records apart.
  var key: String?
  /// The keys asked for; nil for all.
  var only: Set<String>?
  /// How many records at most; nil for all.
  var limit: Int?
  /// Which part of the list; nil for all.
  var shard: Shard?

  /// Every record of a list.
  static let all = RecordChoice()

  /// Records as they are named.
  init(
    key: String? = nil, only: Set<String>? = nil, limit: Int? = nil, shard: Shard? = nil
  ) {
    (self.key, self.only, self.limit, self.shard) = (key, only, limit, shard)
  }

  /// The records that a run is asked for; `key` is the field that tells the mailing's records apart.
  init(_ request: RunRequest, key: String?) {
    let only = request.only.isEmpty ? nil : Set(request.only.map(ComparedForm.ofKey))
    self.init(key: key, only: only, limit: request.limit, shard: request.shard)
  }

  /// Whether a record is one of those asked for.
  func takes(_ record: Record) -> Bool {
    guard only != nil || shard != nil else { return true }
    let key = self.key(of: record)
    return only?.contains(key) != false && shard?.takes(key) != false
  }

  /// What tells a record from the others.
  func key(of record: Record) -> String { record.key(named: key) }
}
