/// The digits at the end of numbers that tell most mistakes in the others.
enum CheckDigits {
  /// Whether a Norwegian organisation number is right: nine digits, the last by mod 11
  /// (Brønnøysundregistrene, weights 3 2 7 6 5 4 3 2).
  static func isOrganisationNumber(_ digits: [Int]) -> Bool {
    digits.count == 9
      && eleventh(digits.dropLast(), weights: [3, 2, 7, 6, 5, 4, 3, 2]) == digits[8]
  }

  /// Whether a Norwegian account number is right: eleven digits, the last by mod 11 (Bits, weights
  /// 5 4 3 2 7 6 5 4 3 2).
  static func isAccountNumber(_ digits: [Int]) -> Bool {
    digits.count == 11
      && eleventh(digits.dropLast(), weights: [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) == digits[10]
  }

  /// Whether a number ends with its check digit by mod 10 (Luhn; ISO/IEC 7812-1, annex B).
  static func isRightByTen(_ digits: [Int]) -> Bool {
    var sum = 0
    for (index, digit) in digits.reversed().enumerated() {
      let weighted = index % 2 == 1 ? digit * 2 : digit
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return digits.count > 1 && sum % 10 == 0
  }

  /// Whether a number ends with its check digit by mod 11, weights 2 to 7 from the right; nil stands for a `-` at
  /// the end, which is the check digit 10.
  static func isRightByEleven(_ digits: [Int], check: Int?) -> Bool {
    let weights = digits.indices.map { 2 + (digits.count - 1 - $0) % 6 }
    return !digits.isEmpty && eleventh(digits[...], weights: weights) == (check ?? 10)
  }

  /// The check digit by mod 11; 10 where it would have two digits.
  private static func eleventh(_ digits: ArraySlice<Int>, weights: [Int]) -> Int {
    (11 - zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11) % 11
  }
}
