import Diagnostics
import DisplayList
import Document
import Geometry

/// What the pages of a letter have besides the letter itself.
final class PageFurniture {
  /// What stands on every page but the first part of the first one and the text.
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

  /// The line at the top of a further page.
  private func header(page: Int, of count: Int, _ letter: Letter) -> [PlacedBlock] {
    let top = (stationery.margins.top - stationery.small.leading) / 2
    return setLine(stationery.header, .header, page: page, of: count, letter, top: top)
  }

  /// The line at the foot of a page.
  private func footer(page: Int, of count: Int, _ letter: Letter) -> [PlacedBlock] {
    let top = stationery.textBottom + (stationery.margins.bottom - stationery.small.leading) / 2
    return setLine(stationery.footer, .footer, page: page, of: count, letter, top: top)
  }

  // MARK: Header and footer

  private func setLine(
    _ slots: Stationery.Slots, _ part: BlockID.Part, page: Int, of count: Int, _ letter: Letter,
    top: Length
  ) -> [PlacedBlock] {
    let texts = [slots.left, slots.center, slots.right].map {
      filled($0, page: page, of: count, letter)
    }
    guard texts.contains(where: { !$0.isEmpty }) else { return [] }
    let source: GalleySource =
      slots.usesTitle && letter.title?.isStatic == false
      ? .lines(texts.map { line($0, isStatic: false) })
      : .furniture(texts.joined(separator: "\n"))
    let id = BlockID(part, node: page, repetition: count)
    let galley = set(id, source, width: stationery.textWidth) { builder in
      builder.galley.rows.append(self.row(texts, part == .header ? .header : .footer))
    }
    return [PlacedBlock(galley.fragment(0..<1), at: Point(x: stationery.margins.left, y: top))]
  }

  private func line(_ text: String, isStatic: Bool) -> Line {
    let origin = LetterLayout.stationeryOrigin
    return Line(
      [Inline(text, isValue: !isStatic, origin: origin)], isStatic: isStatic, origin: origin)
  }

  /// A slot's text in the letter's language, its fields filled in.
  private func filled(_ slot: [String: String], page: Int, of count: Int, _ letter: Letter)
    -> String
  {
    let primary = String(letter.language.prefix { $0 != "-" })
    guard let text = slot[letter.language] ?? slot[primary] ?? slot["*"] else { return "" }
    // Pre-printed paper has everything but the page's number.
    guard options.paintsLetterhead || text.contains("{{page}}") else { return "" }
    return text.replacing("{{page}}", with: String(page))
      .replacing("{{pages}}", with: String(count))
      .replacing("{{title}}", with: letter.metadata.title)
  }

  private func row(_ texts: [String], _ artifact: Artifact) -> Row {
    let style = styles.mutedSmall
    var row = Row(height: style.leading)
    var room = stationery.textWidth
    // The middle and the right have their place first; what stands at the left is shortened to fit.
    for index in [2, 1, 0] where !texts[index].isEmpty {
      let (line, inline) = fitting(texts[index], style: style, width: room)
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
        row.items.append(
          Item(.text(run), meaning: .artifact(artifact), origin: inline.origin))
      }
    }
    return row
  }

  /// One line of text, shortened word by word until it fits.
  private func fitting(_ text: String, style: SetStyle, width: Length) -> (TextSetter.Line, Inline)
  {
    var words = text.split(separator: " ")
    var shown = text
    while true {
      let inline = Inline(shown, origin: LetterLayout.stationeryOrigin)
      let line =
        setter.lines([inline], style: style, width: nil, place: "").first
        ?? TextSetter.Line(pieces: [], width: .zero)
      if line.width <= width || words.isEmpty { return (line, inline) }
      if shown == text {
        setter.problems.report(
          .warning(
            "layout.header-too-wide", "'\(text)' does not fit the header or footer and is shortened"
          ))
      }
      words.removeLast()
      shown = words.joined(separator: " ") + "…"
    }
  }

  // MARK: Watermark and fold marks

  private func watermark(_ text: String) -> PlacedBlock {
    let galley = set(
      BlockID(.watermark), .furniture(text), width: stationery.textWidth
    ) { builder in
      var style = self.stationery.titleStyle.colored(Color(red: 225, green: 228, blue: 230))
      style.text.size = self.watermarkSize(text, style: style)
      style.text.leading = style.text.size.scaled(by: 1.2)
      let set = self.styles.set(style)
      let inline = Inline(text, origin: LetterLayout.stationeryOrigin)
      guard let line = self.setter.lines([inline], style: set, width: nil, place: "").first
      else { return }
      var row = Row(height: set.leading)
      let x = (self.stationery.textWidth - line.width) / 2
      row.items = line.pieces.map { piece in
        var run = piece.run
        run.origin = Point(x: run.origin.x + x, y: set.baseline)
        return Item(.text(run), meaning: .artifact(.watermark), origin: nil)
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

  /// The size in which the words take four fifths of the text's width, at most 110 pt.
  private func watermarkSize(_ text: String, style: TextStyle) -> Length {
    var probe = style
    probe.text = .init(size: .points(100), leading: .points(120))
    let inline = Inline(text, origin: LetterLayout.stationeryOrigin)
    let width = setter.measure([inline], style: styles.set(probe), width: nil)
    let factor = 0.8 * Double(stationery.textWidth.units) / Double(max(1, width.units))
    return min(.points(110), Length.points(100).scaled(by: factor))
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
