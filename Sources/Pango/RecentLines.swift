/// The most recently shaped lines, by their text.
///
/// There is a place for each of ``count`` texts, which goes to the last one whose hash leads to it. What
/// is found is what shaping would give, so nothing follows from it but time saved.
struct RecentLines {
  private struct Entry {
    var hash: UInt64
    var text: ContiguousArray<UInt8>
    var line: ShapedItem
  }

  /// Longer texts hardly ever come twice, in bytes.
  static let longest = 160
  private static let count = 2048
  private var entries = [Entry?](repeating: nil, count: RecentLines.count)

  /// The line of a text whose hash is known, if it is kept.
  func line(of text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> ShapedItem? {
    guard let entry = entries[RecentLines.place(hash)], entry.hash == hash,
      entry.text.elementsEqual(text)
    else { return nil }
    return entry.line
  }

  /// Keeps the line of a text.
  mutating func keep(_ line: ShapedItem, of text: UnsafeBufferPointer<UInt8>, hash: UInt64) {
    entries[RecentLines.place(hash)] = Entry(
      hash: hash, text: ContiguousArray(text), line: line)
  }

  /// The place of a hash: of its bits that the text's last character changes, too, from bit 40 on.
  private static func place(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 40) & (count - 1)
  }
}
