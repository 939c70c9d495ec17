/// Why a text is not taken for a number.
enum NumberFault: Error, Hashable {
  /// It does not look like one.
  case notANumber
  /// It could be either of two numbers, here as a program would write them.
  case ambiguous(String, String)
  /// It has more than eighteen digits.
  case tooManyDigits
}

extension DecimalNumber {
  /// Reads a number as people and Excel write it: `1 234,50`, `1234.5`, `−3`, `1.234,50`.
  ///
  /// Spaces of any kind, points and commas may stand between groups of three digits. The one that
  /// comes last, if it stands once, is the decimal mark.
  ///
  /// - Parameters:
  ///   - text: The number, with or without spaces around it.
  ///   - decimalMark: The mark of the letter's language, `,` or `.`.
  /// - Throws: ``NumberFault/ambiguous(_:_:)`` for the other language's mark before three digits,
  ///   such as `1.234` in a Norwegian letter, which is one and a bit, or more than a thousand.
  init(written text: String, decimalMark: UInt8) throws(NumberFault) {
    var shape = NumberShape()
    for scalar in text.unicodeScalars { try shape.take(scalar) }
    self = try shape.number(decimalMark: decimalMark)
  }

  /// Reads a number as JSON writes it (RFC 8259 section 6), of any length and with any exponent.
  ///
  /// - Throws: ``NumberFault/tooManyDigits`` if more than eighteen digits are needed to write the number
  ///   without an exponent.
  init(json text: String) throws(NumberFault) {
    let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
    guard parts.count <= 2, let mantissa = parts.first.flatMap({ String($0) }) else {
      throw .notANumber
    }
    let exponent = parts.count == 2 ? try DecimalNumber.exponent(parts[1]) : 0
    self = try DecimalNumber(plain: mantissa, exponent: exponent)
  }

  /// Reads an exponent; one that is farther from zero than any number needs is as good as the farthest.
  private static func exponent(_ text: Substring.UTF8View) throws(NumberFault) -> Int {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative || text.first == UInt8(ascii: "+") ? text.dropFirst() : text
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .notANumber
    }
    let size = digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), farthestExponent) }
    return isNegative ? -size : size
  }

  /// Beyond the length of any text, and far from where a sum with such a length would overflow.
  private static let farthestExponent = 1 << 48

  /// Reads digits with at most one decimal mark, point or comma, and no groups: a number in a tag.
  ///
  /// - Parameters:
  ///   - text: The digits.
  ///   - exponent: How many places the decimal mark stands farther to the right.
  /// - Throws: ``NumberFault`` if it is no number, or has more than eighteen digits.
  init(plain text: String, exponent: Int = 0) throws(NumberFault) {
    var shape = NumberShape()
    for scalar in text.unicodeScalars { try shape.take(scalar) }
    guard shape.marks.count <= 1, shape.marks.allSatisfy({ $0.mark != NumberShape.space }) else {
      throw .notANumber
    }
    self = try shape.number(
      decimals: shape.marks.first.map { shape.digits.count - $0.position } ?? 0,
      exponent: exponent)
  }
}

/// The digits of a number and the marks between them.
private struct NumberShape {
  /// The mark that stands for every kind of space.
  static let space = UInt8(ascii: " ")

  var isNegative = false
  var digits: [UInt8] = []
  /// Each mark with the number of digits before it.
  var marks: [(mark: UInt8, position: Int)] = []
  private var pendingSpace = false
  private var hasSign = false

  mutating func take(_ scalar: Unicode.Scalar) throws(NumberFault) {
    switch scalar {
    case "0"..."9":
      if pendingSpace, !digits.isEmpty { marks.append((NumberShape.space, digits.count)) }
      pendingSpace = false
      digits.append(UInt8(scalar.value) - UInt8(ascii: "0"))
    case " ", "\u{A0}", "\u{2009}", "\u{202F}": pendingSpace = true
    case ".", ",":
      guard !pendingSpace || digits.isEmpty else { throw .notANumber }
      marks.append((UInt8(scalar.value), digits.count))
    case "-", "\u{2212}", "+":
      guard digits.isEmpty, marks.isEmpty, !hasSign else { throw .notANumber }
      hasSign = true
      isNegative = scalar != "+"
    default: throw .notANumber
    }
  }

  /// The number, after deciding which mark is the decimal one.
  func number(decimalMark: UInt8) throws(NumberFault) -> DecimalNumber {
    guard let last = marks.last else { return try number(decimals: 0) }
    let isSingle = marks.filter { $0.mark == last.mark }.count == 1
    let after = digits.count - last.position
    let groups = marks.dropLast()
    if last.mark == NumberShape.space || !isSingle {
      try checkGroups(marks[...], end: digits.count)
      return try number(decimals: 0)
    }
    if groups.isEmpty, after == 3, (1...3).contains(last.position), digits[0] != 0 {
      // Could be a group of three. The language's own decimal mark is never one; the other mark is
      // its group mark in English, and in Norwegian nobody can tell.
      guard last.mark != decimalMark else { return try number(decimals: after) }
      guard decimalMark == UInt8(ascii: ",") else { return try number(decimals: 0) }
      throw ambiguity
    }
    try checkGroups(groups, end: last.position)
    return try number(decimals: after)
  }

  private var ambiguity: NumberFault {
    let text = digits.map(String.init)
    return .ambiguous(
      text.joined(), text.dropLast(3).joined() + "," + text.suffix(3).joined())
  }

  /// Groups have the same mark throughout and three digits each, the first one to three.
  private func checkGroups(
    _ groups: ArraySlice<(mark: UInt8, position: Int)>, end: Int
  ) throws(NumberFault) {
    guard let first = groups.first else { return }
    var expected = first.position
    guard (1...3).contains(expected) else { throw .notANumber }
    for group in groups {
      guard group.mark == first.mark, group.position == expected else { throw .notANumber }
      expected += 3
    }
    guard expected == end else { throw .notANumber }
  }

  /// The digits as a number with so many decimals, times ten to the power of an exponent.
  func number(decimals: Int, exponent: Int = 0) throws(NumberFault) -> DecimalNumber {
    guard !digits.isEmpty, !(decimals == 0 && marks.last?.position == digits.count) else {
      throw .notANumber
    }
    let most = DecimalNumber.maximumDigits
    var (significant, scale) = (digits.drop { $0 == 0 }, decimals - exponent)
    guard !significant.isEmpty else {
      return DecimalNumber(units: 0, scale: min(max(0, scale), most))
    }
    // Zeros behind the last decimal that counts are only left where there is room for them.
    while significant.count > most || scale > most, scale > 0, significant.last == 0 {
      significant.removeLast()
      scale -= 1
    }
    guard scale <= most, significant.count <= most, significant.count - min(scale, 0) <= most else {
      throw .tooManyDigits
    }
    let digits = significant + Array(repeating: 0, count: max(0, -scale))
    let magnitude = digits.reduce(0) { $0 * 10 + Int($1) }
    return DecimalNumber(
      units: Int128(isNegative ? -magnitude : magnitude), scale: max(0, scale))
  }
}
