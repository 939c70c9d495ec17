import Testing

@testable import Merge

/// Exact decimals: `+ - *` have no rounding, `/` keeps 34 digits.
struct DecimalArithmeticTests {
  private func number(_ text: String) -> DecimalNumber {
    let digits = text.filter { $0 != "." && $0 != "-" }
    let scale = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 }
    return DecimalNumber(
      units: (text.hasPrefix("-") ? -1 : 1) * (Int128(digits) ?? 0), scale: scale ?? 0)
  }

  private func text(_ number: DecimalNumber?) -> String {
    guard let number else { return "overflow" }
    let digits = String(number.units.magnitude)
    let padded = String(repeating: "0", count: max(0, number.scale + 1 - digits.count)) + digits
    let sign = number.units < 0 ? "-" : ""
    return number.scale == 0
      ? sign + padded : sign + padded.dropLast(number.scale) + "." + padded.suffix(number.scale)
  }

  static let nines = String(repeating: "9", count: 34)

  @Test(
    "sums and products are exact",
    arguments: [
      ("0.1", "+", "0.2", "0.3"), ("1.10", "+", "2", "3.10"), ("1", "-", "1.0", "0.0"),
      (nines, "+", "1", "overflow"), (nines, "-", "1", String(nines.dropLast()) + "8"),
      ("-" + nines, "-", "1", "overflow"),
      ("1" + String(repeating: "0", count: 33), "+", "0.1", "overflow"),
      (
        "1" + String(repeating: "0", count: 33), "+", "1.0",
        "1" + String(repeating: "0", count: 32) + "1"
      ),
      ("12.50", "*", "2", "25.00"), ("-0.1", "*", "0.1", "-0.01"), ("-3", "*", "-4", "12"),
      ("999999999999999999", "*", "9999999999999999", "9999999999999998990000000000000001"),
      ("999999999999999999", "*", "999999999999999999", "overflow"),
      ("0.999999999999999999", "*", "0.999999999999999999", "overflow"),
      ("0.500000000000000000", "*", "0.500000000000000000", "0.2500000000000000000000000000000000"),
      ("0", "*", nines, "0"), (nines, "*", nines, "overflow"),
      ("10000000000000000000000000000000", "*", "1000", "overflow"),
    ])
  func exact(left: String, sign: String, right: String, expected: String) {
    let (one, other) = (number(left), number(right))
    let result =
      switch sign {
      case "+": one.plus(other)
      case "-": one.minus(other)
      default: one.times(other)
      }
    #expect(text(result) == expected)
  }

  @Test(
    "quotients keep 34 digits, a half to the even one",
    arguments: [
      ("1", "3", "0." + String(repeating: "3", count: 34)),
      ("-2", "3", "-0." + String(repeating: "6", count: 33) + "7"), ("10", "4", "2.5"),
      ("1", "8", "0.125"), ("1.00", "1", "1.00"), ("6", "0.5", "12"), ("0", "7", "0"),
      ("0.00", "7", "0.00"), ("1", "300", "0.00" + String(repeating: "3", count: 34)),
      ("1000000000000000000000000000000001", "2", "500000000000000000000000000000000.5"),
      // 34 digits and a half behind them: to the even digit, down and up.
      ("9000000000000000000000000000000001", "2", "4500000000000000000000000000000000"),
      ("9000000000000000000000000000000003", "2", "4500000000000000000000000000000002"),
      (nines, nines, "1"), (nines, "0.1", "overflow"),
      ("1", nines, "0." + String(repeating: "0", count: 33) + "1"),
    ])
  func quotients(left: String, right: String, expected: String) {
    #expect(text(number(left).divided(by: number(right))) == expected)
  }

  @Test("arithmetic agrees with whole numbers")
  func whole() {
    var state: UInt64 = 17
    let next = { (limit: Int) in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<2000 {
      let (a, b) = (next(2_000_000) - 1_000_000, next(2_000_000) - 1_000_000)
      let (one, other) = (
        DecimalNumber(units: Int128(a), scale: 3), DecimalNumber(units: Int128(b), scale: 3)
      )
      #expect(one.plus(other)?.units == Int128(a + b))
      #expect(one.times(other)?.units == Int128(a * b))
      #expect((one < other) == (a < b))
      #expect((one == other) == (a == b))
      guard b != 0, let quotient = one.divided(by: other) else { continue }
      let back = quotient.times(other)?.rounded(toDecimals: 3)
      #expect(back == nil || back == one)
    }
  }

  @Test("numbers of any size are compared, and equal ones have the same hash")
  func order() {
    let numbers = [
      "-" + DecimalArithmeticTests.nines, "-1", "-0.5", "0", "0.001", "0.01", "1", "1.5",
      DecimalArithmeticTests.nines,
    ].map(number)
    #expect(numbers.sorted() == numbers)
    #expect(number("1.00").hashValue == number("1").hashValue)
    #expect(number("1.00") == number("1"))
    #expect(number("0.00") == number("0"))
    let tiny = DecimalNumber(units: 1, scale: 6000)
    #expect(number("0") < tiny)
    #expect(tiny < number("0.1"))
    #expect(tiny.rounded(toDecimals: 2)?.units == 0)
    #expect(tiny.times(tiny) == nil)
  }
}
