import Diagnostics
import DisplayList
import Document
import Geometry

/// What the pages of a letter have besides the letter itself.
final class PageFurniture {
  /// What stands on a page besides the text and the head of the first page.
  struct Around {
    /// What is painted before the text: watermark, fold marks, header.
    var before: [PlacedBlock]
    /// What is painted after it: the footer.
    var after: [PlacedBlock]
  }

  /// The pages in order.
  let pages: [Around]
  /// Whether other letters have the same.
  let isStatic: Bool
  /// What was noted when it was set; it holds for every letter that has it.
  let problems: [Diagnostic]

  fileprivate init(_ pages: [Around], isStatic: Bool, problems: [Diagnostic]) {
    (self.pages, self.isStatic, self.problems) = (pages, isStatic, problems)
  }
}

extension LetterLayout {
  /// Header, footer, fold marks and watermark of a letter of so many pages.
  func furniture(of letter: Letter, count: Int) -> PageFurniture {
    let usesTitle = stationery.header.usesTitle || stationery.footer.usesTitle
    let key = FurnitureKey(
      count: count, language: letter.language, title: usesTitle ? letter.metadata.title : "")
    if let known = furniture[key] {
      setter.problems.report(contentsOf: known.problems)
      return known
    }
    let (pages, problems) = collectingProblems {
      (1...max(1, count)).map { page in
        PageFurniture.Around(
          before: behindText(page: page)
            + (page == 1 ? [] : header(page: page, of: count, letter)),
          after: footer(page: page, of: count, letter))
      }
    }
    // A title with a field makes a line for each letter; one of those is not needed again.
    let isStatic = !usesTitle || letter.title?.isStatic != false
    let made = PageFurniture(pages, isStatic: isStatic, problems: problems)
    if isStatic { furniture[key] = made }
    setter.problems.report(contentsOf: problems)
    return made
  }

  /// What is painted before the text: the watermark and the marks for folding.
  private func behindText(page: Int) -> [PlacedBlock] {
    var blocks: [PlacedBlock] = []
    if let watermark = options.watermark, !watermark.isEmpty {
      blocks.append(self.watermark(watermark))
    }
    if page == 1, !stationery.foldMarks.isEmpty { blocks.append(foldMarks()) }
    return blocks
  }

  /// What stands at the top of a further page, in the middle of the margin.
  private func header(page: Int, of count: Int, _ letter: Letter) -> [PlacedBlock] {
    setSlots(stationery.header, .header, page: page, of: count, letter) { [stationery] height in
      (stationery.margins.top - height) / 2
    }
  }

  /// What stands at the foot of a page, in the middle of the margin.
  private func footer(page: Int, of count: Int, _ letter: Letter) -> [PlacedBlock] {
    setSlots(stationery.footer, .footer, page: page, of: count, letter) { [stationery] height in
      stationery.textBottom + (stationery.margins.bottom - height) / 2
    }
  }

  // MARK: Header and footer

  private func setSlots(
    _ slots: Stationery.Slots, _ part: BlockID.Part, page: Int, of count: Int, _ letter: Letter,
    top: (Length) -> Length
  ) -> [PlacedBlock] {
    let texts = [slots.left, slots.center, slots.right].map {
      filled($0, page: page, of: count, letter, numbersOnePage: slots.numbersOnePage)
    }
    guard texts.contains(where: { !$0.isEmpty }) else { return [] }
    let source: GalleySource =
      slots.usesTitle && letter.title?.isStatic == false
      ? .lines(texts.map { line($0, isStatic: false) })
      : .furniture(texts.joined(separator: "\n\n"))
    let id = BlockID(part, node: page, repetition: count)
    let galley = set(id, source, width: stationery.textWidth) { builder in
      builder.galley.rows.append(self.row(texts, part))
    }
    return [
      PlacedBlock(
        galley.fragment(0..<1), at: Point(x: stationery.margins.left, y: top(galley.height)))
    ]
  }

  private func line(_ text: String, isStatic: Bool) -> Line {
    let origin = stationery.places.file
    return Line(
      [Inline(text, isValue: !isStatic, origin: origin)], isStatic: isStatic, origin: origin)
  }

  /// A slot's text in the letter's language, its fields filled in.
  private func filled(
    _ slot: [String: String], page: Int, of count: Int, _ letter: Letter, numbersOnePage: Bool
  ) -> String {
    guard let text = Stationery.Slots.text(slot, in: letter.language) else { return "" }
    if count == 1, !numbersOnePage, text.contains("{{page") { return "" }
    // Pre-printed paper has everything but the page's number.
    guard options.paintsLetterhead || text.contains("{{page}}") else { return "" }
    let title = String(letter.metadata.title.map { $0.isNewline ? " " : $0 })
    return text.replacing("{{page}}", with: String(page))
      .replacing("{{pages}}", with: String(count)).replacing("{{title}}", with: title)
  }

  /// The lines of all three texts beside each other, from the top.
  private func row(_ texts: [String], _ part: BlockID.Part) -> Row {
    let lines = texts.map(Stationery.Slots.lines)
    let count = max(1, lines.map(\.count).max() ?? 1)
    let leading = styles.mutedSmall.leading
    var row = Row(height: leading * count)
    for number in 0..<count {
      let beside = lines.map { number < $0.count ? String($0[number]) : "" }
      let down = Point(x: .zero, y: leading * number)
      row.items += items(beside, part).map { number == 0 ? $0 : $0.moved(by: down) }
    }
    return row
  }

