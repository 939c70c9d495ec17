// Sums, differences and products are exact. Quotients that have no end keep 34 digits, rounded to the nearest, a half
// to the even digit (IEEE 754-2019, 4.3.1 roundTiesToEven, for decimal128).
extension DecimalNumber {
  /// The sum of two numbers, with the decimals of the one that has more.
  ///
  /// - Returns: nil if it has more than 34 digits.
  func plus(_ other: DecimalNumber) -> DecimalNumber? {
    if scale == other.scale { return DecimalNumber(checking: units + other.units, scale: scale) }
    let common = max(scale, other.scale)
    if let one = widened(toDecimals: common), let two = other.widened(toDecimals: common) {
      return DecimalNumber(checking: one.units + two.units, scale: common)
    }
    // Zeros behind the last decimal that counts may be all that there is no room for.
    let (short, otherShort) = (shortened(), other.shortened())
    guard (short.scale, otherShort.scale) != (scale, other.scale) else { return nil }
    return short.plus(otherShort)
  }

  /// The difference of two numbers, as ``plus(_:)``.
  func minus(_ other: DecimalNumber) -> DecimalNumber? { plus(other.negated) }

  /// The same number with the other sign.
  var negated: DecimalNumber { DecimalNumber(units: -units, scale: scale) }

  /// The product of two numbers, with the decimals of both.
  ///
  /// - Returns: nil if it has more than 34 digits, zeros at its end left out.
  func times(_ other: DecimalNumber) -> DecimalNumber? {
    let (product, overflows) = units.multipliedReportingOverflow(by: other.units)
    if !overflows, let number = DecimalNumber(checking: product, scale: scale + other.scale) {
      return number
    }
    return longProduct(with: other)
  }

  /// The product of numbers with more digits together than there is room for.
  private func longProduct(with other: DecimalNumber) -> DecimalNumber? {
    let isNegative = (units < 0) != (other.units < 0)
    let product = units.magnitude.multipliedFullWidth(by: other.units.magnitude)
    for zeros in 1...DecimalNumber.mostComputedDigits where zeros <= scale + other.scale {
      let power = DecimalNumber.power(zeros)
      guard product.high < power else { continue }
      let (quotient, remainder) = power.dividingFullWidth(product)
      guard remainder == 0 else { return nil }
      if let number = DecimalNumber(
        quotient, isNegative: isNegative, scale: scale + other.scale - zeros)
      {
        return number
      }
    }
    return nil
  }

  /// The quotient of two numbers; `divisor` is not 0.
  ///
  /// - Returns: nil if its whole part has more than 34 digits, or if it is too small to be told from 0.
  func divided(by divisor: DecimalNumber) -> DecimalNumber? {
    guard units != 0 else { return DecimalNumber(units: 0, scale: max(0, scale - divisor.scale)) }
    let (dividend, by) = (units.magnitude, divisor.units.magnitude)
    // So many zeros behind the dividend make a quotient of 34 or 35 digits.
    let most = DecimalNumber.mostComputedDigits
    let zeros = most + DecimalNumber.digits(of: by) - DecimalNumber.digits(of: dividend)
    let (quotient, remainder) = by.dividingFullWidth(DecimalNumber.shifted(dividend, by: zeros))
    var (kept, dropped, unit) = (quotient, remainder, by)
    var decimals = scale - divisor.scale + zeros
    if quotient >= DecimalNumber.power(most) {
      // The digit that is one too many is dropped; what is behind it counts where it is half of the one before.
      (kept, dropped) = quotient.quotientAndRemainder(dividingBy: 10)
      (dropped, unit) = (dropped * 2 + (remainder == 0 ? 0 : 1), 20)
      decimals -= 1
    }
    let isHalf = dropped * 2 == unit
    if dropped * 2 > unit || (isHalf && !kept.isMultiple(of: 2)) { kept += 1 }
    return DecimalNumber(
      kept, isNegative: (units < 0) != (divisor.units < 0), decimals: decimals,
      atLeast: max(0, scale - divisor.scale))
  }

  /// A number of up to 34 digits with so many zeros behind it, which are 34 at most behind one of 34 digits.
  private static func shifted(_ number: UInt128, by zeros: Int) -> (
    high: UInt128, low: UInt128.Magnitude
  ) {
    let first = min(zeros, 38 - digits(of: number))
    return (number * power(first)).multipliedFullWidth(by: power(zeros - first))
  }

  /// A quotient without the zeros behind its last decimal, but with so many decimals at least; nil if it is too
  /// large or too small.
  private init?(_ magnitude: UInt128, isNegative: Bool, decimals: Int, atLeast least: Int) {
    var (magnitude, decimals) = (magnitude, decimals)
    while decimals > least, magnitude.isMultiple(of: 10) {
      (magnitude, decimals) = (magnitude / 10, decimals - 1)
    }
    while decimals < 0 {
      let (tenfold, overflows) = magnitude.multipliedReportingOverflow(by: 10)
      guard !overflows else { return nil }
      (magnitude, decimals) = (tenfold, decimals + 1)
    }
    self.init(magnitude, isNegative: isNegative, scale: decimals)
  }

  /// A number, if it has 34 digits at most.
  private init?(checking units: Int128, scale: Int) {
    self.init(units.magnitude, isNegative: units < 0, scale: scale)
  }

  private init?(_ magnitude: UInt128, isNegative: Bool, scale: Int) {
    guard magnitude < DecimalNumber.power(DecimalNumber.mostComputedDigits),
      scale <= DecimalNumber.mostDecimals
    else { return nil }
    self.init(units: isNegative ? -Int128(magnitude) : Int128(magnitude), scale: scale)
  }
}
