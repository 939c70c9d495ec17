import Diagnostics
package import Signing

/// The signatures of many files, those alike counted together.
package struct SignatureTally: Sendable, Encodable {
  /// Signatures that differ in nothing but their time.
  package struct Group: Sendable, Encodable {
    /// How many there are.
    package fileprivate(set) var count: Int
    /// The first and the last time that their signers claim, as ISO 8601; nil if none says.
    package fileprivate(set) var first, last: String?
    /// One of them.
    package let example: SignatureStatus
  }

  /// The groups, in the order in which they were met.
  package private(set) var groups: [Group] = []
  private var places: [SignatureStatus: Int] = [:]

  private enum CodingKeys: CodingKey {
    case groups
  }

  /// More kinds of signatures than this are only counted as those of the last kind.
  private static let limit = 100

  /// Counts a signature.
  mutating func add(_ status: SignatureStatus) {
    var kind = status
    kind.claimedTime = nil
    let place = places[kind] ?? min(groups.count, SignatureTally.limit)
    if place == groups.count { groups.append(Group(count: 0, example: status)) }
    places[kind] = place
    groups[place].count += 1
    guard let time = status.claimedTime else { return }
    groups[place].first = groups[place].first.map { min($0, time) } ?? time
    groups[place].last = groups[place].last.map { max($0, time) } ?? time
  }
}

extension SignatureTally.Group: CustomStringConvertible {
  /// The group for a terminal: the verdict, then a line for each thing to know.
  package var description: String {
    var time: String?
    if let first, let last { time = first == last ? "at \(first)" : "from \(first) to \(last)" }
    return example.words(
      title: counted(count, "signature") + ": \(example.verdict)", time: time)
  }
}
