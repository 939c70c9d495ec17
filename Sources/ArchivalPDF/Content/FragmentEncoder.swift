import Diagnostics
import DisplayList
import Geometry
import PDFWriting

/// Turns a fragment into page content with marks.
struct FragmentEncoder {
  private let fragment: Fragment
  /// The letter's fonts, by the number of their program.
  let bindings: [FontBinding?]
  let fonts: FontStore
  /// How strings of glyphs are written.
  let coding: GlyphArrayWriter.Coding
  /// Whether sequences say what they belong to; in a signature's appearance they do not.
  private let isMarked: Bool

  var result = EncodedFragment()
  private var sequence = Sequence.none
  /// Whether a text object is open (ISO 32000-1, 9.4).
  private var isInText = false
  private var color = Color.black
  /// The font that the content has chosen, and its size.
  var chosenFont: (subset: ObjectIdentifier, size: Length)?
  /// How wide text is painted, in thousandths of its face's own width.
  var chosenStretch = GlyphRun.unstretched
  /// Where the current line of text starts, in thousandths of a point; y grows upwards.
  private var lineStart = (x: 0, y: 0)
  /// How far the text is raised, in Pango units.
  var rise = 0

  /// The marked-content sequence that is open.
  private enum Sequence: Equatable {
    case none
    case element(Int)
    case actualText
    case artifact(Artifact)
  }

  /// An encoder of one fragment.
  init(
    _ fragment: Fragment, bindings: [FontBinding?], fonts: FontStore,
    coding: GlyphArrayWriter.Coding, isMarked: Bool = true
  ) {
    (self.fragment, self.bindings, self.fonts) = (fragment, bindings, fonts)
    (self.coding, self.isMarked) = (coding, isMarked)
    result.content = ContentText(reserving: FragmentEncoder.usualSize)
  }

  /// The fragment as page content.
  ///
  /// Everything painted stands in a marked-content sequence, either an element's or an artifact's
  /// (ISO 14289-1, 7.1), and sequences do not nest, so that none is hidden from any reader.
  ///
  /// - Throws: ``DiagnosticsError`` if a text cannot be written.
  mutating func encode() throws(DiagnosticsError) -> EncodedFragment {
    for item in fragment.items {
      switch item.content {
      case .text(let run): try encode(run, meaning: item.meaning)
      case .fill(let rectangle, let color): fill(rectangle, color, meaning: item.meaning)
      case .image(let picture, let rectangle): paint(picture, rectangle, meaning: item.meaning)
      }
      if case .element(let element) = item.meaning { note(item, of: element) }
    }
    leaveSequence()
    leaveText()
    return result
  }

  /// Room for the content of a few lines, in bytes.
  private static let usualSize = 480

  // MARK: Sequences

  /// Opens the sequence of an item, unless it is open.
  mutating func enter(_ meaning: Item.Meaning, inText: Bool) {
    let wanted: Sequence =
      switch meaning {
      case _ where !isMarked: .none
      case .element(let element): .element(element)
      case .artifact(let artifact): .artifact(artifact)
      }
    guard sequence != wanted || isInText != inText else { return }
    leaveSequence()
    if isInText != inText { inText ? enterText() : leaveText() }
    switch wanted {
    case .element(let element): open(element)
    case .artifact(let artifact):
      result.content.beginMarkedContent("/Artifact") { artifact.writeProperties(to: &$0) }
    case .none, .actualText: break
    }
    sequence = wanted
  }

  /// Opens the sequence of a Span that stands for `text` (ISO 32000-1, 14.9.4).
  ///
  /// The text stands in the content, too, for readers that do not look at the structure. For those, a hyphen that
  /// a line's end put in is a hyphen: where they see one, and no soft hyphen, they make one word of two lines.
  mutating func enterSpan(of element: Int, actualText text: String) {
    leaveSequence()
    if !isInText { enterText() }
    let seen = text.endingInHyphen
    if isMarked {
      result.begin(.init(element: element, actualText: text), tag: "/Span") {
        $0.text("/ActualText", seen)
      }
    } else {
      result.content.beginMarkedContent("/Span") { $0.text("/ActualText", seen) }
    }
    sequence = .actualText
  }

  private mutating func open(_ element: Int) {
    result.begin(
      .init(element: element, actualText: nil), tag: fragment.elements[element].role.type)
  }

  /// Closes the open sequence, if any.
  mutating func leaveSequence() {
    guard sequence != .none else { return }
    result.content.endMarkedContent()
    sequence = .none
  }

  private mutating func enterText() {
    result.content.beginText()
    (isInText, lineStart) = (true, (0, 0))
  }

  private mutating func leaveText() {
    guard isInText else { return }
    result.content.endText()
    isInText = false
  }

  // MARK: State

