import Document
import Foundation
import Records
import TestSupport
import Testing

/// How dates, numbers and amounts come out in each language that is known.
struct LanguageTests {
  @Test(
    "dates in words and in figures",
    arguments: [
      ("nb", "15. desember 2026", "15.12.2026"), ("nn", "15. desember 2026", "15.12.2026"),
      ("en-GB", "15 December 2026", "15/12/2026"), ("en-US", "December 15, 2026", "12/15/2026"),
      ("sv", "15 december 2026", "2026-12-15"), ("da", "15. december 2026", "15.12.2026"),
      ("de", "15. Dezember 2026", "15.12.2026"), ("se", "juovlamánu 15. b. 2026", "15.12.2026"),
      ("fi", "15. joulukuuta 2026", "15.12.2026"), ("fr", "15 décembre 2026", "15/12/2026"),
      ("de-DE", "15. Dezember 2026", "15.12.2026"), ("SV-fi", "15 december 2026", "2026-12-15"),
      ("se-NO", "juovlamánu 15. b. 2026", "15.12.2026"),
      ("en-AU", "15 December 2026", "15/12/2026"), ("no", "15. desember 2026", "15.12.2026"),
      ("de-u-co-at", "15. Dezember 2026", "15.12.2026"),
    ])
  func dates(_ language: String, _ long: String, _ short: String) throws {
    let fixture = Fixture(
      language: language, body: "{{d | date: long}} {{d | date}}",
      record: [("d", .text("2026-12-15"))])
    #expect(try fixture.outline() == "p(\(long) \(short))")
  }

  @Test(
    "numbers, amounts, yes and no",
    arguments: [
      ("nb", "−1 234 567,5", "1 234,50_kr", "ja nei"),
      ("nn", "−1 234 567,5", "1 234,50_kr", "ja nei"),
      ("en-GB", "-1,234,567.5", "NOK_1,234.50", "yes no"),
      ("en-US", "-1,234,567.5", "NOK_1,234.50", "yes no"),
      ("sv", "−1 234 567,5", "1 234,50_Nkr", "ja nej"),
      ("da", "-1.234.567,5", "1.234,50_NOK", "ja nej"),
      ("de", "-1.234.567,5", "1.234,50_NOK", "ja nein"),
      ("se", "−1 234 567,5", "1 234,50_kr", "jo ii"),
      ("fi", "−1 234 567,5", "1 234,50_NOK", "kyllä ei"),
      ("fr", "-1 234 567,5", "1 234,50_NOK", "oui non"),
    ])
  func numbers(_ language: String, _ number: String, _ amount: String, _ words: String) throws {
    let fixture = Fixture(
      language: language,
      body: "{{n | number}} \\\n{{a | currency: NOK}}\n\n{{yes}} {{no}}",
      record: [
        ("n", .number("-1234567.5")), ("a", .number("1234.5")), ("yes", .boolean(true)),
        ("no", .boolean(false)),
      ])
    // Spaces do not break, and those within French numbers are narrow.
    let group = language == "fr" ? "\u{202F}" : "\u{A0}"
    let spaced = { (text: String) in
      text.replacing(" ", with: group).replacing("_", with: "\u{A0}")
    }
    let text = try fixture.letter().body.map(\.outline).joined(separator: " ")
    #expect(text.contains(spaced(number)))
    #expect(text.contains(spaced(amount)))
    #expect(text.hasSuffix("p(\(words))"))
  }

  @Test(
    "months and weekdays that stand alone",
    arguments: [
      ("nb", "desember 2026, tirsdag"), ("fi", "joulukuu 2026, tiistai"),
      ("se", "juovlamánnu 2026, maŋŋebárga"), ("sv", "december 2026, tisdag"),
    ])
  func alone(_ language: String, _ expected: String) throws {
    let fixture = Fixture(
      language: language, body: "{{d | date: 'LLLL yyyy, cccc'}}",
      record: [("d", .text("2026-12-15"))])
    #expect(try fixture.outline() == "p(\(expected))")
  }

  @Test(
    "a language of a place where it is written otherwise is not known",
    arguments: ["de-CH", "de-AT", "fr-CA", "se-FI", "de-Latn-CH", "is"])
  func elsewhere(language: String) {
    let fixture = Fixture(
      language: language, body: "{{d | date}}", record: [("d", .text("2026-12-15"))])
    #expect(
      fixture.problems.first?.contains("how '\(language)' writes dates and numbers is not known")
        == true)
  }

  @Test(
    "yes and no in lists are read in every language",
    arguments: [
      ("nei", false), ("Nej", false), ("nein", false), ("EI", false), ("non", false),
      ("ii", false), ("FALSCH", false), ("Kyllä", true), ("oui", true), ("jo", true),
      ("WAHR", true), ("SANT", true), ("ja", true), ("x", true), ("0", false),
    ])
  func booleans(word: String, isYes: Bool) throws {
    let fixture = Fixture(
      settings: "data: {columns: {v: boolean}}\n", body: "{{#if v}}yes{{else}}no{{/if}}",
      record: [("v", .text(word))])
    #expect(try fixture.outline() == (isYes ? "p(yes)" : "p(no)"))
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Whether CLDR is here in the version that the table was made from, which the script names.
  private static var hasCLDR: Bool {
    let script = try? String(contentsOf: root.appending(path: "Scripts/languages"), encoding: .utf8)
    let types = try? String(
      contentsOfFile: "/usr/share/unicode/cldr/common/dtd/ldml.dtd", encoding: .utf8)
    guard let version = script?.firstMatch(of: /VERSION = "(\d+)"/)?.1 else { return true }
    return types?.contains("cldrVersion CDATA #FIXED \"\(version)\"") == true
  }

  @Test("the table is what its script makes of CLDR", .enabled(if: hasCLDR))
  func table() throws {
    let script = LanguageTests.root.appending(path: "Scripts/languages").path
    let outcome = try Program(script).run(["--check"])
    #expect(outcome.status == 0, "\(outcome.text)")
  }
}
