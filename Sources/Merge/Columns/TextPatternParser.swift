import Foundation

/// Why a pattern cannot be used.
struct TextPatternFault: Error, Hashable {
  /// What is wrong with it.
  var message: String
}

/// A pattern as a tree.
indirect enum TextPatternNode: Hashable {
  /// One of several characters.
  case character(CharacterChoice)
  /// One behind the other.
  case sequence([TextPatternNode])
  /// One of them.
  case either([TextPatternNode])
  /// So many times at least and, if there is an end to it, at most.
  case repeated(TextPatternNode, least: Int, most: Int?)
}

struct TextPatternParser {
  private let characters: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  /// How many characters a pattern may have, how deep its groups may stand in one another, and how often something
  /// may be repeated by a number.
  static let maximumLength = 500, maximumDepth = 20, maximumCount = 500

  init(_ text: String) {
    characters = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
  }

  mutating func parse() throws(TextPatternFault) -> TextPatternNode {
    guard characters.count <= TextPatternParser.maximumLength else {
      throw fault("it has more than \(TextPatternParser.maximumLength) characters")
    }
    let node = try either()
    guard peek == nil else { throw fault("')' closes nothing") }
    return node
  }

  private var peek: Unicode.Scalar? {
    position < characters.count ? characters[position] : nil
  }

  private func fault(_ message: String) -> TextPatternFault { TextPatternFault(message: message) }

  private mutating func either() throws(TextPatternFault) -> TextPatternNode {
    var ways = [try sequence()]
    while peek == "|" {
      position += 1
      ways.append(try sequence())
    }
    return ways.count == 1 ? ways[0] : .either(ways)
  }

  private mutating func sequence() throws(TextPatternFault) -> TextPatternNode {
    var parts: [TextPatternNode] = []
    while let next = peek, next != "|", next != ")" { parts.append(try repeated()) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repeated() throws(TextPatternFault) -> TextPatternNode {
    var node = try single()
    while let next = peek {
      switch next {
      case "?": node = .repeated(node, least: 0, most: 1)
      case "*": node = .repeated(node, least: 0, most: nil)
      case "+": node = .repeated(node, least: 1, most: nil)
      case "{":
        node = try counted(node)
        continue
      default: return node
      }
      position += 1
    }
    return node
  }

  private mutating func counted(_ node: TextPatternNode) throws(TextPatternFault)
    -> TextPatternNode
  {
    position += 1
    let least = number()
    var most = least
    if peek == "," {
      position += 1
      most = number()
    }
    guard peek == "}", let least, least <= most ?? least else {
      throw fault("braces hold a number or two, as in {4} or {2,4}")
    }
    guard max(least, most ?? 0) <= TextPatternParser.maximumCount else {
      throw fault("something is repeated more than \(TextPatternParser.maximumCount) times")
    }
    position += 1
    return .repeated(node, least: least, most: most)
  }

  private mutating func number() -> Int? {
    var number: Int?
    while let next = peek, ("0"..."9").contains(next) {
      number = min((number ?? 0) * 10 + Int(next.value) - 0x30, 1_000_000)
      position += 1
    }
    return number
  }

  private mutating func single() throws(TextPatternFault) -> TextPatternNode {
    guard let next = peek else { throw fault("something is missing at its end") }
    position += 1
    switch next {
    case "(":
      guard depth < TextPatternParser.maximumDepth else {
        throw fault("its groups stand more than \(TextPatternParser.maximumDepth) deep")
      }
      depth += 1
      let inner = try either()
      depth -= 1
      guard peek == ")" else { throw fault("')' is missing") }
      position += 1
      return inner
    case "[": return .character(try set())
    case ".": return .character(CharacterChoice(isInverse: true))
    case "\\": return .character(try escaped())
    case "*", "+", "?", "{": throw fault("there is nothing before '\(next)' to be repeated")
    case "^", "$": throw fault("'\(next)' is not needed: a value always matches from end to end")
    default: return .character(CharacterChoice(ranges: [next...next]))
    }
  }

  /// What stands behind a `\`.
  private mutating func escaped() throws(TextPatternFault) -> CharacterChoice {
    guard let next = peek else { throw fault("nothing stands behind '\\'") }
    position += 1
    switch next {
    case "d": return CharacterChoice(kinds: [.digit])
    case "w": return CharacterChoice(kinds: [.word])
    case "s": return CharacterChoice(kinds: [.space])
    default:
      guard !next.properties.isAlphabetic, !("0"..."9").contains(next) else {
        throw fault("'\\\(next)' is not understood; there are \\d, \\w and \\s")
      }
      return CharacterChoice(ranges: [next...next])
    }
  }

  /// What stands between brackets.
  private mutating func set() throws(TextPatternFault) -> CharacterChoice {
    var set = CharacterChoice()
    if peek == "^" {
      set.isInverse = true
      position += 1
    }
    while let next = peek, next != "]" {
      position += 1
      var part = CharacterChoice(ranges: [next...next])
      if next == "\\" { part = try escaped() }
      if peek == "-", position + 1 < characters.count, characters[position + 1] != "]",
        let first = part.ranges.first
      {
        let last = characters[position + 1]
        guard first.lowerBound <= last, last != "\\" else {
          throw fault("'\(first.lowerBound)-\(last)' is no range of characters")
        }
        part.ranges = [first.lowerBound...last]
        position += 2
      }
      set.ranges += part.ranges
      set.kinds.formUnion(part.kinds)
    }
    guard peek == "]" else { throw fault("']' is missing") }
    position += 1
    return set
  }
}

/// Turns a tree into steps.
struct TextPatternProgram {
  private(set) var steps: [TextPattern.Step] = []
  private var work = 0

  /// How many steps a pattern may have, what is repeated counted as often as it is.
  static let maximumSteps = 1000

  /// Adds a part of the pattern.
  ///
  /// - Throws: ``TextPatternFault`` if there are too many steps.
  mutating func append(_ node: TextPatternNode) throws(TextPatternFault) {
    work += 1
    guard work <= 4 * TextPatternProgram.maximumSteps,
      steps.count <= TextPatternProgram.maximumSteps
    else {
      throw TextPatternFault(
        message: "what it repeats makes more than \(TextPatternProgram.maximumSteps) steps")
    }
    switch node {
    case .character(let choice): steps.append(.take(choice))
    case .sequence(let parts): for part in parts { try append(part) }
    case .either(let ways): try append(ways[...])
    case .repeated(let inner, let least, let most): try append(inner, least: least, most: most)
    }
  }

  /// One of several ways: each but the last begins with a fork, and ends with a jump behind all.
  private mutating func append(_ ways: ArraySlice<TextPatternNode>) throws(TextPatternFault) {
    guard let first = ways.first else { return }
    guard ways.count > 1 else { return try append(first) }
    let fork = steps.count
    steps.append(.end)
    try append(first)
    let jump = steps.count
    steps.append(.end)
    steps[fork] = .split(fork + 1, steps.count)
    try append(ways.dropFirst())
    steps[jump] = .split(steps.count, steps.count)
  }

  private mutating func append(
    _ inner: TextPatternNode, least: Int, most: Int?
  ) throws(TextPatternFault) {
    for _ in 0..<least { try append(inner) }
    guard let most else {
      let fork = steps.count
      steps.append(.end)
      try append(inner)
      steps.append(.split(fork, fork))
      steps[fork] = .split(fork + 1, steps.count)
      return
    }
    var forks: [Int] = []
    for _ in least..<most {
      forks.append(steps.count)
      steps.append(.end)
      try append(inner)
    }
    for fork in forks { steps[fork] = .split(fork + 1, steps.count) }
  }
}
