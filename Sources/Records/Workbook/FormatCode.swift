/// The code of a number format, taken apart: its first section, without colours, conditions and spaces of a
/// certain width.
///
/// - SeeAlso: ECMA-376 part 1, 18.8.31 (numFmts).
struct FormatCode {
  /// A part of a code.
  enum Part: Hashable {
    /// A character that stands for a part of the number, or else for itself; in lower case.
    case sign(Character)
    /// A character that stands for itself.
    case literal(Character)
    /// Words between quotation marks, which stand for themselves.
    case words(String)
    /// Hours, minutes or seconds beyond those of a day or hour: `[h]`, `[mm]`.
    case amount(Character)
  }

  /// The parts in order; none for the format that leaves everything to the number.
  private(set) var parts: [Part] = []

  init(_ code: String) {
    var rest = code[...]
    if rest.lowercased().hasPrefix("general") { return }
    while let sign = rest.popFirst(), sign != ";" {
      switch sign {
      case "\"":
        parts.append(.words(String(rest.prefix { $0 != "\"" })))
        rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[":
        let content = rest.prefix { $0 != "]" }.lowercased()
        rest = rest.drop { $0 != "]" }.dropFirst()
        if let first = content.first, "hms".contains(first), content.allSatisfy({ $0 == first }) {
          parts.append(.amount(first))
        }
      case "\\": if let literal = rest.popFirst() { parts.append(.literal(literal)) }
      case "_", "*": rest = rest.dropFirst()
      default: parts.append(.sign(Character(sign.lowercased())))
      }
    }
  }

  /// The unit that counts beyond a day or hour; nil if none does.
  var amount: Character? {
    for case .amount(let unit) in parts { return unit }
    return nil
  }

  /// Whether a sign stands among the parts, as itself or as another's beginning.
  func holds(_ sign: Character) -> Bool { parts.contains(.sign(sign)) }
}

/// Digits with zeros before them, and what stands between them: `000 000 000`, `00-00`, `(000) 000`.
struct DigitPattern: Hashable, Sendable {
  private enum Piece: Hashable {
    case digit
    case text(String)
  }

  private var pieces: [Piece] = []

  /// The pattern of a code; nil if it is none, but has decimals, groups or a single digit.
  ///
  /// Words before and behind the digits, such as a unit, are no part of it, nor are spaces there.
  init?(_ code: FormatCode) {
    var isOptional = false
    for part in code.parts {
      switch part {
      case .sign("0"): pieces.append(.digit)
      case .sign("#"):
        // Behind a zero it is one, before the first it may be left out.
        if pieces.contains(.digit) { pieces.append(.digit) } else { isOptional = true }
      case .sign(let sign) where " -+()".contains(sign): pieces.append(.text(String(sign)))
      case .literal(let literal): pieces.append(.text(String(literal)))
      case .words(let words): pieces.append(.text(words))
      case .sign, .amount: return nil
      }
    }
    // Signs before the zeros would have to be left out with the digits that are not there.
    guard pieces.count(where: { $0 == .digit }) > 1, !isOptional || pieces.first == .digit else {
      return nil
    }
    while DigitPattern.isDropped(pieces.first) { pieces.removeFirst() }
    while DigitPattern.isDropped(pieces.last) { pieces.removeLast() }
  }

  private static func isDropped(_ piece: Piece?) -> Bool {
    if case .text(let text) = piece { text.count != 1 || text == " " } else { false }
  }

  /// A whole number as the pattern shows it.
  func text(of number: Int) -> String {
    var digits = Array(String(number.magnitude))
    let places = pieces.count { $0 == .digit }
    digits.insert(contentsOf: repeatElement("0", count: max(0, places - digits.count)), at: 0)
    var text = number < 0 ? "-" : ""
    // The first place takes all digits that are more than there are places.
    var next = digits.count - places + 1
    var taken = 0
    for piece in pieces {
      switch piece {
      case .text(let words): text += words
      case .digit:
        text += String(digits[taken..<next])
        (taken, next) = (next, next + 1)
      }
    }
    return text
  }
}
