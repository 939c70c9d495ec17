// Made by Scripts/languages from Unicode CLDR 41: change the script, not this.

extension LocaleConventions {
  /// The conventions of a language; nil for one that is not known, or is written otherwise in that place.
  ///
  /// - Parameters:
  ///   - language: Its subtag (ISO 639), in lower case.
  ///   - place: The region's subtag (ISO 3166), in lower case; nil for none.
  /// - Returns: The conventions, made when they are first asked for.
  static func known(_ language: Substring, in place: Substring?) -> LocaleConventions? {
    switch language {
    case "nb", "no": .bokmål
    case "nn": .nynorsk
    case "en": place == "us" ? .american : .british
    case "sv": .swedish
    case "da": .danish
    case "de": ["at", "ch", "it", "li"].contains(place) ? nil : .german
    case "se": ["fi", "se"].contains(place) ? nil : .northernSámi
    case "fi": .finnish
    case "fr": ["be", "ca", "ch", "lu", "ma"].contains(place) ? nil : .french
    default: nil
    }
  }

  /// `nb`.
  static let bokmål = LocaleConventions(
    decimalMark: UInt8(ascii: ","), groupMark: "\u{A0}", minus: "\u{2212}",
    months: [
      "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
      "november", "desember",
    ],
    shortMonths: [
      "jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.",
    ],
    weekdays: [
      "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
    ],
    shortDate: "dd.MM.yyyy", longDate: "d. MMMM yyyy",
    currencyComesFirst: false,
    currencySymbols: [
      "NOK": "kr", "EUR": "€", "GBP": "£",
    ],
    yes: "ja", no: "nei")

  /// `nn`.
  static let nynorsk = LocaleConventions(
    decimalMark: UInt8(ascii: ","), groupMark: "\u{A0}", minus: "\u{2212}",
    months: [
      "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
      "november", "desember",
    ],
    shortMonths: [
      "jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.",
    ],
    weekdays: [
      "måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag",
    ],
    shortDate: "dd.MM.yyyy", longDate: "d. MMMM yyyy",
    currencyComesFirst: false,
    currencySymbols: [
      "NOK": "kr", "EUR": "€", "GBP": "£",
    ],
    yes: "ja", no: "nei")

  /// `en-GB`.
  static let british = LocaleConventions(
    decimalMark: UInt8(ascii: "."), groupMark: ",", minus: "-",
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
    shortMonths: [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
    ],
    weekdays: [
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ],
    shortDate: "dd/MM/yyyy", longDate: "d MMMM yyyy",
    currencyComesFirst: true,
    currencySymbols: [
      "EUR": "€", "GBP": "£", "USD": "US$",
    ],
    yes: "yes", no: "no")

