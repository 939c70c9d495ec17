import DisplayList
import Geometry
import PDFWriting

/// A fragment as page content: independent of where on a page it stands, on which page, and of what
/// else is there.
struct EncodedFragment: Sendable {
  /// A marked-content sequence that belongs to the structure (ISO 32000-1, 14.7.4.2).
  struct Mark {
    /// The element, by its index in the fragment's table, that the sequence belongs to.
    var element: Int
    /// The text that stands for the sequence, which then is a Span of its own within the element.
    var actualText: String?
  }

  /// Where the text of a link stands.
  struct LinkArea {
    /// The link, by its index in the fragment's table.
    var element: Int
    /// The box of the text on each line, from the fragment's top-left corner.
    var boxes: [Rectangle]
    var text: String
  }

  /// Page content; the numbers of its marks, their MCIDs, are counted from the page's first.
  var content = ContentText()
  /// The marks in order.
  private(set) var marks: [Mark] = []
  /// The links in the order of their elements.
  var links: [LinkArea] = []
  /// The place of each picture with an element.
  var figures: [(element: Int, box: Rectangle)] = []
  /// The text of each heading, and where it begins.
  var headings: [(element: Int, text: String, top: Length)] = []

  /// Begins a new mark, with a tag and whatever `properties` add to it (14.6.2).
  mutating func begin(
    _ mark: Mark, tag: StaticString, properties: (inout DictionaryWriter) -> Void = { _ in }
  ) {
    content.beginMarkedContent(tag) { out in
      properties(&out)
      out.counted("/MCID", marks.count)
    }
    marks.append(mark)
  }

  /// Writes the content with the marks numbered from `first`.
  func write(numberingFrom first: Int, to out: inout ContentText) {
    out.append(content, countingFrom: first)
  }
}
