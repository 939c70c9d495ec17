import Document

/// What says, behind a label that is set again at the top of a page, that its list goes on there.
///
/// Northern Sámi is not among the languages, as nothing was found that says this with authority: its letters have it
/// in English, as those in every language that is not known.
struct ContinuationWord {
  /// The word, between brackets.
  let text: String
  /// Its language, if that is not the letter's.
  let language: String?

  /// The word in letters of a language, a BCP 47 tag.
  init(language tag: String) {
    let known = ContinuationWord.words[tag.primaryLanguage]
    (text, language) = (known ?? "(cont.)", known == nil ? "en" : nil)
  }

  private static let words = [
    "nb": "(forts.)", "no": "(forts.)", "nn": "(framh.)", "sv": "(forts.)", "da": "(fortsat)",
    "de": "(Forts.)", "en": "(cont.)", "fi": "(jatkoa)", "fr": "(suite)",
  ]
}
