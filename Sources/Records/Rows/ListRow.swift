import Diagnostics

/// One row of a list, in buffers that are used again for the next.
struct ListRow: Sendable {
  /// What a value is.
  enum Kind: UInt8, Sendable {
    case text, number, boolean, date
    /// A list, as a text of JSON.
    case list
  }

  /// A value's bytes within the row's, its place, and what it is.
  struct Cell: Sendable {
    var bytes: Range<Int>
    var position: Position
    var kind = Kind.text
  }

  /// The values' bytes one after the other, in UTF-8, line ends as LF.
  var bytes: [UInt8] = []
  var cells: [Cell] = []
  var position = Position()
  /// The last column with a value, if it is beyond those of the header; the values there are not kept.
  var farthest = 0
  /// Whether its sheet hides it.
  var isHidden = false

  /// How many columns the row has.
  var width: Int { max(cells.count, farthest) }

  /// Makes room for the row that begins at `position`.
  mutating func begin(at position: Position) {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    self.position = position
    (farthest, isHidden) = (0, false)
  }

  /// The bytes of a value; none for one that is not there.
  func slice(_ index: Int) -> ArraySlice<UInt8> {
    index < cells.count ? bytes[cells[index].bytes] : []
  }

  /// Adds empty values to a sheet's row until it has so many columns.
  mutating func pad(to count: Int) {
    while cells.count < count {
      cells.append(.init(bytes: bytes.count..<bytes.count, position: place(cells.count)))
    }
  }

  /// Where a value stands or, if the row ends before it, would stand: in a sheet's row, where only the cells
  /// after the last one that holds something are not there, the number of its column tells.
  func place(_ index: Int) -> Position {
    index < cells.count
      ? cells[index].position : Position(line: position.line, column: index + 1)
  }

  /// The text of a value; empty for one that is not there.
  func text(_ index: Int) -> String {
    index < cells.count ? String(decoding: bytes[cells[index].bytes], as: UTF8.self) : ""
  }

  /// What a value is, an empty text for one that is not there; `file` is the list's name for messages.
  func content(_ index: Int, in file: String) -> Value.Content {
    switch index < cells.count ? cells[index].kind : .text {
    case .text: .text(text(index))
    case .number: .number(text(index))
    case .date: .date(text(index))
    case .boolean: .boolean(text(index) == "true")
    case .list: JSONCell.content(slice(index), at: place(index).location(in: file))
    }
  }

  /// Whether there is nothing in it but white space.
  var isBlank: Bool { farthest == 0 && (bytes.isEmpty || Records.isBlank(bytes[...])) }
}
