import OpenSSL

/// The first 128 bits of a text's SHA-256.
///
/// Two of a million different texts meet with a probability of 10^-27; the texts are compared anyway.
struct TextDigest: Hashable, Comparable, Sendable {
  private let number: UInt128

  init(of text: String) {
    number = Digest.number(of: text.utf8)
  }

  var firstByte: Int { Int(number >> 120) }

  static func < (left: TextDigest, right: TextDigest) -> Bool { left.number < right.number }
}
