import Bytes

/// Text that grows piece by piece, some kilobytes at a time.
struct TextBytes {
  /// What was added since it was last taken, in UTF-8.
  private(set) var bytes: [UInt8] = []

  private static let size = 1 << 16

  /// Whether there is so much that it should be taken.
  var isFull: Bool { bytes.count >= TextBytes.size }

  mutating func add(_ text: String) { bytes += text.utf8 }

  /// Adds a text and a number after it.
  mutating func add(_ text: String, _ number: Int) {
    add(text)
    bytes += String(number).utf8
  }

  /// Adds what is text already.
  mutating func add(bytes data: [UInt8]) { bytes += data }

  /// Adds bytes in hexadecimal digits.
  mutating func addHexadecimal(_ data: [UInt8]) { bytes += data.hexadecimalDigits }

  /// What was added, which is forgotten.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}
