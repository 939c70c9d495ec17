/// An exact decimal number of at most 34 digits: `units` / 10^`scale`.
///
/// The numbers of lists and letters have at most eighteen digits; what is computed from them has up to as many
/// as IEEE 754's decimal128, of which the greatest number of decimals is taken, too.
struct DecimalNumber: Hashable, Sendable {
  /// All digits as one whole number.
  var units: Int128
  /// How many of the digits are decimals; zeros stand before the digits where there are more.
  var scale: Int

  /// How many digits a number may have that is written in a list or a letter.
  static let maximumDigits = 18
  /// How many digits a number may have that is computed (IEEE 754-2019, 3.6: decimal128).
  static let mostComputedDigits = 34
  /// How many decimals a number may have that is computed.
  static let mostDecimals = 6176

  /// The number `units` / 10^`scale`.
  init(units: Int128, scale: Int) {
    (self.units, self.scale) = (units, scale)
  }

  /// The same number with so many decimals.
  ///
  /// What is left out is rounded to the nearest, and a half away from zero, as amounts of money are
  /// in Norway and Britain.
  ///
  /// - Returns: nil if the result has more digits than a number may have.
  func rounded(toDecimals decimals: Int) -> DecimalNumber? {
    if decimals >= scale { return widened(toDecimals: decimals) }
    // What has more decimals than digits is less than a tenth.
    guard scale - decimals <= DecimalNumber.mostComputedDigits else {
      return DecimalNumber(units: 0, scale: decimals)
    }
    let divisor = DecimalNumber.power(scale - decimals)
    let (quotient, remainder) = units.magnitude.quotientAndRemainder(dividingBy: divisor)
    let magnitude = Int128(quotient + (remainder * 2 >= divisor ? 1 : 0))
    return DecimalNumber(units: units < 0 ? -magnitude : magnitude, scale: decimals)
  }

  /// The same number with as many decimals or more.
  ///
  /// - Returns: nil if it has more digits than a number may have.
  func widened(toDecimals decimals: Int) -> DecimalNumber? {
    guard units != 0 else { return DecimalNumber(units: 0, scale: decimals) }
    guard decimals - scale <= DecimalNumber.mostComputedDigits else { return nil }
    let (magnitude, overflows) = units.magnitude.multipliedReportingOverflow(
      by: DecimalNumber.power(decimals - scale))
    guard !overflows, magnitude < DecimalNumber.power(DecimalNumber.mostComputedDigits) else {
      return nil
    }
    return DecimalNumber(
      units: units < 0 ? -Int128(magnitude) : Int128(magnitude), scale: decimals)
  }

  /// The same number without zeros behind its last decimal, but with so many decimals at least.
  func shortened(toDecimals least: Int = 0) -> DecimalNumber {
    var (magnitude, scale) = (units.magnitude, scale)
    guard magnitude != 0 else { return DecimalNumber(units: 0, scale: min(scale, least)) }
    while scale > least {
      let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { break }
      (magnitude, scale) = (quotient, scale - 1)
    }
    return DecimalNumber(units: units < 0 ? -Int128(magnitude) : Int128(magnitude), scale: scale)
  }

  /// How many digits a whole number has; none for 0.
  static func digits(of magnitude: UInt128) -> Int {
    if magnitude <= UInt128(UInt64.max) {
      let small = UInt64(truncatingIfNeeded: magnitude)
      return (0..<20).first { small < UInt64(truncatingIfNeeded: powers[$0]) } ?? 20
    }
    return powers.firstIndex { magnitude < $0 } ?? powers.count
  }

  /// 10^`exponent`, for an exponent from 0 to 38.
  static func power(_ exponent: Int) -> UInt128 { powers[exponent] }

  private static let powers: [UInt128] = (0..<38).reduce(into: [1]) { powers, _ in
    powers.append(powers[powers.count - 1] * 10)
  }
}

extension DecimalNumber: Comparable {
  // 1.0 and 1.00 are the same number, so equality is by value, not by digits.
  static func == (left: DecimalNumber, right: DecimalNumber) -> Bool {
    left.scale == right.scale
      ? left.units == right.units : !(left < right) && !(right < left)
  }

  static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    guard left.units.signum() == right.units.signum(), left.units != 0 else {
      return left.units.signum() < right.units.signum()
    }
    let isSmaller = left.magnitude(isLessThan: right)
    return left.units > 0 ? isSmaller : right.magnitude(isLessThan: left)
  }

  func hash(into hasher: inout Hasher) {
    let short = shortened()
    hasher.combine(short.units)
    hasher.combine(short.scale)
  }

  /// Whether the number without its sign is less than another without its sign; neither is 0.
  private func magnitude(isLessThan other: DecimalNumber) -> Bool {
    let (mine, others) = (units.magnitude, other.units.magnitude)
    let whole = DecimalNumber.digits(of: mine) - scale
    let otherWhole = DecimalNumber.digits(of: others) - other.scale
    guard whole == otherWhole else { return whole < otherWhole }
    // As both begin at the same place, neither grows beyond the digits of the longer one.
    let common = max(scale, other.scale)
    return mine * DecimalNumber.power(common - scale)
      < others * DecimalNumber.power(common - other.scale)
  }
}
