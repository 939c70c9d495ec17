import Collation
import Records

/// What tells a record's place among those that are sorted: of two keys the one comes first that has the lesser byte
/// where they differ.
struct SortKey {
  private(set) var bytes: [UInt8] = []

  /// What a value is; of a field that holds several kinds, values of one kind stand together.
  private enum Kind: UInt8 {
    case number = 1, date, boolean, text
  }

  /// How many characters of a text count.
  static let longestText = 1000

  /// Adds a field without a value, which comes last in either direction.
  mutating func addBlank() { bytes.append(1) }

  /// Adds a number.
  mutating func add(_ number: DecimalNumber, isDescending: Bool) {
    add(.number, SortKey.bytes(of: number), isDescending)
  }

  /// Adds a date.
  mutating func add(_ date: CalendarDate, isDescending: Bool) {
    add(
      .date, [UInt8(date.year >> 8), UInt8(date.year & 0xFF), UInt8(date.month), UInt8(date.day)],
      isDescending)
  }

  /// Adds yes or no, of which no comes first.
  mutating func add(_ isTrue: Bool, isDescending: Bool) {
    add(.boolean, [isTrue ? 1 : 0], isDescending)
  }

  /// Adds a text in the order of a language.
  mutating func add(_ text: String, in order: Collator, isDescending: Bool) {
    add(.text, order.key(of: String(text.trimmingSpaces.prefix(SortKey.longestText))), isDescending)
  }

  /// Adds a postcode: letters as letters, figures as numbers, so that `E2 1AA` comes before `E10 1AA`.
  mutating func add(_ code: String, of country: PostalCountry, isDescending: Bool) {
    var signs = Array(
      code.prefix(SortKey.longestText).uppercased().unicodeScalars.filter { !$0.isBlank })
    // What stands behind a British postcode's space is three signs, the first of them a figure.
    if country == .britain, signs.count > 3 { signs.insert(" ", at: signs.count - 3) }
    add(.text, SortKey.bytes(ofCode: signs), isDescending)
  }

  private mutating func add(_ kind: Kind, _ value: [UInt8], _ isDescending: Bool) {
    bytes.append(0)
    guard isDescending else {
      bytes.append(kind.rawValue)
      bytes += value
      return
    }
    bytes.append(~kind.rawValue)
    bytes += value.map { ~$0 }
  }

  /// A number's sign, how great it is, and its digits from the first on; 0 ends them.
  private static func bytes(of number: DecimalNumber) -> [UInt8] {
    let short = number.shortened()
    guard short.units != 0 else { return [0x80] }
    let digits = Array(String(short.units.magnitude).utf8)
    // 0.12 has the digits 12 and begins at 0, as does 0.123; 12 begins at 2.
    let start = UInt16(clamping: digits.count - short.scale + 0x8000)
    let magnitude = [UInt8(start >> 8), UInt8(start & 0xFF)] + digits + [0]
    return short.units > 0 ? [0x81] + magnitude : [0x7F] + magnitude.map { ~$0 }
  }

  private static func bytes(ofCode signs: [Unicode.Scalar]) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = signs[...]
    while let sign = rest.first {
      let figures = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(max(1, figures.count))
      guard !figures.isEmpty else {
        bytes += String(sign).utf8
        continue
      }
      let number = figures.drop { $0 == "0" }
      // The more figures, the greater; a number begins where figures do among signs.
      bytes += [0x30, UInt8(clamping: number.count + 1)] + number.map { UInt8($0.value) }
    }
    return bytes + [0]
  }
}
