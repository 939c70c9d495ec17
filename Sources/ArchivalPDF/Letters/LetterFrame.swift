import Geometry

/// What of a letter's own objects is different in a file with other letters.
struct LetterFrame: Sendable {
  /// Where among the plain objects' bytes the outermost elements are listed.
  var roots = 0..<0
  /// Where the way back from marks to elements is.
  var parents = 0..<0
  /// How many keys of the parent tree the letter has.
  var parentKeyCount = 0
  /// How many of its own objects come before those of its outline.
  var bodyCount = 0
  /// The size of its last page.
  var lastPageSize = Size(width: .zero, height: .zero)
}