  /// `en-US`.
  static let american = LocaleConventions(
    decimalMark: UInt8(ascii: "."), groupMark: ",", minus: "-",
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
    shortMonths: [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    weekdays: [
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ],
    shortDate: "M/d/yyyy", longDate: "MMMM d, yyyy",
    currencyComesFirst: true,
    currencySymbols: [
      "EUR": "€", "GBP": "£", "USD": "$",
    ],
    yes: "yes", no: "no")

  /// `sv`.
  static let swedish = LocaleConventions(
    decimalMark: UInt8(ascii: ","), groupMark: "\u{A0}", minus: "\u{2212}",
    months: [
      "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
      "oktober", "november", "december",
    ],
    shortMonths: [
      "jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.",
    ],
    weekdays: [
      "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag",
    ],
    shortDate: "yyyy-MM-dd", longDate: "d MMMM yyyy",
    currencyComesFirst: false,
    currencySymbols: [
      "NOK": "Nkr", "SEK": "kr", "DKK": "Dkr", "ISK": "Ikr", "EUR": "€", "USD": "US$",
    ],
    yes: "ja", no: "nej")

  /// `da`.
  static let danish = LocaleConventions(
    decimalMark: UInt8(ascii: ","), groupMark: ".", minus: "-",
    months: [
      "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
      "oktober", "november", "december",
    ],
    shortMonths: [
      "jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.",
    ],
    weekdays: [
      "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
    ],
    shortDate: "dd.MM.yyyy", longDate: "d. MMMM yyyy",
    currencyComesFirst: false,
    currencySymbols: [
      "DKK": "kr.", "EUR": "€", "GBP": "£", "USD": "US$",
    ],
    yes: "ja", no: "nej")

  /// `de`.
  static let german = LocaleConventions(
    decimalMark: UInt8(ascii: ","), groupMark: ".", minus: "-",
    months: [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember",
    ],
    shortMonths: [
      "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
      "Dez.",
    ],
    weekdays: [
      "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ],
    shortDate: "dd.MM.yyyy", longDate: "d. MMMM yyyy",
    currencyComesFirst: false,
    currencySymbols: [
      "EUR": "€", "GBP": "£", "USD": "$",
    ],
    yes: "ja", no: "nein")

  /// `se`.
  static let northernSámi = LocaleConventions(
    decimalMark: UInt8(ascii: ","), groupMark: "\u{A0}", minus: "\u{2212}",
    months: [
      "ođđajagemánu", "guovvamánu", "njukčamánu", "cuoŋománu", "miessemánu", "geassemánu",
      "suoidnemánu", "borgemánu", "čakčamánu", "golggotmánu", "skábmamánu", "juovlamánu",
    ],
    monthsAlone: [
      "ođđajagemánnu", "guovvamánnu", "njukčamánnu", "cuoŋománnu", "miessemánnu", "geassemánnu",
      "suoidnemánnu", "borgemánnu", "čakčamánnu", "golggotmánnu", "skábmamánnu", "juovlamánnu",
    ],
    shortMonths: [
      "ođđj", "guov", "njuk", "cuo", "mies", "geas", "suoi", "borg", "čakč", "golg", "skáb", "juov",
    ],
    weekdays: [
      "vuossárga", "maŋŋebárga", "gaskavahkku", "duorasdat", "bearjadat", "lávvardat",
      "sotnabeaivi",
    ],
    shortDate: "dd.MM.yyyy", longDate: "MMMM d. 'b.' yyyy",
    currencyComesFirst: false,
    currencySymbols: [
      "NOK": "kr", "SEK": "Skr", "DKK": "Dkr", "EUR": "€", "GBP": "£", "USD": "US$",
    ],
    yes: "jo", no: "ii")

  /// `fi`.
  static let finnish = LocaleConventions(
    decimalMark: UInt8(ascii: ","), groupMark: "\u{A0}", minus: "\u{2212}",
    months: [
      "tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta",
      "heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta",
    ],
    monthsAlone: [
      "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu", "elokuu",
      "syyskuu", "lokakuu", "marraskuu", "joulukuu",
    ],
    shortMonths: [
      "tammik.", "helmik.", "maalisk.", "huhtik.", "toukok.", "kesäk.", "heinäk.", "elok.",
      "syysk.", "lokak.", "marrask.", "jouluk.",
    ],
    weekdays: [
      "maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina",
      "sunnuntaina",
    ],
    weekdaysAlone: [
      "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai",
    ],
    shortDate: "d.M.yyyy", longDate: "d. MMMM yyyy",
    currencyComesFirst: false,
    currencySymbols: [
      "EUR": "€", "GBP": "£", "USD": "$",
    ],
    yes: "kyllä", no: "ei")

  /// `fr`.
  static let french = LocaleConventions(
    decimalMark: UInt8(ascii: ","), groupMark: "\u{202F}", minus: "-",
    months: [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre",
    ],
    shortMonths: [
      "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
      "déc.",
    ],
    weekdays: [
      "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ],
    shortDate: "dd/MM/yyyy", longDate: "d MMMM yyyy",
    currencyComesFirst: false,
    currencySymbols: [
      "EUR": "€", "GBP": "£GB", "USD": "$US",
    ],
    yes: "oui", no: "non")
}
