import Diagnostics
import Document
import Merge
import Records
import Testing

struct FilterTests {
  @Test(
    "filters print values as the language has them",
    arguments: [
      ("nb", "2020-08-19", "date: 'dd.MM.yyyy'", "19.08.2020"),
      ("nb", "19.8.2020", "date: 'd. MMMM yyyy'", "19. august 2020"),
      ("nb", "2026-11-23 14:30", "date: long", "23. november 2026"),
      ("nb", " 2026-11-23T14:30:00.000 ", "date", "23.11.2026"),
      ("nb", "23.11.2026 09:05:59", "date", "23.11.2026"),
      ("nb", "2020-08-19", "date: long", "19. august 2020"),
      ("nb", "2020-08-19", "date", "19.08.2020"),
      ("nb", "2020-08-19", "date: 'EEEE d. MMM yy'", "onsdag 19. aug. 20"),
      ("nn", "2021-01-02", "date: 'EEEE d. MMMM'", "laurdag 2. januar"),
      ("en", "2020-08-19", "date: 'long'", "19 August 2020"),
      ("en", "2020-08-19", "date: short", "19/08/2020"),
      ("en-US", "2020-09-05", "date: long", "September 5, 2020"),
      ("en-US", "2020-09-05", "date: short", "9/5/2020"),
      ("en", "2020-09-05", "date: \"d 'of' MMM\"", "5 of Sept"),
      ("nb", "2000-02-29", "date: 'EEEE'", "tirsdag"),
      ("nb", "1234567,5", "number", "1\u{A0}234\u{A0}567,5"),
      ("nb", "1 234,50", "number", "1\u{A0}234,50"),
      ("nb", "1\u{A0}234.5", "number: 2", "1\u{A0}234,50"),
      ("nb", "1.234,5", "number", "1\u{A0}234,5"),
      ("nb", "1,234", "number", "1,234"),
      ("nb", "-3", "number: 1", "\u{2212}3,0"),
      ("nb", "−0,5", "number: 0", "\u{2212}1"),
      ("nb", "2,4999", "number: 2", "2,50"),
      ("nb", "0.005", "number: 2", "0,01"),
      ("nb", "1.234.567", "number", "1\u{A0}234\u{A0}567"),
      ("en", "1234.5", "number: 2", "1,234.50"),
      ("en", "1,234", "number", "1,234"),
      ("en", "-1,234.56", "number: 1", "-1,234.6"),
      ("en", "1 234,50", "number", "1,234.50"),
      ("nb", "1234,5", "currency: 'NOK'", "1\u{A0}234,50\u{A0}kr"),
      ("nb", "1234,5", "currency: kr, 0", "1\u{A0}235\u{A0}kr"),
      ("nb", "9,99", "currency: 'EUR'", "9,99\u{A0}€"),
      ("en", "1234.5", "currency: 'NOK'", "NOK\u{A0}1,234.50"),
      ("en", "-5", "currency: 'GBP'", "-£5.00"),
      ("en-US", "5", "currency: 'USD'", "$5.00"),
      ("en", "5", "currency: 'JPY'", "JPY\u{A0}5"),
      ("nb", "ærlig øl", "upper", "ÆRLIG ØL"),
      ("nb", "ÅSE", "lower", "åse"),
      ("nb", "ole-jørgen d'arc mcKay", "title", "Ole-Jørgen D'arc McKay"),
      ("nb", "", "default: 'ukjent'", "ukjent"),
      ("nb", "", "default: 'ukjent' | upper", "UKJENT"),
      ("nb", "x", "default: 'ukjent'", "x"),
      ("nb", "x", "prefix: ', ' | suffix: '!'", ", x!"),
      ("nb", "", "prefix: ', ' | suffix: '!'", ""),
      ("nb", "", "date: long | prefix: 'den ' | default: 'en dag'", "en dag"),
      ("nb", "x", "default: '}}'", "x"),
      ("is", "x", "upper", "X"),
    ])
  func printing(language: String, value: String, filter: String, expected: String) throws {
    let fixture = Fixture(
      language: language, body: "a{{v | \(filter)}}", record: [("v", .text(value))])
    #expect(try fixture.outline() == "p(a\(expected))")
  }

  @Test(
    "what is no number or date is refused",
    arguments: [
      ("1.234", "can be read two ways: '1.234' is 1234 or 1,234"),
      ("1 23", "is no number: '1 23'"), ("12,", "is no number: '12,'"),
      ("1,2,3", "is no number: '1,2,3'"), ("1.5 2", "is no number: '1.5 2'"),
      ("kr 5", "is no number: 'kr 5'"), ("--5", "is no number: '--5'"),
      ("1e5", "is no number: '1e5'"), ("٣", "is no number: '٣'"),
      (
        "1234567890123456789",
        "has more digits than a number here may have, 18: '1234567890123456789'"
      ),
    ])
  func numbers(value: String, expected: String) {
    let problems = Fixture(body: "{{v | number: 2}}", record: [("v", .text(value))]).problems
    #expect(problems.first?.prefix { $0 != "[" } == "list.csv:2:1: error: 'v' \(expected) ")
  }

