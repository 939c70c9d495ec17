import Diagnostics

/// Puts any number of bytes in the order of their keys; those of one key stay in the order in which they came.
///
/// Some megabytes are sorted at a time. If that is not all, each such *run* goes into a file of our own, and runs
/// are merged into another.
struct ByteSorter {
  /// Gives what is sorted, one after the other: adds a key to the bytes at hand, and then what it stands for.
  ///
  /// Returns how many bytes the key has; nil, with nothing added, at the end.
  typealias Source = (inout [UInt8]) throws(DiagnosticsError) -> Int?

  /// How many bytes are sorted at a time.
  private let capacity: Int
  private var bytes: [UInt8] = []
  private var rows: [Row] = []

  /// Where a key and what it stands for are among the bytes at hand.
  private struct Row {
    let prefix: UInt64
    let start: Int
    let keyCount: Int
    let end: Int

    var key: Range<Int> { start..<start + keyCount }
  }

  /// Sorts everything that a source gives.
  ///
  /// - Parameters:
  ///   - name: What it belongs to, for messages.
  ///   - capacity: How many bytes are sorted at a time.
  ///   - next: The source.
  /// - Returns: The same in order, as bytes of a ``KeyedBytesReader``, in memory or in a file of our own.
  /// - Throws: ``DiagnosticsError`` if the bytes cannot be kept, and what the source throws.
  static func sorted(
    named name: String, holding capacity: Int, _ next: Source
  ) throws(DiagnosticsError) -> ByteSource {
    var sorter = ByteSorter(capacity: capacity)
    if try !sorter.fill(from: next) { return .memory(sorter.run()) }
    var runs: [Range<Int>] = []
    let unmerged = try FileSource(named: name) { write throws(DiagnosticsError) in
      var start = 0
      repeat {
        let run = sorter.run()
        runs.append(start..<start + run.count)
        start += run.count
        try write(run)
      } while try sorter.fill(from: next) || !sorter.rows.isEmpty
    }
    sorter = ByteSorter(capacity: 0)
    var merging = try RunMerging(of: runs, in: .file(unmerged), holding: capacity)
    return .file(
      try FileSource(named: name) { write throws(DiagnosticsError) in
        while let piece = try merging.next() { try write(piece) }
      })
  }

  private init(capacity: Int) { self.capacity = capacity }

  /// Takes in bytes until there are enough to be sorted.
  ///
  /// - Returns: Whether there are; the source has come to its end otherwise.
  private mutating func fill(from next: Source) throws(DiagnosticsError) -> Bool {
    while true {
      let start = bytes.count
      guard let keyCount = try next(&bytes) else { return false }
      let prefix = SortedKey.prefix(of: bytes[start..<start + keyCount])
      rows.append(Row(prefix: prefix, start: start, keyCount: keyCount, end: bytes.count))
      if bytes.count + rows.count * 32 >= capacity { return true }
    }
  }

  /// What is at hand, sorted; it is forgotten.
  private mutating func run() -> [UInt8] {
    ByteSorter.sort(&rows, bytes)
    var run: [UInt8] = []
    run.reserveCapacity(bytes.count + 8 * rows.count)
    for row in rows {
      run.append(KeyedBytes(key: bytes[row.key], bytes: bytes[row.key.upperBound..<row.end]))
    }
    rows.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    return run
  }

  private static func sort(_ rows: inout [Row], _ bytes: [UInt8]) {
    rows.sort { one, other in
      if one.prefix != other.prefix { return one.prefix < other.prefix }
      let order =
        max(one.keyCount, other.keyCount) > 8
        ? SortedKey.order(bytes[one.key], bytes[other.key]) : one.keyCount - other.keyCount
      // By key, then by place: those of one key stay in order.
      return order == 0 ? one.start < other.start : order < 0
    }
  }
}
