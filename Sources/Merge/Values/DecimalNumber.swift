/// An exact decimal number of at most eighteen digits: `units` / 10^`scale`.
struct DecimalNumber: Hashable, Sendable {
  /// All digits as one whole number.
  var units: Int
  /// How many of the digits are decimals, 0 to 18.
  var scale: Int

  /// How many digits a number may have.
  static let maximumDigits = 18

  /// The number `units` / 10^`scale`.
  init(units: Int, scale: Int) {
    (self.units, self.scale) = (units, scale)
  }

  /// The same number with so many decimals.
  ///
  /// What is left out is rounded to the nearest, and a half away from zero, as amounts of money are
  /// in Norway and Britain.
  ///
  /// - Returns: nil if the result has more than eighteen digits.
  func rounded(toDecimals decimals: Int) -> DecimalNumber? {
    if decimals >= scale {
      guard decimals - scale <= DecimalNumber.maximumDigits else { return nil }
      let (result, overflow) = units.multipliedReportingOverflow(
        by: DecimalNumber.power(decimals - scale))
      guard !overflow, result.magnitude < UInt(DecimalNumber.power(18)) else { return nil }
      return DecimalNumber(units: result, scale: decimals)
    }
    let divisor = UInt(DecimalNumber.power(scale - decimals))
    let (quotient, remainder) = units.magnitude.quotientAndRemainder(dividingBy: divisor)
    let magnitude = Int(quotient + (remainder * 2 >= divisor ? 1 : 0))
    return DecimalNumber(units: units < 0 ? -magnitude : magnitude, scale: decimals)
  }

  /// 10^`exponent`, for an exponent from 0 to 18.
  static func power(_ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}

extension DecimalNumber: Comparable {
  // 1.0 and 1.00 are the same number, so equality is by value, not by digits.
  static func == (left: DecimalNumber, right: DecimalNumber) -> Bool {
    left.aligned(to: right) == right.aligned(to: left)
  }

  static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    left.aligned(to: right) < right.aligned(to: left)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(aligned(to: DecimalNumber(units: 0, scale: DecimalNumber.maximumDigits)))
  }

  /// The units on the finer of the two scales; 36 digits at most.
  private func aligned(to other: DecimalNumber) -> Int128 {
    Int128(units) * Int128(DecimalNumber.power(max(0, other.scale - scale)))
  }
}
