import DisplayList
import Document
import Geometry

extension GalleyBuilder {
  /// Adds a label and its items: under it one below the other, in columns where that saves lines, or
  /// run in behind it.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - place: Where it stands.
  ///   - isFirst: Whether no other list stands above it.
  ///   - language: The letter's language.
  ///   - space: The room above it.
  mutating func append(
    _ list: LabelledList, at place: Place, isFirst: Bool, language: String, space: Length
  ) {
    let form = stationery.lists
    if form.hasRule, isFirst { appendRule(at: place, above: list.label) }
    if form.isRunIn {
      appendRunIn(list, at: place)
    } else {
      appendLabel(of: list, at: place)
      let first = galley.rows.count
      appendItems(of: list, at: place)
      repeatLabel(of: list, above: first..<galley.rows.count, at: place, language: language)
    }
    galley.keepTogether(0..<min(galley.rows.count, form.hasRule && isFirst ? 2 : 1))
    if !galley.rows.isEmpty { galley.rows[0].spaceAbove = space }
  }

  /// How labels and items look.
  private var listStyles: (label: SetStyle, item: SetStyle) {
    stationery.lists.isSmall ? (styles.boldSmall, styles.small) : (styles.boldText, styles.text)
  }

  /// A rule over the whole width, with half a line of the text below it.
  private mutating func appendRule(at place: Place, above label: Line) {
    var row = Row(height: stationery.text.leading / 2)
    let box = Rectangle(
      origin: Point(x: place.left, y: .zero), size: Size(width: place.width, height: .points(0.6)))
    row.items = [
      Item(.fill(box, stationery.colors.rule), meaning: .artifact(.decoration), origin: nil)
    ]
    row.origin = label.origin
    galley.rows.append(row)
  }

  private mutating func appendLabel(of list: LabelledList, at place: Place) {
    let element = element(.paragraph, in: place.parent)
    var label = list.label.inlines
    if stationery.lists.hasColon { label.append(Inline(":", origin: list.label.origin)) }
    append(label, style: listStyles.label, to: element, at: place, space: .zero)
  }

  /// Sets the label again for pages that begin within the items, with a word that says so.
  private mutating func repeatLabel(
    of list: LabelledList, above items: Range<Int>, at place: Place, language: String
  ) {
    guard items.contains(where: { !galley.rows[$0].isJoined }) else { return }
    let style = listStyles.item
    let label = continuedLabel(of: list, language: language, style: style)
    // All of it is artifacts, which have no elements.
    let elements = galley.elements
    defer { galley.elements = elements }
    let lines = setter.lines(label, style: style, width: place.width, place: "the column")
    var head = RepeatedHead(height: style.leading * lines.count, items: [])
    var spans = SpanElements(parent: 0)
    for (number, line) in lines.enumerated() {
      let down = Point(x: .zero, y: style.leading * number)
      let x = start(of: line, at: place)
      head.items += self.items(of: line, label, style: style, x: x, spans: &spans)
        .map { $0.moved(by: down).asArtifact(.header) }
    }
    galley.repeatedHeads.append(head)
    for row in items {
      galley.rows[row].head = galley.repeatedHeads.count - 1
      if row > items.lowerBound { galley.price(PageCost.partedList, breakBefore: row) }
    }
  }

  /// A list's label in bold, with a word in italics, if the family has them, that says that it goes on.
  private func continuedLabel(
    of list: LabelledList, language: String, style: SetStyle
  ) -> [Inline] {
    let origin = list.label.origin
    let word = ContinuationWord(language: language)
    var label = list.label.inlines + [Inline(" ", origin: origin)]
    for index in label.indices { label[index].style.insert(.strong) }
    let isItalic = layout.fonts.hasItalic(stationery.fonts.text)
    label.append(
      Inline(
        word.text, style: isItalic ? .emphasis : [], language: word.language, origin: origin))
    if stationery.lists.hasColon { label.append(Inline(":", style: .strong, origin: origin)) }
    return label
  }

  private mutating func appendItems(of list: LabelledList, at place: Place) {
    let first = galley.rows.count
    let element = element(.list(numbered: false), in: place.parent)
    if let columns = columns(of: list.items, at: place) {
      appendBands(of: list.items, in: columns, of: element, at: place)
    } else {
      let starts = list.items.map { item in
        append(
          item.inlines, style: listStyles.item, to: listBody(in: element), at: place, space: .zero
        ).lowerBound
      }
      galley.keepTwoLines(in: first..<galley.rows.count)
      galley.keepInCompany(starts, isAnnounced: false)
    }
    if first < galley.rows.count { galley.rows[first].isJoined = true }
  }

  private mutating func listBody(in list: Int) -> Int {
    element(.listBody, in: element(.listItem, in: list))
  }

  // MARK: In columns

