/// Liang's patterns, found by a hash of their letters; they stay in the bytes of their file.
///
/// A pattern is a run of letters with a value at each place between them. Where it stands in a word, its
/// values count for the word's places, the largest of all patterns for each; an odd one allows a break. All
/// runs of letters in a word are looked up, so it does not matter whether patterns within a longer one are
/// listed for it too, as libhyphen needs them to be.
///
/// Nothing is built from the letters but the table: a tree of them takes some thirty times as long to make, for
/// German longer than hyphenating a letter by it.
///
/// - SeeAlso: F. M. Liang, *Word Hy-phen-a-tion by Com-put-er*, Stanford 1983.
struct PatternTable: Sendable {
  /// A pattern's place in the file, and the half of its hash that does not choose the slot.
  private struct Slot {
    var tag: UInt32 = 0
    /// Where the pattern begins; 0, where the file's first line is, for none.
    var start: UInt32 = 0
  }

  /// How far from its own slot a pattern may stand; chance puts none farther than a tenth of that.
  private static let farthest = 256

  /// How many letters a pattern is known by before all of it is looked up.
  static let beginning = 4

  private let bytes: PatternBytes
  private var slots: [Slot]
  private let shift: UInt64
  /// A bit for the hash of each pattern's first letters, so that few runs of letters are looked up in vain.
  private var beginnings = [UInt64](repeating: 0, count: 1024)
  /// How many letters the longest pattern has.
  private var longest = 0

  /// Whether there is no pattern.
  var isEmpty: Bool { longest == 0 }

  /// No pattern yet, with room for so many.
  init(_ bytes: PatternBytes, room: Int) {
    self.bytes = bytes
    var bits: UInt64 = 2
    while 1 << bits < 2 * room { bits += 1 }
    shift = 64 - bits
    slots = [Slot](repeating: Slot(), count: 1 << bits)
  }

  /// Adds the pattern that begins at a place; the last of several with the same letters counts.
  ///
  /// - Parameters:
  ///   - start: Where it begins in the file.
  ///   - hash: The hash of its letters.
  ///   - beginning: The hash of the first ``beginning`` of them; of all, where they are fewer.
  ///   - count: How many letters it has.
  /// - Returns: Whether there was room for it: not so if somebody chose patterns that all have the same hash.
  mutating func add(
    at start: Int, hash: PatternHash, beginning: PatternHash, count: Int
  ) -> Bool {
    longest = max(longest, count)
    let (word, bit) = PatternTable.bit(beginning)
    beginnings[word] |= bit
    var index = Int(hash.value >> shift)
    for _ in 0..<PatternTable.farthest {
      if slots[index].start == 0
        || (slots[index].tag == hash.tag
          && bytes.haveSameLetters(Int(slots[index].start), start))
      {
        slots[index] = Slot(tag: hash.tag, start: UInt32(start))
        return true
      }
      index = (index + 1) & (slots.count - 1)
    }
    return false
  }

  /// The largest value for each place of a word: how many letters stand before it is its index.
  ///
  /// The places before the first letter and behind the last one are none.
  func weights(of word: [UInt16]) -> [UInt8] {
    let word = [Letters.edge] + word + [Letters.edge]
    var weights = [UInt8](repeating: 0, count: word.count + 1)
    for first in word.indices {
      var hash = PatternHash()
      for end in first..<min(word.count, first + longest) {
        hash.add(word[end])
        if end - first == PatternTable.beginning - 1, !isBeginning(hash) { break }
        if let start = start(of: word[first...end], hash) {
          bytes.raise(&weights, from: first, byPatternAt: start)
        }
      }
    }
    return [0] + weights[2..<max(2, word.count - 1)]
  }

  /// Whether some pattern begins with the letters of a hash, as far as can be told at once.
  private func isBeginning(_ hash: PatternHash) -> Bool {
    let (word, bit) = PatternTable.bit(hash)
    return beginnings[word] & bit != 0
  }

  private static func bit(_ hash: PatternHash) -> (word: Int, bit: UInt64) {
    (Int(hash.value >> 54), 1 << (hash.value >> 48 & 63))
  }

  /// Where the pattern of these letters begins; nil if there is none.
  private func start(of letters: ArraySlice<UInt16>, _ hash: PatternHash) -> Int? {
    var index = Int(hash.value >> shift)
    while slots[index].start != 0 {
      if slots[index].tag == hash.tag, bytes.haveLetters(letters, at: Int(slots[index].start)) {
        return Int(slots[index].start)
      }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }
}

/// A number for a run of letters, which grows with it.
struct PatternHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
  /// The half that changes least where the other one changes most.
  var tag: UInt32 { UInt32(truncatingIfNeeded: value) }

  /// Takes in a letter.
  @inline(__always)
  mutating func add(_ letter: UInt16) {
    value = (value ^ UInt64(letter)) &* 0x9E37_79B9_7F4A_7C15
  }
}
