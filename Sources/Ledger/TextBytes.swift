/// Text that grows piece by piece, some kilobytes at a time.
struct TextBytes {
  /// What was added since it was last taken, in UTF-8.
  private(set) var bytes: [UInt8] = []

  private static let size = 1 << 16

  /// Whether there is so much that it should be taken.
  var isFull: Bool { bytes.count >= TextBytes.size }

  /// Adds a text.
  mutating func add(_ text: String) { bytes += text.utf8 }

  /// Adds a number.
  mutating func add(_ number: Int) { bytes += String(number).utf8 }

  /// Adds bytes in hexadecimal digits.
  mutating func addHexadecimal(_ data: [UInt8]) {
    for byte in data {
      bytes.append(TextBytes.digit(byte >> 4))
      bytes.append(TextBytes.digit(byte & 15))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  /// Forgets what was added.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// What was added, which is forgotten.
  mutating func take() -> [UInt8] {
    var next: [UInt8] = []
    next.reserveCapacity(bytes.count + bytes.count / 8)
    swap(&bytes, &next)
    return next
  }
}
