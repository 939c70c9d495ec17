import Testing

@testable import Hyphenation

@Suite("Words and where they may be broken")
struct HyphenatorTests {
  /// A text with a hyphen at each point, and a lost letter before it in brackets.
  private func hyphenated(
    _ text: String, _ language: HyphenationLanguage = .norwegianBokmål, words: [String] = []
  ) throws -> String {
    let hyphenator = Hyphenator(
      try HyphenationLibrary().dictionary(of: language), of: language, words: words)
    var bytes = Array(text.utf8)
    for point in hyphenator.points(in: bytes).reversed() {
      let lost = point.lost.map { "(\($0))" } ?? ""
      bytes.insert(contentsOf: Array("\(lost)-".utf8), at: point.offset)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("words of each language")
  func languages() throws {
    #expect(try hyphenated("Kommunesektorens parti") == "Kom-mune-sek-to-rens parti")
    #expect(
      try hyphenated("sær­skilt opplæringslova", .norwegianNynorsk) == "sær­skilt opp-læ-rings-lova"
    )
    #expect(try hyphenated("Niederschlagswasser", .german) == "Nie-der-schlags-was-ser")
    #expect(try hyphenated("arrangement", .britishEnglish) == "ar-range-ment")
    #expect(try hyphenated("kommunerna", .swedish) == "kom-mu-nerna")
    #expect(try hyphenated("l’économie", .french) == "l’éco-no-mie")
  }

  @Test("two letters stand before a hyphen and three behind it")
  func least() throws {
    #expect(try hyphenated("igang alle like ameba") == "igang alle like ameba")
    #expect(try hyphenated("under Ofte", .norwegianBokmål) == "un-der Ofte")
    #expect(try hyphenated("ab-, aber", .german) == "ab-, aber")
  }

  @Test(
    "a letter that was dropped comes back",
    arguments: [
      ("skolebusstoppet", "skole-bus(s)-stop-pet"),
      ("Trafikkonstabelen", "Tra-fik(k)-kon-sta-be-len"),
      ("tariffestet", "ta-rif(f)-fes-tet"), ("prosesskrivet", "pro-ses(s)-skri-vet"),
      ("oppussing", "op(p)-pus-sing"), ("buss", "buss"), ("busser", "bus-ser"),
    ])
  func lostLetters(_ word: String, _ expected: String) throws {
    #expect(try hyphenated(word) == expected)
  }

  @Test("every compound of the lists is spelled with two consonants, and breaks between three")
  func compounds() throws {
    for language in [HyphenationLanguage.norwegianBokmål, .swedish] {
      let compounds = LostLetters.compounds(of: language)
      #expect(compounds.count > 10)
      #expect(compounds.allSatisfy { $0.places.count == 1 && $0.places[0].lost != nil })
    }
    #expect(LostLetters.compounds(of: .german).isEmpty)
    #expect(LostLetters.compounds(of: .danish).isEmpty)
  }

  @Test("exceptions say all about a word, with a letter that comes back where one was dropped")
  func exceptions() throws {
    let words = ["kommune-sektor", "parti", "natt-tåke", "Schiff-fahrt"]
    #expect(
      try hyphenated("Kommunesektor partiet parti", words: words) == "Kommune-sektor par-tiet parti"
    )
    #expect(try hyphenated("nattåke", words: words) == "nat(t)-tåke")
    // German has kept all three since 1996.
    #expect(try hyphenated("Schifffahrt", .german, words: words) == "Schiff-fahrt")
  }

  @Test(
    "nothing is hyphenated that is no word of small letters",
    arguments: [
      "StatsForvalteren", "KOMMUNENE", "2kommune", "kommune2", "kommu_nene", "post@kommunene.no",
      "https://regjeringen.no/dokumenter/kommunene", "www.kommunene.no", "kom\u{AD}munene",
      "kommun\u{E5}\u{30A}nene", "коммунене", "ko\u{2060}mmunene",
    ])
  func barred(_ text: String) throws {
    #expect(try hyphenated(text) == text)
  }

  @Test("punctuation beside a word does not matter")
  func punctuation() throws {
    #expect(
      try hyphenated("«kommunene», (kommunene) kommunene.")
        == "«kom-mu-nene», (kom-mu-nene) kom-mu-nene.")
    #expect(
      try hyphenated("KS-kommunene/fylkene 2024-kommunene")
        == "KS-kom-mu-nene/fyl-kene 2024-kom-mu-nene")
  }

  @Test("a piece without a vowel has no break on either side", arguments: [("farbig", "farbig")])
  func vowels(_ word: String, _ expected: String) throws {
    #expect(try hyphenated(word, .german) == expected)
  }

  @Test("a language by its tag")
  func tags() {
    #expect(HyphenationLanguage(tag: "nb") == .norwegianBokmål)
    #expect(HyphenationLanguage(tag: "no-NO") == .norwegianBokmål)
    #expect(HyphenationLanguage(tag: "nn-NO") == .norwegianNynorsk)
    #expect(HyphenationLanguage(tag: "en-GB") == .britishEnglish)
    #expect(HyphenationLanguage(tag: "en-Latn-US") == .americanEnglish)
    #expect(HyphenationLanguage(tag: "EN") == .britishEnglish)
    #expect(HyphenationLanguage(tag: "se") == nil)
    #expect(HyphenationLanguage(tag: "") == nil)
  }
}
