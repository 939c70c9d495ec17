/// The lines that were shaped last, by their text.
///
/// Holds no more than twice ``capacity``: when that many new ones have come, those that were not asked
/// for meanwhile are forgotten. What is found is what shaping would give, so nothing follows from it
/// but time saved.
struct RecentLines {
  private struct Entry {
    var text: ContiguousArray<UInt8>
    var line: ShapedLine
  }

  private static let capacity = 256

  private var current: [UInt64: Entry] = [:]
  private var previous: [UInt64: Entry] = [:]

  /// The line of a text whose hash is known, if it is kept.
  mutating func line(of text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> ShapedLine? {
    if let entry = current[hash] { return entry.text.elementsEqual(text) ? entry.line : nil }
    guard let entry = previous[hash], entry.text.elementsEqual(text) else { return nil }
    insert(entry, hash: hash)
    return entry.line
  }

  /// Keeps the line of a text.
  mutating func add(_ line: ShapedLine, of text: UnsafeBufferPointer<UInt8>, hash: UInt64) {
    insert(Entry(text: ContiguousArray(text), line: line), hash: hash)
  }

  private mutating func insert(_ entry: Entry, hash: UInt64) {
    if current.count >= RecentLines.capacity {
      swap(&previous, &current)
      current.removeAll(keepingCapacity: true)
    }
    current[hash] = entry
  }
}