  /// A line of each of three texts.
  private func items(_ texts: [String], _ part: BlockID.Part) -> [Item] {
    let style = styles.mutedSmall
    var items: [Item] = []
    var room = stationery.textWidth
    // The middle and the right have their place first; what stands at the left is shortened to fit.
    for index in [2, 1, 0] where !texts[index].isEmpty {
      let place = stationery.places[part == .header ? .header(index) : .footer(index)]
      let line = fitting(texts[index], style: style, width: room, at: place)
      let x =
        switch index {
        case 0: Length.zero
        case 1: (stationery.textWidth - line.width) / 2
        default: stationery.textWidth - line.width
        }
      room = min(room, index == 1 ? x : stationery.textWidth - line.width) - .millimetres(4)
      for piece in line.pieces {
        var run = piece.run
        run.origin = Point(x: run.origin.x + x, y: style.baseline)
        let artifact = part == .header ? Artifact.header : .footer
        items.append(Item(.text(run), meaning: .artifact(artifact), origin: place))
      }
    }
    return items
  }

  /// One line of text; of one that is too wide, as many words as fit.
  private func fitting(
    _ text: String, style: SetStyle, width: Length, at place: SourceLocation
  ) -> TextSetter.Line {
    func line(_ text: String) -> TextSetter.Line {
      setter.lines([Inline(text, origin: place)], style: style, width: nil, place: "").first
        ?? TextSetter.Line(pieces: [], width: .zero)
    }
    let whole = line(text)
    guard whole.width > width else { return whole }
    let short = text.count > 40 ? text.prefix(40) + "…" : text[...]
    setter.problems.report(
      .warning(
        "layout.header-too-wide", "'\(short)' does not fit the header or footer and is shortened",
        at: place))
    let words = text.split(separator: " ")
    func beginning(_ count: Int) -> TextSetter.Line {
      line(words.prefix(count).joined(separator: " ") + "…")
    }
    var (fitting, tooMany) = (0, max(1, words.count))
    while tooMany - fitting > 1 {
      let middle = (fitting + tooMany) / 2
      if beginning(middle).width <= width { fitting = middle } else { tooMany = middle }
    }
    return beginning(fitting)
  }

  // MARK: Watermark and fold marks

  private func watermark(_ text: String) -> PlacedBlock {
    let galley = set(
      BlockID(.watermark), .furniture(text), width: stationery.textWidth
    ) { builder in
      let lines = Stationery.Slots.lines(of: text).map(String.init)
      guard !lines.isEmpty else { return }
      var style = self.stationery.titleStyle.colored(Color(red: 225, green: 228, blue: 230))
      style.text.size = self.watermarkSize(lines, style: style)
      style.text.leading = style.text.size.scaled(by: 1.2)
      let set = self.styles.set(style)
      var row = Row(height: set.leading * lines.count)
      for (number, text) in lines.enumerated() {
        row.items += self.watermarkItems(text, set, down: set.leading * number)
      }
      builder.galley.rows.append(row)
    }
    guard !galley.galley.rows.isEmpty else {
      return PlacedBlock(galley.fragment(0..<0), at: .zero)
    }
    let fragment = galley.fragment(0..<1)
    let y = (stationery.paper.height - fragment.size.height) / 2
    return PlacedBlock(fragment, at: Point(x: stationery.margins.left, y: y))
  }

  /// A line of the watermark, in the middle of the text's width.
  private func watermarkItems(_ text: String, _ style: SetStyle, down: Length) -> [Item] {
    let inline = Inline(text, origin: LetterLayout.watermarkOrigin)
    guard let line = setter.lines([inline], style: style, width: nil, place: "").first else {
      return []
    }
    let x = (stationery.textWidth - line.width) / 2
    return line.pieces.map { piece in
      var run = piece.run
      run.origin = Point(x: run.origin.x + x, y: style.baseline + down)
      return Item(.text(run), meaning: .artifact(.watermark), origin: nil)
    }
  }

  /// The size in which the words take four fifths of the text's width, at most 110 pt, and no more than
  /// the page's height.
  private func watermarkSize(_ lines: [String], style: TextStyle) -> Length {
    var probe = style
    probe.text = .init(size: .points(100), leading: .points(120))
    let set = styles.set(probe)
    let width =
      lines.map {
        setter.measure([Inline($0, origin: LetterLayout.watermarkOrigin)], style: set, width: nil)
      }.max() ?? .zero
    let factor = 0.8 * Double(stationery.textWidth.units) / Double(max(1, width.units))
    let highest = stationery.paper.height.scaled(by: 0.8 / 1.2 / Double(lines.count))
    return max(
      .points(1), min(.points(110), highest, Length.points(100).scaled(by: min(factor, 1.1))))
  }

  private func foldMarks() -> PlacedBlock {
    let galley = set(
      BlockID(.foldMarks), .furniture("fold marks"), width: .millimetres(5)
    ) { builder in
      var row = Row(height: self.stationery.paper.height)
      row.items = self.stationery.foldMarks.map { y in
        let box = Rectangle(
          origin: Point(x: .zero, y: y), size: Size(width: .millimetres(4), height: .points(0.4)))
        return Item(
          .fill(box, self.stationery.colors.rule), meaning: .artifact(.foldMark), origin: nil)
      }
      builder.galley.rows.append(row)
    }
    return PlacedBlock(galley.fragment(0..<1), at: Point(x: .millimetres(5), y: .zero))
  }
}

/// What the furniture of a letter's pages follows from.
struct FurnitureKey: Hashable {
  /// How many pages there are.
  var count: Int
  /// The letter's language.
  var language: String
  /// The letter's title, where header or footer hold it.
  var title: String
}
