/// Puts values together as bytes, for the time of a run.
package struct ByteEncoder {
  /// What was added so far.
  package private(set) var bytes: [UInt8] = []

  /// Nothing yet, with room for so many bytes.
  package init(reserving count: Int = 0) {
    bytes.reserveCapacity(count)
  }

  /// Adds a number.
  package mutating func add(_ number: Int) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// Adds a number that is mostly small and never negative: seven bits a byte, the lowest first.
  mutating func add(small number: Int) {
    var rest = UInt(bitPattern: number)
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Adds bytes, their number before them.
  package mutating func add(_ data: [UInt8]) {
    add(data.count)
    bytes += data
  }

  /// Adds a text.
  package mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes += text.utf8
  }

  /// Adds something that there may be.
  package mutating func add(_ text: String?) {
    add(text == nil ? 0 : 1)
    if let text { add(text) }
  }

  /// Adds several texts.
  package mutating func add(_ texts: [String]) {
    add(texts.count)
    for text in texts { add(text) }
  }
}

/// Takes apart what a ``ByteEncoder`` put together.
package struct ByteDecoder {
  /// What is wrong with bytes that no encoder made.
  package enum Damage: Error { case damage }

  private let data: [UInt8]
  private var index = 0

  /// A decoder of some bytes.
  package init(_ bytes: [UInt8]) {
    data = bytes
  }

  /// How many bytes are left.
  var remaining: Int { data.count - index }

  /// The next number, which is not negative.
  package mutating func number() throws(Damage) -> Int {
    guard index + 8 <= data.count else { throw .damage }
    let number = (index..<index + 8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(data[$1]) }
    index += 8
    guard let number = Int(exactly: number) else { throw .damage }
    return number
  }

  /// The next bytes.
  package mutating func bytes() throws(Damage) -> [UInt8] {
    let count = try number()
    guard count <= data.count - index else { throw .damage }
    defer { index += count }
    return Array(data[index..<index + count])
  }

  /// The next number that is mostly small.
  mutating func small() throws(Damage) -> Int {
    var (number, shift) = (0, 0)
    while index < data.count, shift < 63 {
      let byte = data[index]
      index += 1
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    throw .damage
  }

  /// The next text.
  package mutating func text() throws(Damage) -> String {
    String(decoding: try bytes(), as: UTF8.self)
  }

  /// The next text that there may be.
  package mutating func optionalText() throws(Damage) -> String? {
    try number() == 0 ? nil : try text()
  }

  /// The next texts.
  package mutating func texts() throws(Damage) -> [String] {
    var texts: [String] = []
    for _ in 0..<(try number()) { texts.append(try text()) }
    return texts
  }
}
