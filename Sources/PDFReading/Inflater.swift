/// Restores deflated bytes (RFC 1951).
///
/// For the structural streams of foreign files, a few kilobytes each: it is written to be safe with
/// any input rather than fast, and gives up on streams that grow beyond ``sizeLimit``.
struct Inflater {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var hold: UInt32 = 0
  private var held = 0
  private var output: [UInt8] = []

  /// The most bytes that a stream may have: 64 MiB.
  static let sizeLimit = 1 << 26

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The bytes of a stream in the zlib format (RFC 1950); nil if it is damaged or too long.
  ///
  /// The checksum is not looked at, as most PDF readers do not: what counts is the signature.
  mutating func inflateWrapped() -> [UInt8]? {
    guard bytes.count > 2, bytes[position] & 0x0F == 8, bytes[position + 1] & 0x20 == 0 else {
      return nil
    }
    position += 2
    var isLast = false
    while !isLast {
      guard let last = bits(1), let kind = bits(2), block(kind) else { return nil }
      isLast = last == 1
    }
    return output
  }

  private mutating func block(_ kind: Int) -> Bool {
    switch kind {
    case 0: return stored()
    case 1: return compressed(.fixedLiterals, .fixedDistances)
    case 2:
      guard let (literals, distances) = tables() else { return false }
      return compressed(literals, distances)
    default: return false
    }
  }

  private mutating func stored() -> Bool {
    (hold, held) = (0, 0)  // to the next whole byte; never more than seven bits are held
    guard position + 4 <= bytes.endIndex else { return false }
    let length = Int(bytes[position]) | Int(bytes[position + 1]) << 8
    let check = Int(bytes[position + 2]) | Int(bytes[position + 3]) << 8
    position += 4
    guard length ^ check == 0xFFFF, position + length <= bytes.endIndex,
      output.count + length <= Inflater.sizeLimit
    else { return false }
    output += bytes[position..<(position + length)]
    position += length
    return true
  }

  private mutating func compressed(_ literals: HuffmanCode, _ distances: HuffmanCode) -> Bool {
    while let symbol = symbol(literals) {
      if symbol < 256 {
        output.append(UInt8(symbol))
      } else if symbol == 256 {
        return true
      } else if !copy(symbol - 257, distances) {
        return false
      }
      guard output.count <= Inflater.sizeLimit else { return false }
    }
    return false
  }

  private mutating func copy(_ code: Int, _ distances: HuffmanCode) -> Bool {
    guard code < 29, let extra = bits(lengthBits[code]), let far = symbol(distances), far < 30,
      let more = bits(distanceBits[far])
    else { return false }
    let distance = distanceBases[far] + more
    guard distance <= output.count else { return false }
    for _ in 0..<(lengthBases[code] + extra) { output.append(output[output.count - distance]) }
    return true
  }

  /// The codes of a block that brings its own (RFC 1951, 3.2.7).
  private mutating func tables() -> (HuffmanCode, HuffmanCode)? {
    guard let literals = bits(5), let distances = bits(5), let count = bits(4), literals <= 29
    else { return nil }
    var lengths = [Int](repeating: 0, count: 19)
    for index in 0..<(count + 4) {
      guard let length = bits(3) else { return nil }
      lengths[codeLengthOrder[index]] = length
    }
    guard let code = HuffmanCode(lengths) else { return nil }
    let total = literals + 257 + distances + 1
    guard let all = codeLengths(code, count: total) else { return nil }
    guard let first = HuffmanCode(Array(all[..<(literals + 257)])),
      let second = HuffmanCode(Array(all[(literals + 257)...]))
    else { return nil }
    return (first, second)
  }

  private mutating func codeLengths(_ code: HuffmanCode, count: Int) -> [Int]? {
    var lengths: [Int] = []
    while lengths.count < count {
      guard let symbol = symbol(code) else { return nil }
      switch symbol {
      case 0..<16: lengths.append(symbol)
      case 16:
        guard let last = lengths.last, let more = bits(2) else { return nil }
        lengths += repeatElement(last, count: more + 3)
      case 17:
        guard let more = bits(3) else { return nil }
        lengths += repeatElement(0, count: more + 3)
      default:
        guard let more = bits(7) else { return nil }
        lengths += repeatElement(0, count: more + 11)
      }
    }
    return lengths.count == count ? lengths : nil
  }

  private mutating func bits(_ count: Int) -> Int? {
    while held < count {
      guard position < bytes.endIndex else { return nil }
      hold |= UInt32(bytes[position]) << UInt32(held)
      position += 1
      held += 8
    }
    defer {
      hold >>= UInt32(count)
      held -= count
    }
    return Int(hold & (1 << UInt32(count) - 1))
  }

  private mutating func symbol(_ code: HuffmanCode) -> Int? {
    var (value, first, index) = (0, 0, 0)
    for count in code.counts.dropFirst() {
      guard let bit = bits(1) else { return nil }
      value |= bit
      if value - count < first { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    return nil
  }
}

/// A canonical Huffman code (RFC 1951, 3.2.2).
struct HuffmanCode {
  /// How many symbols have codes of each length, from 0 to 15.
  var counts = [Int](repeating: 0, count: 16)
  /// The symbols in the order of their codes.
  var symbols: [Int] = []

  /// The code with the given lengths; nil if there are more codes than fit.
  init?(_ lengths: [Int]) {
    for length in lengths { counts[length] += 1 }
    counts[0] = 0
    var left = 1
    for count in counts.dropFirst() {
      left = left << 1 - count
      guard left >= 0 else { return nil }
    }
    for length in 1...15 {
      symbols += lengths.indices.filter { lengths[$0] == length }
    }
  }

  private init(_ lengths: some Sequence<Int>, complete: Void) {
    let lengths = Array(lengths)
    for length in lengths { counts[length] += 1 }
    for length in 1...15 {
      symbols += lengths.indices.filter { lengths[$0] == length }
    }
  }

  /// The fixed code of literals and lengths (3.2.6).
  static let fixedLiterals = HuffmanCode(
    (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }, complete: ())
  /// The fixed code of distances.
  static let fixedDistances = HuffmanCode(repeatElement(5, count: 30), complete: ())
}

private let codeLengthOrder = [
  16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
]
private let lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
]
private let lengthBits = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]
private let distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
]
private let distanceBits = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]
