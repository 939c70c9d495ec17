import Diagnostics

/// The rows of a sheet or of a query's answer, kept in a file of our own: XML can be read from its beginning only,
/// a query is answered once, and a list is read several times, from several places.
struct KeptRows: RowSource {
  let source: ByteSource
  private let problems: ProblemList
  private let options: ListOptions
  /// The sheet's name; empty for an answer.
  let sheet: String

  /// Rows that a ``RowEncoder`` wrote, and what was found wrong with them.
  init(_ source: ByteSource, of sheet: String, _ problems: ProblemList, options: ListOptions) {
    (self.source, self.sheet, self.problems, self.options) = (source, sheet, problems, options)
  }

  var separator: UInt8? { nil }

  func rows() -> RowDecoder { RowDecoder(source, problems, options: options) }
}

/// Writes rows as bytes: the row's number, with its highest bit set if it is hidden; its farthest column beyond the header, how many cells hold something
/// and how many bytes it has; then what each of these cells is, its column and its length, and the bytes of all.
struct RowEncoder {
  private var bytes: [UInt8] = []

  private static let size = 1 << 16
  /// The bit of a row's number that says that it is hidden; a sheet has fewer rows.
  fileprivate static let hidden = 1 << 31

  /// Whether there is so much that it should be taken.
  var isFull: Bool { bytes.count >= RowEncoder.size }

  mutating func add(_ row: ListRow) {
    add(row.isHidden ? row.position.line | RowEncoder.hidden : row.position.line)
    add(row.farthest)
    add(row.cells.count { !$0.bytes.isEmpty })
    add(row.bytes.count)
    for cell in row.cells where !cell.bytes.isEmpty {
      bytes.append(cell.kind.rawValue)
      add(cell.position.column)
      add(cell.bytes.count)
    }
    bytes += row.bytes
  }

  private mutating func add(_ number: Int) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// What was added, which is forgotten.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}

/// Reads rows that a ``RowEncoder`` wrote.
struct RowDecoder: RowReader {
  let problems: ProblemList
  private let source: ByteSource
  private let chunkSize: Int
  private var chunk: [UInt8] = []
  private var index = 0
  private var offset = 0

  /// A reader before the first row.
  init(_ source: ByteSource, _ problems: ProblemList, options: ListOptions) {
    (self.source, self.problems, chunkSize) = (source, problems, options.chunkSize)
  }

  mutating func next(into row: inout ListRow) throws(DiagnosticsError) -> Bool {
    guard try fill(16) else { return false }
    let marked = number()
    let line = marked & ~RowEncoder.hidden
    row.begin(at: Position(line: line, column: 1))
    row.isHidden = marked != line
    row.farthest = number()
    let (cellCount, byteCount) = (number(), number())
    guard try fill(9 * cellCount + byteCount) else { return false }
    var end = 0
    for _ in 0..<cellCount {
      let kind = ListRow.Kind(rawValue: chunk[index]) ?? .text
      index += 1
      let column = number()
      row.pad(to: column - 1)
      let start = end
      end += number()
      row.cells.append(
        .init(bytes: start..<end, position: Position(line: line, column: column), kind: kind))
    }
    row.bytes.append(contentsOf: chunk[index..<index + byteCount])
    index += byteCount
    return true
  }

  /// Makes sure that so many bytes are at hand; there are none at the end.
  private mutating func fill(_ count: Int) throws(DiagnosticsError) -> Bool {
    guard chunk.count - index < count else { return true }
    chunk.removeFirst(index)
    index = 0
    while chunk.count < count {
      let more = try source.read(at: offset, count: max(chunkSize, count - chunk.count))
      if more.isEmpty { return false }
      offset += more.count
      chunk += more
    }
    return true
  }

  private mutating func number() -> Int {
    defer { index += 4 }
    return (0..<4).reduce(0) { $0 | Int(chunk[index + $1]) << (8 * $1) }
  }
}
