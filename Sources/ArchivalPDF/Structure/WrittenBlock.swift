import Geometry
import PDFWriting

/// A block's structure as it stands in the file, and the parts of it that depend on the letter.
struct WrittenBlock {
  /// A heading, for the outline.
  struct Heading {
    /// The level, from 1.
    var level: Int
    /// The words.
    var text: String
    /// The page's index, and the fragment's place among the page's blocks.
    var page, place: Int
    /// Where it begins in its fragment.
    var top: Length
  }

  /// A mark and the element that holds it.
  struct Mark {
    /// The page's index, and the mark's number there.
    var page, number: Int
    var element: Reference
  }

  /// A link on a page, whose annotation is promised.
  struct Link {
    var annotation, element: Reference
    /// The page's index, and the fragment's place among the page's blocks.
    var page, place: Int
    var area: EncodedFragment.LinkArea
    var target: String
  }

  /// A picture's element, promised and all but finished: its box on the page is lacking.
  struct Figure {
    var element: Reference
    var entries: DictionaryEntries
    /// The page's index, and the fragment's place among the page's blocks.
    var page, place: Int
    var box: Rectangle
  }

  /// The outermost elements.
  var roots: [Reference]
  /// The headings in order.
  var headings: [Heading] = []
  var marks: [Mark] = []
  var links: [Link] = []
  var figures: [Figure] = []
}
