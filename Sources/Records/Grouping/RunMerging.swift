import Diagnostics

/// Merges sorted runs of rows: gives all their rows in order, as pieces of bytes.
struct RunMerging {
  private var readers: [OwnedBytesReader] = []
  /// The next row of each run that has one: a heap, in which none is before the one at half its place.
  private var heap: [(row: OwnedBytes, run: Int)] = []

  private static let pieceSize = 1 << 16

  /// Begins with the first row of each run.
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
      readers.append(OwnedBytesReader(source, in: run, pieceSize: share))
      guard let row = try readers[number].next() else { continue }
      heap.append((row, number))
      rise()
    }
  }

  /// The next rows as bytes; nil after the last one.
  mutating func next() throws(DiagnosticsError) -> [UInt8]? {
    var piece: [UInt8] = []
    while piece.count < RunMerging.pieceSize, let first = heap.first {
      piece.append(first.row)
      if let row = try readers[first.run].next() {
        heap[0] = (row, first.run)
      } else if let last = heap.popLast(), !heap.isEmpty {
        heap[0] = last
      }
      sink()
    }
    return piece.isEmpty ? nil : piece
  }

  /// Whether a row comes before another: that of an earlier record, or of an earlier run.
  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    (heap[one].row.owner, heap[one].run) < (heap[other].row.owner, heap[other].run)
  }

  /// Moves the last row to its place.
  private mutating func rise() {
    var place = heap.count - 1
    while place > 0, isBefore(place, (place - 1) / 2) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Moves the first row to its place.
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
