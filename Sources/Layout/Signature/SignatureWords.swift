import DisplayList
import Document

/// What is said of a signature, in the letter's language; in English where that is not known.
struct SignatureWords {
  /// The language of the words where it is not the letter's, as a BCP 47 tag.
  let language: String?
  /// What it is.
  let title: String
  /// Who signed.
  let signer: String
  /// When, with a place for each digit.
  let time: TimedText
  /// Why; nil if not said.
  let reason: String?
  /// That it proves nothing; nil if it may.
  let caution: String?

  /// The words for a signature in a letter of a language.
  init(_ signature: ElectronicSignature, language tag: String) {
    let words = Translation.all.first { $0.covers(tag) }
    language = words == nil ? "en" : nil
    let text = words ?? .english
    title = text.title
    signer =
      signature.isDemonstration ? text.demonstration : "\(text.signed) \(signature.signer)"
    time = SigningTimeForm(language: words == nil ? "en" : tag).text
    reason = signature.reason.isEmpty ? nil : "\(text.reason) \(signature.reason)"
    caution = signature.isDemonstration ? text.caution : nil
  }

  /// The words that stand for the box, and for a signature that has none.
  func description(after part: BlockID.Part?) -> SignatureDescription {
    var text = TimedText("\(signer), ")
    text.append(time)
    text.append(".")
    for sentence in [reason, caution].compactMap(\.self) {
      text.append(" " + sentence + (sentence.hasSuffix(".") ? "" : "."))
    }
    return SignatureDescription(
      title: title, alternative: text, follows: part, language: language)
  }
}

/// The words in one language.
///
/// What a signature is called is what Regulation (EU) 910/2014 calls it in that language. Northern
/// Sámi is not among them, as nothing was found that says these words with authority; its letters
/// have them in English.
private struct Translation {
  let languages: [String]
  let title, signed, demonstration: String
  /// What stands before the reason, with its colon.
  let reason: String
  let caution: String

  /// Whether a BCP 47 tag names the language.
  func covers(_ tag: String) -> Bool {
    languages.contains(tag.primaryLanguage)
  }

  static let all = [
    bokmål, nynorsk, english, swedish, danish, german, finnish, french,
  ]

  static let bokmål = Translation(
    languages: ["nb", "no"], title: "Elektronisk signatur", signed: "Elektronisk signert av",
    demonstration: "Elektronisk signert med en demonstrasjonsnøkkel", reason: "Årsak:",
    caution: "Signaturen beviser ingenting utenfor denne maskinen.")

  static let nynorsk = Translation(
    languages: ["nn"], title: "Elektronisk signatur", signed: "Elektronisk signert av",
    demonstration: "Elektronisk signert med ein demonstrasjonsnøkkel", reason: "Årsak:",
    caution: "Signaturen provar ingenting utanfor denne maskina.")

  static let english = Translation(
    languages: ["en"], title: "Electronic signature", signed: "Electronically signed by",
    demonstration: "Electronically signed with a demonstration key", reason: "Reason:",
    caution: "This signature proves nothing outside this machine.")

  static let swedish = Translation(
    languages: ["sv"], title: "Elektronisk underskrift", signed: "Elektroniskt undertecknat av",
    demonstration: "Elektroniskt undertecknat med en demonstrationsnyckel", reason: "Anledning:",
    caution: "Underskriften bevisar ingenting utanför den här datorn.")

  static let danish = Translation(
    languages: ["da"], title: "Elektronisk signatur", signed: "Elektronisk underskrevet af",
    demonstration: "Elektronisk underskrevet med en demonstrationsnøgle", reason: "Årsag:",
    caution: "Signaturen beviser ingenting uden for denne maskine.")

  static let german = Translation(
    languages: ["de"], title: "Elektronische Signatur", signed: "Elektronisch signiert von",
    demonstration: "Elektronisch signiert mit einem Demonstrationsschlüssel", reason: "Grund:",
    caution: "Die Signatur beweist außerhalb dieses Rechners nichts.")

  static let finnish = Translation(
    languages: ["fi"], title: "Sähköinen allekirjoitus", signed: "Sähköisesti allekirjoittanut",
    demonstration: "Allekirjoitettu sähköisesti esittelyavaimella", reason: "Syy:",
    caution: "Allekirjoitus ei todista mitään tämän koneen ulkopuolella.")

  static let french = Translation(
    languages: ["fr"], title: "Signature électronique", signed: "Signé électroniquement par",
    demonstration: "Signé électroniquement avec une clé de démonstration",
    reason: "Motif\u{A0}:",
    caution: "Cette signature ne prouve rien hors de cette machine.")
}
