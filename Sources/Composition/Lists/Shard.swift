import OpenSSL

/// One of several parts of a mailing that are made apart, on as many machines.
///
/// Each letter is in exactly one of them, and in the same one whatever else is on the list: which one
/// follows from its key alone.
package struct Shard: Hashable, Sendable {
  /// Which part, from 1 to ``count``.
  package let number: Int
  /// How many parts there are.
  package let count: Int

  /// Part `number` of `count`, or nil if there is no such part.
  package init?(_ number: Int, of count: Int) {
    guard count >= 1, (1...count).contains(number) else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// The part that `2/8` names, or nil if it names none.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    self.init(number, of: count)
  }

  /// Whether the letter with the given key is in this part.
  func takes(_ key: String) -> Bool {
    guard count > 1 else { return true }
    let first = UInt64(Digest.number(of: key.utf8) >> 64)
    return Int(first % UInt64(count)) == number - 1
  }
}