  @Test(
    "dates that do not exist or are not clear are refused",
    arguments: [
      ("2021-02-29", "is a day that does not exist: '2021-02-29'"),
      ("31.4.2020", "is a day that does not exist: '31.4.2020'"),
      ("1900-02-29", "is a day that does not exist: '1900-02-29'"),
      ("0.1.2020", "is a day that does not exist: '0.1.2020'"),
      ("2020-8-19", "is no date: '2020-8-19'"), ("19/08/2020", "is no date: '19/08/2020'"),
      ("19.08.20", "has a year of two digits: '19.08.20'"), ("i dag", "is no date: 'i dag'"),
      ("1.2.3.4", "is no date: '1.2.3.4'"), ("..", "is no date: '..'"),
      ("2026-11-23 24:00", "is no date: '2026-11-23 24:00'"),
      ("2026-11-23 14", "is no date: '2026-11-23 14'"),
      ("2026-11-23 12:60", "is no date: '2026-11-23 12:60'"),
      ("2026-11-23T14:30Z", "is no date: '2026-11-23T14:30Z'"),
      ("2026-11-23 Oslo", "is no date: '2026-11-23 Oslo'"), ("T", "is no date: 'T'"),
      ("2026-11-23 1:2:3:4", "is no date: '2026-11-23 1:2:3:4'"),
    ])
  func dates(value: String, expected: String) {
    let problems = Fixture(body: "{{v | date}}", record: [("v", .text(value))]).problems
    #expect(problems.first?.prefix { $0 != "[" } == "list.csv:2:1: error: 'v' \(expected) ")
  }

  @Test("a language that we do not know has no dates and numbers")
  func unknownLanguage() {
    let fixture = Fixture(language: "is", body: "{{v | date}}", record: [("v", .text("x"))])
    #expect(
      fixture.problems == [
        """
        letter.md:6:7: error: how 'is' writes dates and numbers is not known [merge.filter-argument]
          hint: the languages known are nb, nn, en-GB, en-US, sv, da, de, se, fi and fr
        """
      ])
  }

  static let exact: [(String, String)] = [
    ("1.10", "1,10"), ("1e3", "1\u{A0}000"), ("-2.5E-1", "\u{2212}0,25"), ("0e5", "0"),
    ("0e9223372036854775807", "0"), ("0e-3", "0,000"), ("-0", "0"), ("1e+17", hundred(15)),
    ("1000000000000000000000e-19", "100," + zeros(15)), ("100e-20", "0," + zeros(17) + "1"),
    ("0.50000000000000000000000000", "0,50000000000000000" + "0"),
    ("1.5e000000000000000000000000001", "15"), ("1e-18", "0," + zeros(17) + "1"),
  ]

  @Test(
    "JSON's numbers are exact", arguments: exact)
  func json(written: String, expected: String) throws {
    let fixture = Fixture(body: "{{v | number}}", record: [("v", .number(written))])
    #expect(try fixture.outline() == "p(\(expected))")
    #expect(
      try Fixture(body: "{{v}}", record: [("v", .number(written))]).outline() == "p(\(written))")
  }

  static let overflows: [String] = [
    "1e-9223372036854775808", "1e9223372036854775808", "1e18", "1e-19", "-1e99999999999999999999",
    "1234567890123456789", "0.1234567890123456789", "12345678901234567.89e3", "9e18",
    "1e-2147483648",
    zeros(100_000).replacing("0", with: "9"), "1e-" + zeros(100_000) + "19",
  ]

  @Test(
    "numbers beyond eighteen digits are told at their cell, whatever is done with them",
    arguments: overflows)
  func overflow(_ written: String) {
    for body in [
      "{{v | number}}", "{{v | number: 2}}", "{{v | currency: NOK}}", "{{#if v < 2}}x{{/if}}",
    ] {
      let problems = Fixture(body: body, record: [("v", .number(written))]).problems
      #expect(problems.count == 1)
      #expect(problems.first?.hasPrefix("list.csv:2:1: error: 'v' has more digits than") == true)
    }
  }

  @Test("the greatest numbers are rounded, negated and compared")
  func greatest() throws {
    let (most, least) = ("999999999999999999", "0.999999999999999999")
    func outline(_ body: String, _ number: String) throws -> String {
      try Fixture(language: "en", body: body, record: [("v", .number(number))]).outline()
    }
    #expect(try outline("{{v | number}}", "-" + most) == "p(-999,999,999,999,999,999)")
    #expect(try outline("{{v | number: 0}}", least) == "p(1)")
    #expect(try outline("{{v | currency: 'GBP'}}", "-" + least) == "p(-£1.00)")
    #expect(try outline("{{#if v > 0.999999999999999999}}x{{else}}y{{/if}}", most) == "p(x)")
    #expect(try outline("{{#if v = \(least)}}x{{/if}}", least) == "p(x)")
    #expect(try outline("{{v | number: 2}}", most) == "p(999,999,999,999,999,999.00)")
  }
}

/// So many zeros.
private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

/// A hundred times ten to a power that is a multiple of three, as Norwegian groups it.
private func hundred(_ power: Int) -> String {
  "100" + String(repeating: "\u{A0}000", count: power / 3)
}
