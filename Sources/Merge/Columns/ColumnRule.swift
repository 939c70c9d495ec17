import Diagnostics

/// What a column must hold, besides what its values are compared as.
struct ColumnRule: Sendable {
  /// The column, or `list.name` for the items of a list.
  var name: String
  /// Where the letter says so.
  var location: SourceLocation
  /// What its values are.
  var kind = ColumnKind.type(.text)
  /// Whether it may not be blank.
  var isRequired = false
  /// What it may hold; anything if this is empty.
  var choices: [String] = []
  /// What all of a value must match.
  var pattern: TextPattern?

  /// Whether any value could break it.
  var asksForAnything: Bool {
    switch kind {
    case .type(.text), .type(.list): isRequired || !choices.isEmpty || pattern != nil
    default: true
    }
  }
}

/// A kind of values that knows its rules.
enum ColumnKind: Hashable, Sendable {
  /// One of those that are compared.
  case type(Settings.ColumnType)
  case postcode(PostalCountry)
  /// An address for electronic mail.
  case email
  /// A Norwegian organisation number.
  case organisationNumber
  /// A Norwegian account number.
  case accountNumber
  /// A Norwegian customer identification (KID), with either of its check digits if none is said.
  case kid(KIDCheck?)

  /// How the last digit of a KID is found.
  enum KIDCheck: String, Hashable, Sendable, CaseIterable {
    case ten = "mod 10", eleven = "mod 11"
  }

  static let words =
    Settings.ColumnType.allCases.map(\.rawValue)
    + ["postcode", "email", "organisation number", "account number", "KID"]

  /// The kind that a word stands for.
  init?(_ word: String, country: PostalCountry, check: KIDCheck?) {
    switch word {
    case "postcode": self = .postcode(country)
    case "email": self = .email
    case "organisation number": self = .organisationNumber
    case "account number": self = .accountNumber
    case "KID", "kid": self = .kid(check)
    default:
      guard let type = Settings.ColumnType(rawValue: word) else { return nil }
      self = .type(type)
    }
  }

  /// What its values are compared and computed with as.
  var type: Settings.ColumnType {
    if case .type(let type) = self { type } else { .text }
  }
}

/// A country whose postcodes are known.
enum PostalCountry: String, Hashable, Sendable, CaseIterable {
  case norway = "NO", sweden = "SE", denmark = "DK", finland = "FI", iceland = "IS"
  case germany = "DE", france = "FR", britain = "GB", america = "US"

  /// The country that a letter's language makes one think of.
  init(language: String) {
    let parts = language.split(separator: "-")
    if let region = parts.dropFirst().compactMap({ PostalCountry(rawValue: String($0)) }).first {
      self = region
      return
    }
    self =
      switch parts.first {
      case "sv": .sweden
      case "da": .denmark
      case "fi": .finland
      case "is": .iceland
      case "de": .germany
      case "fr": .france
      case "en": .britain
      default: .norway
      }
  }

  /// Whether a text is a postcode there; only its form is looked at.
  func has(_ code: String) -> Bool {
    let form = String(
      code.uppercased().map { character in
        switch character {
        case "0"..."9": "9"
        case "A"..."Z": "A"
        default: character
        }
      })
    return forms.contains(form)
  }

  /// The forms, 9 for a figure and A for a letter.
  private var forms: [String] {
    switch self {
    case .norway, .denmark: ["9999"]
    case .sweden: ["99999", "999 99"]
    case .finland, .germany, .france: ["99999"]
    case .iceland: ["999"]
    case .britain: ["A9 9AA", "A99 9AA", "A9A 9AA", "AA9 9AA", "AA99 9AA", "AA9A 9AA"]
    case .america: ["99999", "99999-9999"]
    }
  }

  /// What its postcodes are called, with an example.
  var noun: String {
    switch self {
    case .norway: "Norwegian postcode, such as 0150"
    case .sweden: "Swedish postcode, such as 114 55"
    case .denmark: "Danish postcode, such as 1050"
    case .finland: "Finnish postcode, such as 00100"
    case .iceland: "Icelandic postcode, such as 101"
    case .germany: "German postcode, such as 01067"
    case .france: "French postcode, such as 75001"
    case .britain: "British postcode, such as SW1A 1AA"
    case .america: "American postcode, such as 02110"
    }
  }
}
