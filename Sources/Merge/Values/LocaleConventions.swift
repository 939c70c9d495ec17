/// How a language writes numbers, dates and amounts.
///
/// `LocaleConventions+Languages.swift` has those that are known, made from Unicode CLDR by
/// `Scripts/languages`. The table is ours because Foundation takes 5–10 ms to load its locale data,
/// half of a run's start; a language that no letter has costs nothing.
struct LocaleConventions: Hashable, Sendable {
  /// What stands before decimals.
  var decimalMark: UInt8
  /// What stands between groups of three digits.
  var groupMark: String
  /// What stands before a negative number.
  var minus: String
  /// January to December, as in a date.
  var months: [String]
  /// The same outside a date; nil where they are the same.
  var monthsAlone: [String]? = nil
  /// The same as in a date, abbreviated.
  var shortMonths: [String]
  /// Monday to Sunday, as in a date.
  var weekdays: [String]
  /// The same outside a date; nil where they are the same.
  var weekdaysAlone: [String]? = nil
  /// The pattern for a date in figures, always with the full year.
  var shortDate: String
  /// The pattern for a date in words.
  var longDate: String
  /// Whether an amount's currency stands before the number.
  var currencyComesFirst: Bool
  /// The symbols of currencies, by ISO 4217 code; the others go by their code.
  var currencySymbols: [String: String]
  /// The words for a value that is true or false.
  var yes, no: String

  /// The languages that are known, as they are told to authors.
  static let languages = "nb, nn, en-GB, en-US, sv, da, de, se, fi and fr"

  /// The conventions for a language, or nil for one we do not know.
  ///
  /// - Parameter language: A BCP 47 tag; `no` is read as `nb`, English without a place as British.
  /// - Returns: Nil for a language whose dates and numbers we do not know, also where they are
  ///   written otherwise in the tag's place only, as in `de-CH`.
  static func conventions(for language: String) -> LocaleConventions? {
    let parts = language.lowercased().split(separator: "-")
    guard let primary = parts.first else { return nil }
    // What follows a single letter is an extension and names no place.
    let place = parts.dropFirst().prefix { $0.count > 1 }.first { $0.count == 2 }
    return known(primary, in: place)
  }
}

extension LocaleConventions {
  /// A number in digits and marks.
  func text(for number: DecimalNumber) -> String {
    let digits = String(number.units.magnitude)
    let padded =
      String(repeating: "0", count: max(0, number.scale + 1 - digits.utf8.count)) + digits
    let whole = padded.utf8.dropLast(number.scale)
    var text = number.units < 0 ? minus : ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { text += groupMark }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    guard number.scale > 0 else { return text }
    text.unicodeScalars.append(Unicode.Scalar(decimalMark))
    return text + String(padded.suffix(number.scale))
  }

  /// An amount with its currency: `1 234,50 kr`, `£1,234.50`, `NOK 1,234.50`.
  ///
  /// - Parameters:
  ///   - number: The amount, already rounded.
  ///   - currency: An ISO 4217 code, or a word or symbol that is printed as it is.
  /// - Returns: The amount with spaces that do not break.
  func text(for number: DecimalNumber, currency: String) -> String {
    let symbol = currencySymbols[currency] ?? currency
    guard currencyComesFirst, currency != "kr" else { return text(for: number) + "\u{A0}" + symbol }
    var amount = number
    amount.units = abs(amount.units)
    // A code that ends in a letter is held apart from the figures (CLDR, currencySpacing).
    let space = symbol.last?.isLetter == true ? "\u{A0}" : ""
    return (number.units < 0 ? minus : "") + symbol + space + text(for: amount)
  }
}
