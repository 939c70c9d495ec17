/// A place where a line of a paragraph may end: a penalty, or glue, of Knuth and Plass.
///
/// Lengths are in units of the paragraph set in one line, so that what stands between two places is a box as wide
/// as the second's `reach` is beyond the first's `start`.
struct LineEnd: Hashable, Sendable {
  /// What a line ends with there.
  enum Kind: Hashable, Sendable {
    /// A space, or a hyphen or dash of the text's own.
    case word
    /// A hyphen that is put in.
    case hyphenated
    /// Nothing, within a word that is wider than the measure.
    case emergency
    /// The paragraph's end, or a line end of the author's.
    case forced

    /// Whether nothing is put in there, and no word is broken.
    var isOfText: Bool { self == .word || self == .forced }
  }

  /// Where the next line begins, in UTF-8 bytes of the text.
  var offset: Int
  /// How far the text before it reaches, without the space at its end and with the hyphen that is put in.
  var reach: Int
  /// Where the text behind it begins.
  var start: Int
  /// What a line ends with there.
  var kind: Kind
  /// How many letters and figures the last word has.
  var letters: Int
  /// A number that is another one for other last words, as a rule; 0 for none.
  var word: Int
  /// How wide all word spaces are that stand before it, but for those at its end.
  var spaces = 0
  /// How wide all word spaces are before the text behind it.
  var startSpaces = 0
}
