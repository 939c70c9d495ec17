import Geometry
import PDFWriting

/// The parts of a letter's own objects that differ in a file with other letters.
struct LetterFrame: Sendable {
  /// Where in the text of the plain objects the outermost elements are listed.
  var roots = ObjectText().start..<ObjectText().end
  /// Where the way back from marks to elements is.
  var parents = ObjectText().start..<ObjectText().end
  /// How many keys of the parent tree the letter has.
  var parentKeyCount = 0
  /// How many of its own objects come before those of its outline.
  var bodyCount = 0
  /// The size of its last page.
  var lastPageSize = Size(width: .zero, height: .zero)
}
