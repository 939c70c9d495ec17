/// The words of a language that stay with a figure.
struct BondWords: Sendable {
  /// What stands before a figure that counts it: `kap.`, `nr.`, `side`; in small letters, without points.
  let counted: Set<String>
  /// What stands behind a figure that measures by it, as it is written, without points.
  let units: Set<String>
  /// Months in small letters, without points.
  let months: Set<String>
  /// Whether days stand behind months, too.
  var monthsPrecedeDays = false

  /// The words of a language by its tag; of English where there are none.
  static func of(_ tag: String) -> BondWords {
    switch tag.split(separator: "-").first?.lowercased() {
    case "nb", "no", "nn", "da": norwegian
    case "sv": swedish
    case "de": german
    case "fr": french
    default: english
    }
  }

  /// A word without brackets, quotation marks and points around it; nil for a long one.
  static func word(_ bytes: ArraySlice<UInt8>, keepsCase: Bool = false) -> String? {
    guard bytes.count <= 40 else { return nil }
    var word = Substring(decoding: bytes, as: UTF8.self)
    while let first = word.first, "([«“„”\"'’".contains(first) { word.removeFirst() }
    while let last = word.last, ".,;:)]»“”\"'’?!".contains(last) { word.removeLast() }
    return keepsCase ? String(word) : word.lowercased()
  }

  private init(counted: String, units: String, months: String, monthsPrecedeDays: Bool = false) {
    let split = { (words: String) in
      Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
    }
    self.counted = split(counted).union(BondWords.currencies)
    (self.units, self.months) = (split(units), split(months))
    self.monthsPrecedeDays = monthsPrecedeDays
  }

  private static let currencies: Set = [
    "kr", "nok", "sek", "dkk", "eur", "usd", "gbp", "chf", "€", "$", "£",
  ]

  /// Units that every language writes alike.
  static let symbols = Set(
    """
    % ‰ ° °C °F K kr kr/m² kr/m2 NOK SEK DKK EUR USD GBP CHF € $ £ mm cm dm m km mm² cm² m² km² m2 km2
    m³ m3 dm³ mg g kg t ml cl dl l L hl km/t km/h m/s l/s m³/s W kW MW GW Wh kWh MWh GWh TWh V kV A mA
    Hz kHz MHz GHz J kJ MJ Pa hPa kPa MPa bar dB N kN s ms min h d ha daa B kB MB GB TB pt px ppm mill
    mrd Mio Mrd pst stk
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  private static let norwegian = BondWords(
    counted: """
      nr nummer kap kapittel kapitel kl ca s side sidene pkt punkt punktet jf jfr jmf cf art artikkel
      artikel avsnitt avsnittet del fig figur tab tabell tabel vedlegg bilag bd bind ledd stk paragraf
      paragrafen alternativ fase trinn versjon sak saksnr snr gnr bnr fnr felt sone rute linje rad
      uke veke uge rom tlf telefon mob postboks boks
      """,
    units: """
      prosent prosentpoeng procent procentpoint pct kroner krone øre euro million millioner millionar milliard milliarder
      milliardar tusen meter kilometer millimeter centimeter kvadratmeter kvadratkilometer
      kubikkmeter dekar hektar mål liter gram kilo kilogram tonn timer timar minutter minutt sekunder
      grader kilowattimer mnok
      """,
    months: """
      januar februar mars marts april mai maj juni juli august september oktober november desember
      december jan feb mar apr jun jul aug sep sept okt nov des dec
      """)

  private static let swedish = BondWords(
    counted: """
      nr nummer kap kapitel kl ca s sid sida sidan sidorna p punkt punkten jfr art artikel avsnitt del
      fig figur tab tabell bilaga bil paragraf alternativ fas version ärende vecka rum tel mom stycke
      """,
    units: """
      procent kronor krona öre euro miljon miljoner miljard miljarder tusen meter kilometer
      millimeter centimeter kvadratmeter kubikmeter hektar liter gram kilo kilogram ton timmar
      minuter sekunder grader mkr tkr mdkr
      """,
    months: """
      januari februari mars april maj juni juli augusti september oktober november december jan feb
      mar apr jun jul aug sep sept okt nov dec
      """)

  private static let german = BondWords(
    counted: """
      nr nrn nummer kap kapitel ca s seite seiten pkt punkt vgl art artikel abs absatz abschnitt teil
      abb abbildung tab tabelle anlage anhang bd band ziff ziffer satz lit az tel zimmer raum
      paragraf paragraph klasse version variante phase woche kw
      """,
    units: """
      prozent prozentpunkte Prozent Euro Cent Million Millionen Milliarde Milliarden Tausend Meter
      Kilometer Millimeter Zentimeter Quadratmeter Kubikmeter Hektar Liter Gramm Kilo Kilogramm
      Tonnen Uhr Stunden Minuten Sekunden Grad
      """,
    months: """
      januar jänner februar märz april mai juni juli august september oktober november dezember jan
      feb mär apr jun jul aug sep sept okt nov dez
      """)

  private static let french = BondWords(
    counted: """
      n° no numéro p pp page pages chap chapitre art article al alinéa cf fig figure tab tableau annexe
      partie section paragraphe t tome vol point tél env version
      """,
    units: """
      pour euros euro centimes million millions milliard milliards mille mètres kilomètres litres
      grammes kilos tonnes heures minutes secondes degrés
      """,
    months: """
      janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv févr
      avr juil sept oct nov déc
      """)

  private static let english = BondWords(
    counted: """
      no nos number ch chap chapter p pp page pages sec section sections art article articles para
      paragraph paragraphs cl clause fig figure figures tab table tables annex appendix part item
      items vol volume eq cf ca option phase step version room tel rule schedule
      """,
    units: """
      percent per pence pounds euros dollars million billion thousand metres meters metre kilometres
      kilometers millimetres centimetres hectares litres liters grams kilograms tonnes tons miles
      feet inches hours minutes seconds degrees am pm a.m p.m ft in lb oz
      """,
    months: """
      january february march april may june july august september october november december jan feb
      mar apr jun jul aug sep sept oct nov dec
      """, monthsPrecedeDays: true)
}
