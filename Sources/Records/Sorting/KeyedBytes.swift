/// Bytes that are put in order by their key.
struct KeyedBytes: Sendable {
  /// What tells the place: of two keys the one comes first that has the lesser byte where they differ, or ends
  /// there.
  var key: ArraySlice<UInt8>
  var bytes: ArraySlice<UInt8>

  /// The beginning of the key as one number; keys of different numbers are in the numbers' order.
  var prefix: UInt64 { SortedKey.prefix(of: key) }
}

/// How keys are compared.
enum SortedKey {
  /// The first eight bytes of a key as one number, with zeros behind a shorter one.
  static func prefix(of key: ArraySlice<UInt8>) -> UInt64 {
    var number: UInt64 = 0
    for byte in key.prefix(8) { number = number << 8 | UInt64(byte) }
    return key.isEmpty ? 0 : number << UInt64(64 - 8 * min(8, key.count))
  }

  /// The order of two keys: less than 0 if the first comes first, 0 if they are equal.
  static func order(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Int {
    for (left, right) in zip(one, other) where left != right { return left < right ? -1 : 1 }
    return one.count - other.count
  }

  /// A number from 0 on as a key.
  static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    for shift in stride(from: 24, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
    }
  }

  /// The number that a key is.
  static func number(_ key: ArraySlice<UInt8>) -> UInt32 {
    key.reduce(0) { $0 << 8 | UInt32($1) }
  }
}

extension [UInt8] {
  /// Adds a key with what it stands for: how many bytes each has, in four bytes each, and these.
  mutating func append(_ row: KeyedBytes) {
    for count in [row.key.count, row.bytes.count] {
      let number = UInt32(truncatingIfNeeded: count)
      for shift in stride(from: 0, to: 32, by: 8) {
        append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
      }
    }
    append(contentsOf: row.key)
    append(contentsOf: row.bytes)
  }
}
