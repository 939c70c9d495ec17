import Foundation

/// A pattern that the whole of a value must match: `[A-Z]{2}\d{5}`.
///
/// Swift's `Regex` and `NSRegularExpression` go back and try again, which for some patterns and values takes time
/// without end. This one follows all ways at once (Thompson 1968): a value takes at most its length times the states of
/// the pattern. That leaves out what would need going back, references to groups and looking ahead.
struct TextPattern: Sendable {
  /// A step on the way through a value.
  enum Step: Hashable, Sendable {
    /// Takes a character of a set.
    case take(CharacterChoice)
    /// Goes on at two places.
    case split(Int, Int)
    /// The value has ended well, if it ends here.
    case end
  }

  /// The pattern as it is written.
  let text: String
  private let steps: [Step]

  /// How many characters a value may have to be matched; a longer one matches nothing.
  static let longestValue = 10_000

  /// Reads a pattern.
  ///
  /// - Throws: ``TextPatternFault`` if it cannot be read, or asks for too much.
  init(_ text: String) throws(TextPatternFault) {
    self.text = text
    var parser = TextPatternParser(text)
    var program = TextPatternProgram()
    try program.append(try parser.parse())
    steps = program.steps + [.end]
  }

  /// Whether all of a value matches.
  func matches(_ value: String) -> Bool {
    let scalars = value.precomposedStringWithCanonicalMapping.unicodeScalars
    guard scalars.count <= TextPattern.longestValue else { return false }
    var states = StateSet(count: steps.count)
    var next = StateSet(count: steps.count)
    states.add(0, following: steps)
    for scalar in scalars {
      next.removeAll()
      for state in states.members {
        if case .take(let choice) = steps[state], choice.contains(scalar) {
          next.add(state + 1, following: steps)
        }
      }
      swap(&states, &next)
      guard !states.members.isEmpty else { return false }
    }
    return states.members.contains(steps.count - 1)
  }
}

/// The states that the characters so far can have led to.
private struct StateSet {
  private(set) var members: [Int] = []
  private var isMember: [Bool]
  private var pending: [Int] = []

  init(count: Int) { isMember = Array(repeating: false, count: count) }

  mutating func removeAll() {
    for member in members { isMember[member] = false }
    members.removeAll(keepingCapacity: true)
  }

  /// Adds a state, and those that follow from it without a character.
  mutating func add(_ state: Int, following steps: [TextPattern.Step]) {
    pending.append(state)
    while let state = pending.popLast() {
      guard !isMember[state] else { continue }
      isMember[state] = true
      members.append(state)
      if case .split(let one, let other) = steps[state] { pending += [other, one] }
    }
  }
}

/// Some characters, one of which a pattern asks for.
struct CharacterChoice: Hashable, Sendable {
  /// Ranges of characters, in normal form C.
  var ranges: [ClosedRange<Unicode.Scalar>] = []
  var kinds: Set<Kind> = []
  /// Whether all others are meant.
  var isInverse = false

  enum Kind: Hashable, Sendable {
    /// `\d`: 0 to 9.
    case digit
    /// `\w`: letters, marks, figures and `_`.
    case word
    /// `\s`: white space.
    case space
  }

  /// Whether a character is one of these.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let isThere =
      ranges.contains { $0.contains(scalar) } || kinds.contains { $0.contains(scalar) }
    return isThere != isInverse
  }
}

extension CharacterChoice.Kind {
  fileprivate func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .digit: ("0"..."9").contains(scalar)
    case .word: scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
    case .space: scalar.properties.isWhitespace
    }
  }
}
