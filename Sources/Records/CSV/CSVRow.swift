/// One row of a CSV text, in buffers that are used again for the next.
struct CSVRow: Sendable {
  /// A value's bytes within the row's, and its place.
  struct Cell: Sendable {
    var bytes: Range<Int>
    var position: Position
  }

  /// The values' bytes one after the other, without their quotation marks, line ends as LF.
  var bytes: [UInt8] = []
  /// The values.
  var cells: [Cell] = []
  /// Where the row begins.
  var position = Position()

  /// Makes room for the row that begins at `position`.
  mutating func begin(at position: Position) {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    self.position = position
  }

  /// The bytes of a value; none for one that is not there.
  func slice(_ index: Int) -> ArraySlice<UInt8> {
    index < cells.count ? bytes[cells[index].bytes] : []
  }

  /// The text of a value; empty for one that is not there.
  func text(_ index: Int) -> String {
    index < cells.count ? String(decoding: bytes[cells[index].bytes], as: UTF8.self) : ""
  }

  /// Whether there is nothing in it but separators and white space.
  var isBlank: Bool { bytes.isEmpty || Records.isBlank(bytes[...]) }
}
