import Diagnostics
import DisplayList
import Document
import Geometry

/// Sets the blocks of a letter into galleys.
struct GalleyBuilder {
  /// What the galley is set for.
  let layout: LetterLayout
  /// The galley being filled.
  var galley: Galley

  /// How the letters look.
  var stationery: Stationery { layout.stationery }
  /// The stationery's styles.
  var styles: SetStyles { layout.styles }
  /// Sets text.
  var setter: TextSetter { layout.setter }
  var pictures: PictureLoader { layout.pictures }

  /// A builder for one block of a letter.
  init(_ id: BlockID, isStatic: Bool, width: Length, layout: LetterLayout) {
    self.layout = layout
    galley = Galley(id: id, isStatic: isStatic)
    galley.width = width
  }

  /// The place of a block: what it stands within, from where, and how wide it may be.
  struct Place {
    /// The element it belongs to.
    var parent: Int?
    /// Its left edge.
    var left: Length = .zero
    /// How wide it may be.
    var width: Length
    /// The rules beside it.
    var bars: [Bar] = []
    /// How many lists it stands in.
    var listDepth = 0
    /// Whether the text above it ends with a colon, which announces it.
    var isAnnounced = false

    /// The place set in by a length from the side where lines begin.
    func indented(by indent: Length, in parent: Int?, isRightToLeft: Bool) -> Place {
      Place(
        parent: parent, left: isRightToLeft ? left : left + indent, width: width - indent,
        bars: bars, listDepth: listDepth)
    }
  }

  /// Adds a structure element and gives its index.
  mutating func element(
    _ role: Element.Role, in parent: Int?, language: String? = nil, alternative: String? = nil
  ) -> Int {
    galley.elements.append(
      Element(role, in: parent, language: language, alternative: alternative))
    return galley.elements.count - 1
  }

  /// Adds rows for lines of text that belong to one element.
  ///
  /// - Parameters:
  ///   - inlines: The text.
  ///   - style: How it is set where it says nothing else.
  ///   - element: What it belongs to.
  ///   - place: Where it stands.
  ///   - space: The room above it.
  ///   - name: What the place is called in messages.
  ///   - isDisplayed: Whether it is a heading or the like, so that large letters stand at the edge with
  ///     their ink.
  /// - Returns: The rows that were added.
  @discardableResult
  mutating func append(
    _ inlines: [Inline], style: SetStyle, to element: Int, at place: Place, space: Length,
    named name: String = "the column", isDisplayed: Bool = false
  ) -> Range<Int> {
    let first = galley.rows.count
    let lines = setter.lines(inlines, style: style, width: place.width, place: name)
    var spans = SpanElements(parent: element)
    for (index, line) in lines.enumerated() {
      var row = Row(height: style.leading)
      row.spaceAbove = index == 0 ? space : .zero
      let x = isDisplayed ? opticalStart(of: line, at: place) : start(of: line, at: place)
      row.items = items(of: line, inlines, style: style, x: x, spans: &spans)
      // A page does not end within a word.
      row.isJoined = index > 0 && lines[index - 1].isHyphenated
      row.bars = place.bars
      row.origin = inlines.first?.origin
      galley.rows.append(row)
    }
    galley.keepTwoLines(in: first..<galley.rows.count)
    return first..<galley.rows.count
  }

  /// The left end of a line that stands at the side where lines begin.
  func start(of line: TextSetter.Line, at place: Place) -> Length {
    setter.isRightToLeft ? place.left + place.width - line.width : place.left
  }

  /// The left end of a line whose ink stands at the side where lines begin, if its letters are large.
  private func opticalStart(of line: TextSetter.Line, at place: Place) -> Length {
    let isRightToLeft = setter.isRightToLeft
    let shift = layout.opticalEdge.shift(
      of: line, beside: stationery.text.size, isRightToLeft: isRightToLeft)
    let start = start(of: line, at: place)
    return isRightToLeft ? start + shift : start - shift
  }

  /// The items of one line, its top at 0.
  mutating func items(
    of line: TextSetter.Line, _ inlines: [Inline], style: SetStyle, x: Length,
    spans: inout SpanElements
  ) -> [Item] {
    var items: [Item] = []
    items.reserveCapacity(line.pieces.count)
    append(line, inlines, style: style, at: Point(x: x, y: .zero), to: &items, spans: &spans)
    return items
  }

  /// Adds the items of one line, given where its top begins.
  mutating func append(
    _ line: TextSetter.Line, _ inlines: [Inline], style: SetStyle, at place: Point,
    to items: inout [Item], spans: inout SpanElements
  ) {
    for piece in line.pieces {
      let inline = inlines[piece.inline]
      var run = piece.run
      run.origin = Point(x: run.origin.x + place.x, y: place.y + style.baseline)
      let owner = spans.element(for: inline, in: &galley.elements)
      items.append(Item(.text(run), meaning: .element(owner), origin: inline.origin))
      if inline.link != nil { items.append(underline(run)) }
    }
  }

  /// The line under a link's text.
  private func underline(_ run: GlyphRun) -> Item {
    let thickness = max(run.size / 20, Length(units: 1))
    let box = Rectangle(
      origin: Point(x: run.origin.x, y: run.origin.y + run.size / 9),
      size: Size(width: run.width, height: thickness))
    return Item(.fill(box, run.color), meaning: .artifact(.decoration), origin: nil)
  }
}

/// The elements of links and of words in another language within one paragraph.
struct SpanElements {
  /// The paragraph's element.
  let parent: Int
  private var links: [Link: Int] = [:]
  private var last: (language: String, owner: Int, element: Int)?

  init(parent: Int) {
    self.parent = parent
  }

  /// The element that an inline's text belongs to; made when it is first asked for.
  mutating func element(for inline: Inline, in elements: inout [Element]) -> Int {
    let owner = inline.link.map { linkElement($0, in: &elements) } ?? parent
    guard let language = inline.language else {
      last = nil
      return owner
    }
    if let last, last.language == language, last.owner == owner { return last.element }
    elements.append(Element(.span, in: owner, language: language))
    last = (language, owner, elements.count - 1)
    return elements.count - 1
  }

  private mutating func linkElement(_ link: Link, in elements: inout [Element]) -> Int {
    if let known = links[link] { return known }
    elements.append(Element(.link(target: link.target), in: parent))
    links[link] = elements.count - 1
    return elements.count - 1
  }
}
