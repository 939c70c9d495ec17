/// A language whose words can be hyphenated.
package enum HyphenationLanguage: String, CaseIterable, Hashable, Sendable {
  case norwegianBokmål = "nb_NO"
  case norwegianNynorsk = "nn_NO"
  case britishEnglish = "en_GB"
  case americanEnglish = "en_US"
  case german = "de_DE"
  case swedish = "sv_SE"
  case danish = "da_DK"
  case french = "fr"

  /// The language of a BCP 47 tag; nil for one whose words are not hyphenated.
  package init?(tag: String) {
    let subtags = tag.lowercased().split(separator: "-")
    switch subtags.first {
    case "nb", "no": self = .norwegianBokmål
    case "nn": self = .norwegianNynorsk
    case "en": self = subtags.contains("us") ? .americanEnglish : .britishEnglish
    case "de": self = .german
    case "sv": self = .swedish
    case "da": self = .danish
    case "fr": self = .french
    default: return nil
    }
  }

  /// The dictionary's file, as LibreOffice and Debian call it.
  package var fileName: String { "hyph_\(rawValue).dic" }

  /// The package of Debian that has the dictionary.
  package var package: String {
    switch self {
    case .norwegianBokmål, .norwegianNynorsk: "hyphen-no"
    case .britishEnglish: "hyphen-en-gb"
    case .americanEnglish: "hyphen-en-us"
    case .german: "hyphen-de"
    case .swedish: "hyphen-sv"
    case .danish: "hyphen-da"
    case .french: "hyphen-fr"
    }
  }

  /// Whether one of three like consonants is left out where words are joined, as in `busstopp`.
  var dropsThirdConsonant: Bool {
    switch self {
    case .norwegianBokmål, .norwegianNynorsk, .swedish: true
    case .britishEnglish, .americanEnglish, .german, .danish, .french: false
    }
  }
}
