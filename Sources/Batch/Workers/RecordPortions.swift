import Composition
import Diagnostics
import Records

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
