/// A set of small numbers, at one bit a number: a million take 125 kB.
package struct NumberSet: Hashable, Sendable {
  private var words: [UInt64] = []
  /// How many numbers are in it.
  package private(set) var count = 0

  package init() {}

  package var isEmpty: Bool { count == 0 }

  /// Puts a number in, which must not be negative.
  package mutating func insert(_ number: Int) {
    let (index, bit) = (number / 64, UInt64(1) << UInt64(number % 64))
    if index >= words.count {
      words.append(contentsOf: repeatElement(0, count: index + 1 - words.count))
    }
    guard words[index] & bit == 0 else { return }
    words[index] |= bit
    count += 1
  }

  /// Takes numbers out, as far as they are in.
  package mutating func formRemoving(_ numbers: some Sequence<Int>) {
    for number in numbers where contains(number) {
      words[number / 64] &= ~(UInt64(1) << UInt64(number % 64))
      count -= 1
    }
  }

  /// Whether a number is in it.
  package func contains(_ number: Int) -> Bool {
    let index = number / 64
    guard number >= 0, index < words.count else { return false }
    return words[index] & (1 << UInt64(number % 64)) != 0
  }
}
