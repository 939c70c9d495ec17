import TestSupport

/// Font files with something wrong in them, from a seed.
struct FontMutation {
  private var numbers: SeededNumbers
  private var file: [UInt8]

  /// The file with one or a few faults that follow from the seed.
  static func mutated(_ file: [UInt8], seed: UInt64) -> [UInt8] {
    var mutation = FontMutation(numbers: SeededNumbers(seed: seed), file: file)
    for _ in 0..<mutation.number(below: 3) + 1 { mutation.mutate() }
    return mutation.file
  }

  private mutating func number(below bound: Int) -> Int {
    Int.random(in: 0..<max(1, bound), using: &numbers)
  }

  private mutating func mutate() {
    guard file.count > 32 else { return }
    switch number(below: 7) {
    case 0: file[number(below: file.count)] ^= 1 << UInt8(number(below: 8))
    case 1: overwrite(at: number(below: file.count))
    case 2: file.removeLast(number(below: file.count / 2))
    case 3: changeTableRecord()
    case 4: blankTable()
    case 5: overwriteInTable()
    default: copyPart()
    }
  }

  /// Numbers at which sums, products and counts go wrong.
  private static let extremes: [[UInt8]] = [
    [0, 0], [0xFF, 0xFF], [0x7F, 0xFF], [0x80, 0], [0, 1], [0xFF, 0xFF, 0xFF, 0xFF],
    [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0, 0, 0, 0],
  ]

  private mutating func overwrite(at offset: Int) {
    let value = FontMutation.extremes[number(below: FontMutation.extremes.count)]
    for (index, byte) in value.enumerated() where offset + index < file.count {
      file[offset + index] = byte
    }
  }

  /// Where a random record of the table directory begins (OpenType 1.9, "Table Directory").
  private mutating func record() -> Int {
    12 + 16 * number(below: min(Int(file[5]), (file.count - 28) / 16))
  }

  /// Changes a table's name, place or length.
  private mutating func changeTableRecord() {
    overwrite(at: record() + [0, 8, 10, 12, 14][number(below: 5)])
  }

  /// Where a random table is; nil if that is outside the file.
  private mutating func table() -> Range<Int>? {
    let record = record()
    let start = file[record + 8..<record + 12].reduce(0) { $0 << 8 | Int($1) }
    let count = file[record + 12..<record + 16].reduce(0) { $0 << 8 | Int($1) }
    return start + count <= file.count && count > 0 ? start..<start + count : nil
  }

  private mutating func blankTable() {
    guard let table = table() else { return }
    let byte: UInt8 = number(below: 2) == 0 ? 0 : 0xFF
    for index in table { file[index] = byte }
  }

  private mutating func overwriteInTable() {
    guard let table = table() else { return }
    overwrite(at: table.lowerBound + number(below: table.count))
  }

  private mutating func copyPart() {
    let (from, to) = (number(below: file.count), number(below: file.count))
    let count = number(below: min(64, file.count - max(from, to)))
    let part = Array(file[from..<from + count])
    file.replaceSubrange(to..<to + count, with: part)
  }
}