  /// The columns in which items take the fewest lines, each on a line of its own; nil if one below the
  /// other is best.
  private func columns(of items: [Line], at place: Place) -> Columns? {
    guard items.count > 1, stationery.lists.columns > 1 else { return nil }
    let widest = items.reduce(.zero) { widest, item in
      max(widest, setter.measure(item.inlines, style: listStyles.item, width: nil))
    }
    let isWhole = items.allSatisfy { !$0.inlines.contains { $0.text.contains("\u{2028}") } }
    guard isWhole else { return nil }
    return (2...stationery.lists.columns).reversed()
      .map { Columns($0, within: place.width) }.first { $0.width >= widest }
  }

  /// A list in columns is never split within so many lines, as it is read from column to column.
  private static let linesOfBand = 8

  /// Adds items in bands of a few lines, each read down its first column, then down the next.
  private mutating func appendBands(
    of items: [Line], in columns: Columns, of list: Int, at place: Place
  ) {
    let most = columns.count * GalleyBuilder.linesOfBand
    for (index, band) in items.indices.portions(of: most).enumerated() {
      appendBand(of: items[band], in: columns, of: list, at: place)
      guard index > 0 else { continue }
      galley.rows[galley.rows.count - 1].spaceAbove = stationery.paragraphSpace
    }
  }

  private mutating func appendBand(
    of items: ArraySlice<Line>, in columns: Columns, of list: Int, at place: Place
  ) {
    let style = listStyles.item
    let lines = (items.count + columns.count - 1) / columns.count
    var row = Row(height: style.leading * lines)
    let parts = items.indices.portions(of: lines)
    for (column, part) in parts.enumerated() {
      let shown = setter.isRightToLeft ? columns.count - 1 - column : column
      let within = Place(
        parent: place.parent, left: place.left + columns.left(of: shown), width: columns.width)
      for (number, item) in items[part].enumerated() {
        row.items += self.items(of: item, in: listBody(in: list), style: style, at: within)
          .map { $0.moved(by: Point(x: .zero, y: style.leading * number)) }
      }
    }
    row.origin = items.first?.origin
    galley.rows.append(row)
  }

  /// The items of a line of text that fits its column.
  private mutating func items(
    of line: Line, in element: Int, style: SetStyle, at place: Place
  ) -> [Item] {
    var spans = SpanElements(parent: element)
    let lines = setter.lines(
      line.inlines, style: style, width: place.width, place: "the list's column")
    guard let set = lines.first else { return [] }
    return items(of: set, line.inlines, style: style, x: start(of: set, at: place), spans: &spans)
  }

  // MARK: Run in

  /// Adds the items behind the label as running text, parted by commas, or by semicolons where an item
  /// has a comma itself.
  private mutating func appendRunIn(_ list: LabelledList, at place: Place) {
    let label = element(.paragraph, in: place.parent)
    let listElement = element(.list(numbered: false), in: place.parent)
    var text = RunInText(list, hasColon: stationery.lists.hasColon)
    text.spans = [SpanElements(parent: label)]
    for _ in list.items { text.spans.append(SpanElements(parent: listBody(in: listElement))) }
    let style = listStyles.item
    let lines = setter.lines(
      text.inlines, style: style, width: place.width, place: "the column")
    let first = galley.rows.count
    for line in lines {
      var row = Row(height: style.leading)
      row.items = items(of: line, text: &text, style: style, x: start(of: line, at: place))
      (row.bars, row.origin) = (place.bars, list.label.origin)
      galley.rows.append(row)
    }
    galley.keepTwoLines(in: first..<galley.rows.count)
  }

  /// The items of a line on which several elements stand behind each other.
  private mutating func items(
    of line: TextSetter.Line, text: inout RunInText, style: SetStyle, x: Length
  ) -> [Item] {
    line.pieces.flatMap { piece in
      let one = TextSetter.Line(pieces: [piece], width: line.width)
      return items(
        of: one, text.inlines, style: style, x: x, spans: &text.spans[text.owners[piece.inline]])
    }
  }
}

/// A label with its items behind it.
private struct RunInText {
  private(set) var inlines: [Inline] = []
  /// What each inline belongs to: 0 the label, 1 the first item, and so on.
  private(set) var owners: [Int] = []
  /// The elements of the label and of the items.
  var spans: [SpanElements] = []

  init(_ list: LabelledList, hasColon: Bool) {
    for inline in list.label.inlines { append(inline, of: 0, isBold: true) }
    append(Inline(hasColon ? ": " : " ", origin: list.label.origin), of: 0, isBold: true)
    let hasCommas = list.items.contains { $0.inlines.contains { $0.text.contains(",") } }
    for (index, item) in list.items.enumerated() {
      for inline in item.inlines { append(inline, of: index + 1) }
      guard index < list.items.count - 1 else { continue }
      append(Inline(hasCommas ? "; " : ", ", origin: item.origin), of: index + 1)
    }
  }

  private mutating func append(_ inline: Inline, of owner: Int, isBold: Bool = false) {
    var inline = inline
    if isBold { inline.style.insert(.strong) }
    inlines.append(inline)
    owners.append(owner)
  }
}
