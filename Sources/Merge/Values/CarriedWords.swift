import Document

/// What carried sums are called in a language: at the foot of a page, and at the head of the next.
///
/// The words are those of bookkeeping. Northern Sámi is not among them, as nothing was found that says
/// these words with authority: its letters have them in English, as those in every language that is not
/// known, unless the author says others.
struct CarriedWords {
  /// What the sums at the foot of a page are called.
  let foot: String
  /// What the sums at the head of a page are called.
  let head: String

  /// The words in a language, a BCP 47 tag.
  init(language: String) {
    (foot, head) =
      CarriedWords.words[language.primaryLanguage] ?? ("Carried forward", "Brought forward")
  }

  private static let words: [String: (foot: String, head: String)] = [
    "nb": ("Overført", "Overført"), "no": ("Overført", "Overført"), "nn": ("Overført", "Overført"),
    "sv": ("Transport", "Transport"), "da": ("Transport", "Transport"),
    "de": ("Übertrag", "Übertrag"), "fi": ("Siirto", "Siirto"), "fr": ("À reporter", "Report"),
  ]
}