  /// Sets the colour of what is painted next; everything is in the output intent's sRGB.
  mutating func choose(_ color: Color) {
    guard color != self.color else { return }
    self.color = color
    let thousandths = { (channel: UInt8) in (Int(channel) * 1000 + 127) / 255 }
    if color.red == color.green && color.green == color.blue {
      result.content.fillColor(gray: thousandths(color.blue))
    } else {
      result.content.fillColor(
        red: thousandths(color.red), green: thousandths(color.green),
        blue: thousandths(color.blue))
    }
  }

  /// Starts a line of text at a place given from the fragment's top-left corner.
  mutating func startLine(at origin: Point) {
    let place = (x: origin.x.thousandths, y: (-origin.y).thousandths)
    result.content.moveLine(x: place.x - lineStart.x, y: place.y - lineStart.y)
    lineStart = place
  }

  // MARK: Shapes and pictures

  private mutating func fill(_ rectangle: Rectangle, _ color: Color, meaning: Item.Meaning) {
    enter(meaning, inText: false)
    choose(color)
    result.content.fillRectangle(
      x: rectangle.origin.x.thousandths, y: (-rectangle.bottom).thousandths,
      width: rectangle.size.width.thousandths, height: rectangle.size.height.thousandths)
  }

  private mutating func paint(_ picture: Picture, _ rectangle: Rectangle, meaning: Item.Meaning) {
    enter(meaning, inText: false)
    result.content.paintImage(
      ImageObject.resourceName(of: picture), x: rectangle.origin.x.thousandths,
      y: (-rectangle.bottom).thousandths, width: rectangle.size.width.thousandths,
      height: rectangle.size.height.thousandths)
  }

  // MARK: What the structure has to know

  /// Notes where links, pictures and headings are.
  private mutating func note(_ item: Item, of element: Int) {
    if case .image(_, in: let box) = item.content { result.figures.append((element, box)) }
    guard case .text(let run) = item.content else { return }
    var ancestor: Int? = element
    while let index = ancestor {
      switch fragment.elements[index].role {
      case .link: note(run, ofLink: index)
      case .heading: note(run, ofHeading: index)
      default: break
      }
      ancestor = fragment.elements[index].parent
    }
  }

  private mutating func note(_ run: GlyphRun, ofLink element: Int) {
    guard let index = result.links.firstIndex(where: { $0.element == element }) else {
      return result.links.append(.init(element: element, boxes: [run.bounds], text: run.spokenText))
    }
    result.links[index].text += run.spokenText
    // The runs of one line make one box.
    if let last = result.links[index].boxes.last, last.origin.y == run.bounds.origin.y {
      let right = max(last.right, run.bounds.right)
      let left = min(last.origin.x, run.bounds.origin.x)
      result.links[index].boxes[result.links[index].boxes.count - 1] = Rectangle(
        origin: Point(x: left, y: last.origin.y),
        size: Size(width: right - left, height: max(last.size.height, run.bounds.size.height)))
    } else {
      result.links[index].boxes.append(run.bounds)
    }
  }

  private mutating func note(_ run: GlyphRun, ofHeading element: Int) {
    if let index = result.headings.firstIndex(where: { $0.element == element }) {
      result.headings[index].text += run.spokenText
    } else {
      result.headings.append((element, run.spokenText, run.bounds.origin.y))
    }
  }
}

extension GlyphRun {
  /// The text as it is spoken: a space for each line end, without marks that only guide
  /// hyphenation.
  var spokenText: String {
    var spoken = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\u{AD}" {
      spoken.append(scalar == "\u{2028}" || scalar == "\n" ? " " : scalar)
    }
    if ending == .hardBreak, spoken.last?.properties.isWhitespace == false { spoken.append(" ") }
    return String(spoken)
  }
}

extension String {
  /// The text with a hyphen in the place of a soft one (U+00AD) at its end.
  fileprivate var endingInHyphen: String {
    unicodeScalars.last == "\u{AD}" ? String(unicodeScalars.dropLast()) + "-" : self
  }
}

extension Artifact {
  /// Says what kind of artifact a sequence is (ISO 32000-1, 14.8.2.2.2).
  fileprivate func writeProperties(to out: inout DictionaryWriter) {
    switch self {
    case .header: out.pagination("/Header")
    case .footer: out.pagination("/Footer")
    case .watermark: out.pagination("/Watermark")
    case .foldMark: out.name("/Type", "/Page")
    case .decoration: out.name("/Type", "/Layout")
    }
  }
}

extension DictionaryWriter {
  fileprivate mutating func pagination(_ kind: StaticString) {
    name("/Type", "/Pagination")
    name("/Subtype", kind)
  }
}

extension DiagnosticsError {
  /// Some text of a letter would be missing in its file, by a fault of ours.
  static func lostText(_ reason: String) -> DiagnosticsError {
    DiagnosticsError(
      .error(
        "archive.lost-text", "a text of the letter cannot be written: \(reason)",
        hints: ["this is a fault in Flett: please report it"], failure: .software))
  }
}
