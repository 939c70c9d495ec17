/// Finds out whether any of a great many texts stands twice, at 16 bytes a text.
///
/// Feed it every text, then ask for the ``Repetitions``. If there are any, feed those all texts once
/// more, with their places: they compare the texts themselves and tell which ones clash.
package struct UniquenessCheck: Sendable {
  /// By their first byte: small arrays grow without a moment in which everything is there twice.
  private var digests: [[TextDigest]] = Array(repeating: [], count: 256)

  /// A check that has seen nothing yet.
  package init() {}

  /// How many texts it has seen.
  package var count: Int { digests.reduce(0) { $0 + $1.count } }

  /// Notes a text, in the form in which it is to be compared (same normal form, same case …).
  package mutating func insert(_ text: String) { insert(TextDigest(of: text)) }

  /// Notes the digest of a text.
  mutating func insert(_ digest: TextDigest) { digests[digest.firstByte].append(digest) }

  /// What seems to stand more than once.
  ///
  /// - Parameter limit: How many different texts at most are compared and told with their places.
  /// - Returns: What a second look at all texts compares.
  /// - Complexity: O(*n* log *n*) in the number of texts.
  package func repetitions<Place>(limit: Int = 1000) -> Repetitions<Place> {
    var repeated: Set<TextDigest> = []
    var surplus = 0
    for alike in digests {
      let sorted = alike.sorted()
      for index in sorted.indices.dropFirst() where sorted[index] == sorted[index - 1] {
        surplus += 1
        if repeated.count < limit { repeated.insert(sorted[index]) }
      }
    }
    return Repetitions(repeated: repeated, surplus: surplus)
  }
}

/// Texts that seem to stand more than once; a second look at all texts tells where.
package struct Repetitions<Place: Sendable>: Sendable {
  private let repeated: Set<TextDigest>
  private var firsts: [String: Place] = [:]

  /// How many texts there are beyond the first of each, by their digests.
  package let surplus: Int

  fileprivate init(repeated: Set<TextDigest>, surplus: Int) {
    (self.repeated, self.surplus) = (repeated, surplus)
  }

  /// Whether every text stood once, so that no second look is needed.
  package var isEmpty: Bool { repeated.isEmpty }

  /// Looks at a text again.
  ///
  /// - Parameters:
  ///   - text: The text, in the form that was given to the check.
  ///   - place: Where it stands: a row, a line …
  /// - Returns: The place where the very same text stood first, or nil if this is the first.
  package mutating func firstPlace(of text: String, at place: @autoclosure () -> Place) -> Place? {
    guard repeated.contains(TextDigest(of: text)) else { return nil }
    // String equality is canonical equivalence, which is what two names that look the same have.
    if let first = firsts[text] { return first }
    firsts[text] = place()
    return nil
  }
}
