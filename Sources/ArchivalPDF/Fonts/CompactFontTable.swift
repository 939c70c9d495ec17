/// As much of a `CFF ` table as PDF needs (Adobe Technical Note 5176): whether its glyphs are known by
/// character identifiers, and by which.
struct CompactFontTable {
  private let bytes: [UInt8]
  private var isKeyed = false
  private var charset = 0
  private var charStrings = 0

  /// Reads the first font of a table.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let header = bytes.count > 2 ? Int(bytes[2]) : 0
    let names = index(at: header)
    let dictionary = index(at: names.end)
    if let range = dictionary.items.first { read(range) }
  }

  /// For each glyph of the full font, the code that stands for it in content: its number in the
  /// subset, or its character identifier where the font has them (ISO 32000-1, 9.7.4.2).
  func characterNumbers(of glyphs: [UInt32: UInt32]) -> [UInt32: UInt32] {
    guard isKeyed else { return glyphs }
    let identifiers = self.identifiers
    return glyphs.mapValues { Int($0) < identifiers.count ? UInt32(identifiers[Int($0)]) : 0 }
  }

  /// The character identifier of each glyph of the table (chapter 13).
  private var identifiers: [Int] {
    let count = number(at: charStrings, size: 2)
    guard charset > 2 else { return Array(0..<count) }
    var result = [0]
    var offset = charset + 1
    let format = number(at: charset, size: 1)
    while result.count < count, offset < bytes.count {
      let first = number(at: offset, size: 2)
      let size = min(Int(format), 2)
      let left = size == 0 ? 0 : number(at: offset + 2, size: size)
      result += (first...first + left).prefix(count - result.count)
      offset += 2 + size
    }
    return result
  }

  /// Reads a dictionary's operators `ROS`, `charset` and `CharStrings` (chapter 4).
  private mutating func read(_ range: Range<Int>) {
    var operands: [Int] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = Int(bytes[offset])
      switch byte {
      case 12:
        if number(at: offset + 1, size: 1) == 30 { isKeyed = true }
        (operands, offset) = ([], offset + 2)
      case 0...21:
        if byte == 15 { charset = operands.last ?? 0 }
        if byte == 17 { charStrings = operands.last ?? 0 }
        (operands, offset) = ([], offset + 1)
      default:
        let (value, length) = operand(at: offset)
        operands.append(value)
        offset += length
      }
    }
  }

  private func operand(at offset: Int) -> (value: Int, length: Int) {
    let byte = Int(bytes[offset])
    switch byte {
    case 28: return (number(at: offset + 1, size: 2), 3)
    case 29: return (number(at: offset + 1, size: 4), 5)
    case 30:
      let end = bytes[(offset + 1)...].firstIndex { $0 & 0xF == 0xF } ?? bytes.count
      return (0, end + 1 - offset)
    case 32...246: return (byte - 139, 1)
    case 247...250: return ((byte - 247) * 256 + number(at: offset + 1, size: 1) + 108, 2)
    default: return (-(byte - 251) * 256 - number(at: offset + 1, size: 1) - 108, 2)
    }
  }

  /// Where the items of an index are, and where it ends (chapter 5).
  private func index(at start: Int) -> (items: [Range<Int>], end: Int) {
    let count = number(at: start, size: 2)
    guard count > 0 else { return ([], start + 2) }
    let size = number(at: start + 2, size: 1)
    let base = start + 3 + (count + 1) * size - 1
    let offsets = (0...count).map { base + number(at: start + 3 + $0 * size, size: size) }
    let items = zip(offsets, offsets.dropFirst()).map { first, next in
      first..<max(first, min(next, bytes.count))
    }
    return (items.filter { $0.upperBound <= bytes.count }, offsets[count])
  }

  private func number(at offset: Int, size: Int) -> Int {
    guard offset >= 0, size >= 0, offset + size <= bytes.count else { return 0 }
    return bytes[offset..<offset + size].reduce(0) { $0 << 8 | Int($1) }
  }
}
