import Composition
import Diagnostics
import Records

/// The records of a feed, some at a time: fewer where they have many rows, so that a worker neither holds nor has
/// to do too much at once.
struct RecordPortions: PortionSource {
  private var feed: RecordFeed
  private let size: Int

  /// How many rows, or items of other lists, the records of a portion have together, but for its last one.
  private static let mostItems = 4096

  /// Portions of `size` records.
  init(_ feed: RecordFeed, size: Int) {
    (self.feed, self.size) = (feed, size)
  }

  mutating func next() throws(DiagnosticsError) -> [Record]? {
    var records: [Record] = []
    records.reserveCapacity(size)
    var items = 0
    while records.count < size, items < RecordPortions.mostItems, let record = try feed.next() {
      records.append(record)
      items += record.itemCount
    }
    return records.isEmpty ? nil : records
  }
}

extension Record {
  /// How many items its lists have.
  fileprivate var itemCount: Int {
    values.reduce(0) { count, value in
      if case .list(let items) = value.content { count + items.count } else { count }
    }
  }
}
