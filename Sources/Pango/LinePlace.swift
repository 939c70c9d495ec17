/// A place where a line of a paragraph may end, and the next one begin.
///
/// Lengths are in Pango units (1/1024 pt), from the beginning of the paragraph set in one line, as its text is
/// read: a line from one place to another is as wide as the second's `reach` is beyond the first's `start`.
package struct LinePlace: Hashable, Sendable {
  /// Why a line may end there.
  package enum Kind: Hashable, Sendable {
    /// A space, or a hyphen or dash of the text's own.
    case word
    /// A hyphen that is put in, after a letter that comes back, if any.
    case hyphen(lost: Unicode.Scalar?)
    /// Nothing: within a word that is too wide for any line.
    case emergency
    /// The paragraph's end, or a line end of the author's.
    case forced
  }

  /// Where the next line begins, in UTF-8 bytes of the text.
  package var offset: Int
  /// Why a line may end there.
  package var kind: Kind
  /// How far the text before it reaches, without the space at its end and with what is put in.
  package var reach = 0
  /// Where the text behind it begins.
  package var start = 0
  /// How far the sign before it stands out behind the line; `reach` is less by that.
  package var hang = 0
  /// How far the sign behind it stands out before the next line; `start` is more by that.
  package var startHang = 0
  /// How wide all word spaces are that stand before it, but for those at its end.
  package var spaces = 0
  /// How wide all word spaces are before the text behind it.
  package var startSpaces = 0

  /// A place that is not measured yet.
  package init(offset: Int, kind: Kind) {
    (self.offset, self.kind) = (offset, kind)
  }
}
