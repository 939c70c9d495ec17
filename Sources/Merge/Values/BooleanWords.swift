/// The words for yes and no in lists, in every language that letters can have, whatever the
/// letter's is: a list is written by the office, and its letters go to many.
enum BooleanWords {
  /// Whether a text says yes or no; nil if it is neither.
  ///
  /// Beside the words people write stand those with which Excel saves its cells as CSV, and PostgreSQL its columns
  /// (`t`, `f`).
  static func meaning(of text: some StringProtocol) -> Bool? {
    let word = text.lowercased()
    if yes.contains(word) { return true }
    return no.contains(word) ? false : nil
  }

  private static let yes: Set = [
    "yes", "true", "t", "x", "1", "ja", "sann", "sant", "sand", "wahr", "jo", "kyllä", "joo",
    "tosi",
    "oui", "vrai",
  ]
  private static let no: Set = [
    "no", "false", "f", "0", "nei", "usann", "nej", "falskt", "falsk", "nein", "falsch", "ii", "ei",
    "epätosi", "non", "faux",
  ]
}
