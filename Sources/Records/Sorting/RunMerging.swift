import Diagnostics

/// Merges sorted runs: gives all that is in them in order, as pieces of bytes.
struct RunMerging {
  private var readers: [KeyedBytesReader] = []
  /// What comes next in each run that has more: a heap, in which nothing is before what is at half its place.
  private var heap: [(row: KeyedBytes, prefix: UInt64, run: Int)] = []

  private static let pieceSize = 1 << 16

  /// Begins with what is first in each run.
  ///
  /// - Parameters:
  ///   - runs: Where the runs are.
  ///   - source: What they are in.
  ///   - capacity: How many bytes of them are held together.
  /// - Throws: ``DiagnosticsError`` if they cannot be read.
  init(of runs: [Range<Int>], in source: ByteSource, holding capacity: Int)
    throws(DiagnosticsError)
  {
    let share = max(1 << 10, min(RunMerging.pieceSize, capacity / max(1, runs.count)))
    for (number, run) in runs.enumerated() {
      readers.append(KeyedBytesReader(source, in: run, pieceSize: share))
      guard let row = try readers[number].next() else { continue }
      heap.append((row, row.prefix, number))
      rise()
    }
  }

  /// What comes next as bytes; nil after the last one.
  mutating func next() throws(DiagnosticsError) -> [UInt8]? {
    var piece: [UInt8] = []
    while piece.count < RunMerging.pieceSize, let first = heap.first {
      piece.append(first.row)
      if let row = try readers[first.run].next() {
        heap[0] = (row, row.prefix, first.run)
      } else if let last = heap.popLast(), !heap.isEmpty {
        heap[0] = last
      }
      sink()
    }
    return piece.isEmpty ? nil : piece
  }

  /// Whether one comes before another: by its key or, where keys are equal, as that of an earlier run.
  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    if heap[one].prefix != heap[other].prefix { return heap[one].prefix < heap[other].prefix }
    let order = SortedKey.order(heap[one].row.key, heap[other].row.key)
    return order == 0 ? heap[one].run < heap[other].run : order < 0
  }

  /// Moves the last one to its place.
  private mutating func rise() {
    var place = heap.count - 1
    while place > 0, isBefore(place, (place - 1) / 2) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Moves the first one to its place.
  private mutating func sink() {
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if isBefore(child, least) { least = child }
      }
      if least == place { return }
      heap.swapAt(place, least)
      place = least
    }
  }
}
