import Diagnostics
import DisplayList
import Document
import Geometry

extension LetterLayout {
  /// What stands at fixed places of the first page, in reading order.
  func firstPageHead(of letter: Letter) -> [Fixed] {
    var head: [Fixed] = []
    head.reserveCapacity(letter.reference.count + 4)
    if let letterhead = letterhead() { head.append(letterhead) }
    let column = stationery.reference
    let right = stationery.paper.width - stationery.margins.right - column.left
    if !letter.sender.isEmpty {
      let galley = lines(letter.sender, .sender, style: styles.small, width: right)
      head.append(
        Fixed(galley: galley, origin: Point(x: column.left, y: LetterLayout.letterheadTop)))
    }
    let sender = letter.sender.isEmpty ? nil : head.last
    head.append(address(letter.address))
    let gap = stationery.small.leading / 2
    var y = max(referenceTop, sender.map { $0.bottom + gap } ?? .zero)
    if let marking = letter.marking {
      let galley = lines(
        [marking], .marking, style: styles.boldSmall, width: right)
      head.append(Fixed(galley: galley, origin: Point(x: column.left, y: y)))
      y = (head.last?.bottom ?? y) + gap
    }
    for (index, row) in letter.reference.enumerated() {
      let galley = reference(row, number: index, width: right)
      head.append(Fixed(galley: galley, origin: Point(x: column.left, y: y)))
      y = head.last?.bottom ?? y
    }
    head += signaturesInHead(language: letter.language)
    reportOverlaps(in: head)
    return head
  }

  private var referenceTop: Length {
    switch stationery.reference.top {
    case .at(let top): top
    case .address: addressArea.origin.y + styles.text.baseline - styles.small.baseline
    }
  }

  /// Where the text of the first page begins: where the stationery prefers it, or below what stands above it.
  func bodyTop(below head: [Fixed]) -> Length {
    max(stationery.bodyTop, lowestOfHead(head) + stationery.text.leading)
  }

  /// The room for the text of a letter.
  ///
  /// - Parameters:
  ///   - top: Where the text of the first page begins.
  ///   - head: What stands above it.
  /// - Returns: How much room pages have, and how far the text of the first one may be moved up.
  func room(from top: Length, below head: [Fixed]) -> PageRoom {
    let highest = max(stationery.leastBodyTop, lowestOfHead(head) + stationery.text.leading)
    return PageRoom(
      first: stationery.textBottom - top,
      further: stationery.textBottom - stationery.margins.top,
      lift: max(.zero, top - highest), step: stationery.text.leading / 2)
  }

  private func lowestOfHead(_ head: [Fixed]) -> Length {
    head.reduce(stationery.window.rectangle.bottom) { max($0, $1.bottom) }
  }

  private func lines(
    _ lines: [Line], _ part: BlockID.Part, style: SetStyle, width: Length
  ) -> SetGalley {
    set(BlockID(part), .lines(lines), width: width) {
      $0.appendLines(
        lines, style: style, at: .init(parent: nil, width: width),
        named: "the reference column")
    }
  }

  /// Each row is a block of its own, so that those without a field are set once for all letters.
  private func reference(_ row: ReferenceRow, number: Int, width: Length) -> SetGalley {
    set(BlockID(.reference, node: number), .reference(row), width: width) {
      $0.append(
        row, at: .init(parent: nil, width: width), labelWidth: stationery.reference.labelWidth)
    }
  }

  // MARK: Address

  /// The part of the window in which an address may stand: from the left margin, with 2 mm to spare
  /// inside the window's edges, since a folded sheet moves in its envelope.
  var addressArea: Rectangle {
    let window = stationery.window.rectangle
    let slack = Length.millimetres(2)
    let left = max(stationery.margins.left, window.origin.x + slack)
    return Rectangle(
      origin: Point(x: left, y: window.origin.y + slack),
      size: Size(width: window.right - slack - left, height: window.size.height - slack * 2))
  }

  private func address(_ address: Address) -> Fixed {
    let area = addressArea
    let style =
      address.isNotice
      ? styles.mutedText : styles.text
    let galley = set(BlockID(.address), .lines(address.lines), width: area.size.width) {
      $0.appendLines(
        address.lines, style: style, at: .init(parent: nil, width: area.size.width),
        named: "the address window")
    }
    let fixed = Fixed(galley: galley, origin: area.origin)
    let count = galley.galley.rows.count
    let fitting = area.size.height.units / stationery.text.leading.units
    if count > fitting { reportTooLong(galley.galley.rows[fitting], count, fitting, address) }
    return fixed
  }

  private func reportTooLong(_ row: Row, _ count: Int, _ fitting: Int, _ address: Address) {
    let name = stationery.window.name
    let window = name.isEmpty ? "the address window" : "the address window \(name)"
    setter.problems.report(
      .error(
        "layout.address-too-long",
        "the address takes \(count) lines, but \(window) shows \(fitting)",
        at: row.origin ?? address.origin,
        hints: ["shorten the address, or use a stationery with a higher window"]))
  }

  // MARK: Letterhead

  /// How far down the letterhead begins.
  private static let letterheadTop = Length.millimetres(14)

  private func letterhead() -> Fixed? {
    guard options.paintsLetterhead else { return nil }
    let galley = letterheadGalley ?? setLetterhead()
    letterheadGalley = galley
    setter.problems.report(contentsOf: galley.problems)
    return Fixed(
      galley: galley, origin: Point(x: stationery.margins.left, y: LetterLayout.letterheadTop))
  }

  private func setLetterhead() -> SetGalley {
    let letterhead = stationery.letterhead
    let key = [letterhead.wordmark, letterhead.caption, letterhead.logo?.path ?? ""]
    return set(
      BlockID(.letterhead), .furniture(key.joined(separator: "\n")), width: stationery.textWidth
    ) { builder in
      if let logo = letterhead.logo { self.append(logo, to: &builder) }
      self.appendWordmark(letterhead, to: &builder)
    }
  }

  private func append(_ logo: Stationery.Logo, to builder: inout GalleyBuilder) {
    let image = ImageReference(
      name: logo.name, path: logo.path, alternative: logo.alternative, width: logo.width,
      origin: stationery.places[.logo])
    let block = Block(
      node: 0, isStatic: true, origin: image.origin, content: .image(image))
    builder.append(block, at: .init(parent: nil, width: stationery.textWidth), space: .zero)
  }

  private func appendWordmark(
    _ letterhead: Stationery.Letterhead, to builder: inout GalleyBuilder
  ) {
    let place = GalleyBuilder.Place(parent: nil, width: stationery.textWidth)
    var style = stationery.titleStyle
    style.text = .init(size: letterhead.size, leading: letterhead.size.scaled(by: 1.1))
    let gap = letterhead.wordmark.isEmpty ? .zero : letterhead.gap
    let texts = [
      (letterhead.wordmark, styles.set(style), Length.zero, stationery.places[.wordmark]),
      (letterhead.caption, styles.mutedSmall, gap, stationery.places[.caption]),
    ]
    for (text, style, space, origin) in texts where !text.isEmpty {
      let element = builder.element(.paragraph, in: nil)
      let inline = Inline(text, origin: origin)
      builder.append(
        [inline], style: style, to: element, at: place, space: space, isDisplayed: true)
    }
  }
}
