/// The numbers of records by their keys, at some 40 bytes a record.
struct KeyIndex: Sendable {
  private var numbers: [TextDigest: UInt32] = [:]

  /// The number of the record with a key; nil if there is none.
  subscript(key: TextDigest) -> UInt32? { numbers[key] }

  /// Notes the number of the record with a key; of two with the same key the first counts.
  mutating func note(_ key: TextDigest, _ number: UInt32) {
    if numbers[key] == nil { numbers[key] = number }
  }

  /// The number of the record with a key, which is the next one if there is none yet.
  mutating func number(of key: TextDigest) -> UInt32 {
    let next = UInt32(truncatingIfNeeded: numbers.count + 1)
    let number = numbers[key] ?? next
    if number == next { numbers[key] = number }
    return number
  }

  var count: Int { numbers.count }
}
