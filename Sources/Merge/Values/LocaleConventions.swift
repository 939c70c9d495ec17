/// How a language writes numbers, dates and amounts.
///
/// Source: Unicode CLDR 44, locales `nb`, `nn`, `en-GB` and `en-US`. The tables are ours because
/// Foundation takes 5–10 ms to load its locale data, half of a run's start.
struct LocaleConventions: Hashable, Sendable {
  /// What stands before decimals.
  var decimalMark: UInt8
  /// What stands between groups of three digits.
  var groupMark: String
  /// What stands before a negative number.
  var minus: String
  /// January to December.
  var months: [String]
  /// The same, abbreviated.
  var shortMonths: [String]
  /// Monday to Sunday.
  var weekdays: [String]
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

  /// The conventions for a language, or nil for one we do not know.
  ///
  /// - Parameter language: A BCP 47 tag; `no` is read as `nb`, English without a place as British.
  /// - Returns: Nil for a language whose dates and numbers we do not know.
  static func conventions(for language: String) -> LocaleConventions? {
    let parts = language.lowercased().split(separator: "-")
    switch parts.first {
    case "nb", "no": return .bokmål
    case "nn": return .nynorsk
    case "en": return parts.dropFirst().contains("us") ? .american : .british
    default: return nil
    }
  }

  private static let bokmål = LocaleConventions(
    decimalMark: UInt8(ascii: ","), groupMark: "\u{A0}", minus: "\u{2212}",
    months: [
      "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
      "oktober", "november", "desember",
    ],
    shortMonths: [
      "jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.",
      "des.",
    ],
    weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    shortDate: "dd.MM.yyyy", longDate: "d. MMMM yyyy", currencyComesFirst: false,
    currencySymbols: ["NOK": "kr", "EUR": "€", "GBP": "£"], yes: "ja", no: "nei")

  private static let nynorsk: LocaleConventions = {
    var nynorsk = bokmål
    nynorsk.weekdays = ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"]
    return nynorsk
  }()

  static let british = LocaleConventions(
    decimalMark: UInt8(ascii: "."), groupMark: ",", minus: "-",
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
    shortMonths: [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
    ],
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    shortDate: "dd/MM/yyyy", longDate: "d MMMM yyyy", currencyComesFirst: true,
    currencySymbols: ["EUR": "€", "GBP": "£", "USD": "US$"], yes: "yes", no: "no")

  private static let american: LocaleConventions = {
    var american = british
    american.shortMonths[8] = "Sep"
    american.shortDate = "M/d/yyyy"
    american.longDate = "MMMM d, yyyy"
    american.currencySymbols = ["EUR": "€", "GBP": "£", "USD": "$"]
    return american
  }()
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
