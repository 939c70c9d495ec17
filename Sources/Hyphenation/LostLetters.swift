/// Compounds in which one of three like consonants is left out, and comes back where they are broken.
///
/// No pattern can tell them: `busstopp` is `buss-stopp`, but `prestestand` has no third s. So they are listed,
/// and found within longer words, such as `skolebusstopp` and `busstoppene`.
///
/// - SeeAlso: Språkrådet's *Skriveregler*, on compounds and on dividing words; *Svenska skrivregler*, 2017, 3.3.
enum LostLetters {
  /// The compounds of a language.
  static func compounds(of language: HyphenationLanguage) -> [DividedWord] {
    guard language.dropsThirdConsonant else { return [] }
    return (language == .swedish ? swedish : norwegian).split(whereSeparator: \.isWhitespace)
      .compactMap { DividedWord($0, dropsThirdConsonant: true) }
  }

  private static let norwegian = """
    buss-selskap buss-sete buss-sjåfør buss-skilt buss-skur buss-stasjon buss-stopp
    fjell-landskap fjell-luft fjell-løype full-lastet full-lengde glass-skår glass-skål
    gress-slette gress-strå kontroll-lampe kontroll-liste kryss-spør
    lett-tjent nett-tariff nett-tidsskrift nett-tilgang nett-tilknytning nett-tilkobling
    nett-tjeneste nett-trafikk nett-troll natt-tariff natt-tillegg natt-tjeneste natt-tog
    opp-pakking opp-pakning opp-passer opp-pussing opp-pusse
    pass-sentral pass-søknad personell-liste
    proff-fotball prosess-skriv prosess-steg prosess-styring prosess-system protokoll-liste
    rett-tenkende rett-troende stoff-forbruk stopp-plikt stopp-punkt stress-situasjon
    stress-symptom tall-linje tariff-ferie tariff-fest tariff-forbund tariff-forhandling
    tariff-forhold tariff-fri topp-plassering topp-plass topp-politiker topp-prestasjon
    topp-punkt trafikk-kamera trafikk-kaos trafikk-knutepunkt trafikk-konstabel
    trafikk-kontroll trafikk-kork trafikk-kultur
    """

  private static let swedish = """
    buss-station full-ljud glass-strut kontroll-lampa natt-tåg rätt-trogen till-lag till-lit
    till-lyse till-låt till-lägg till-lämp till-lämn tull-lag topp-placering topp-politiker
    """
}
