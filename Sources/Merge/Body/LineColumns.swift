/// Where the bytes of one line stand in the author's file.
///
/// Made once for a line and asked for each of its nodes, so that a long line costs no more than its length.
struct LineColumns {
  /// The bytes at which characters begin.
  private let starts: [Int]
  /// Behind which bytes tags stood, and how many characters they and those before them took.
  private let shifts: [(byte: Int, characters: Int)]

  init(_ line: BodyLine) {
    var starts: [Int] = []
    var byte = 0
    for character in line.text {
      starts.append(byte)
      byte += character.utf8.count
    }
    self.starts = starts
    var characters = 0
    shifts = line.shifts.map { shift in
      characters += shift.characters
      return (shift.byte, characters)
    }
  }

  /// The column in the file of a byte of the line as Markdown sees it, both counted from 1.
  func column(ofByte byte: Int) -> Int {
    let before = LineColumns.count(starts) { $0 < byte - 1 }
    let behind = LineColumns.count(shifts) { $0.byte <= byte - 1 }
    return before + 1 + (behind > 0 ? shifts[behind - 1].characters : 0)
  }

  /// How many elements there are before the first that does not satisfy a test.
  private static func count<Element>(_ elements: [Element], while holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(elements[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
