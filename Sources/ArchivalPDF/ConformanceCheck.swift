import Diagnostics
import DisplayList
import Document
import Geometry

/// Looks for what no writer can make good: faults of the letter itself.
struct ConformanceCheck {
  private var problems = DiagnosticCollector()
  private var lastLevel = 0
  private var seenHeadings: Set<ElementPlace> = []
  private var checkedTables: Set<BlockID> = []
  /// The links in the order of reading: where each begins, and whether it has anything to click on.
  private var links: [(place: ElementPlace, origin: SourceLocation?, hasContent: Bool)] = []

  /// An element: its block, and its index there.
  private struct ElementPlace: Hashable {
    var block: BlockID
    var element: Int
  }

  /// Checks a letter.
  ///
  /// - Throws: ``DiagnosticsError`` with every fault, worded for the author.
  static func check(_ letter: PagedLetter) throws(DiagnosticsError) {
    var check = ConformanceCheck()
    check.checkDocument(letter)
    for page in letter.pages {
      check.checkSize(of: page)
      for block in page.blocks { check.check(block.fragment) }
    }
    check.checkLinks()
    _ = try check.problems.finish(())
  }

  // MARK: The document

  private mutating func checkDocument(_ letter: PagedLetter) {
    // ISO 14289-1, 7.1: a file without a title cannot show it.
    if letter.metadata.title.allSatisfy(\.isWhitespace) {
      problems.report(.error("archive.no-title", "the letter has no title"))
    }
    if !letter.language.isLanguageTag {
      problems.report(wrongLanguage(letter.language, at: nil))
    }
    if letter.pages.isEmpty {
      problems.report(.error("archive.no-page", "the letter has no page", failure: .software))
    }
    for text in [letter.metadata.title, letter.metadata.author, letter.metadata.subject] {
      checkLength(of: text, named: "a property of the letter", at: nil)
    }
  }

  /// ISO 19005-2, 6.1.13: 3 to 14 400 points a side.
  private mutating func checkSize(of page: Page) {
    let allowed = Length.points(3)...Length.points(14_400)
    guard !allowed.contains(page.size.width) || !allowed.contains(page.size.height) else { return }
    problems.report(
      .error(
        "archive.page-size", "page \(page.number) is smaller or larger than PDF/A allows",
        hints: ["PDF/A allows sides of 1.1 mm to 5.08 m"], failure: .configuration))
  }

  /// ISO 19005-2, 6.1.13: strings have at most 32 767 bytes; two bytes make most characters.
  private mutating func checkLength(of text: String, named name: String, at origin: SourceLocation?)
  {
    guard text.utf16.count > 16_000 else { return }
    problems.report(
      .error("archive.text-too-long", "\(name) is longer than 16 000 characters", at: origin))
  }

  // MARK: Blocks

  private mutating func check(_ fragment: Fragment) {
    for item in fragment.items {
      guard case .element(let index) = item.meaning else { continue }
      guard fragment.elements.indices.contains(index) else {
        problems.report(
          .error(
            "archive.element", "layout gave an item an element that its block does not have",
            at: item.origin, failure: .software))
        continue
      }
      var ancestor: Int? = index
      while let current = ancestor {
        check(current, of: fragment, at: item.origin)
        if case .link = fragment.elements[current].role {
          note(item, ofLink: ElementPlace(block: fragment.id.block, element: current))
        }
        ancestor = fragment.elements[current].parent.flatMap { $0 < current ? $0 : nil }
      }
      check(item, as: fragment.elements[index])
    }
  }

  private mutating func check(_ index: Int, of fragment: Fragment, at origin: SourceLocation?) {
    let element = fragment.elements[index]
    if let language = element.language, !language.isLanguageTag {
      problems.report(wrongLanguage(language, at: origin))
    }
    if let text = element.alternative {
      checkLength(of: text, named: "a picture's text", at: origin)
    }
    switch element.role {
    case .heading(let level): checkHeading(level, index, of: fragment, at: origin)
    case .table: checkTable(index, of: fragment, at: origin)
    case .link(let target): checkLink(target, at: origin)
    default: break
    }
  }

  /// ISO 14289-1, 7.4.2: headings begin at level 1 and go down one level at a time.
  private mutating func checkHeading(
    _ level: Int, _ index: Int, of fragment: Fragment, at origin: SourceLocation?
  ) {
    let place = ElementPlace(block: fragment.id.block, element: index)
    guard seenHeadings.insert(place).inserted else { return }
    defer { lastLevel = level }
    guard level > lastLevel + 1 || !(1...6).contains(level) else { return }
    let words =
      lastLevel == 0
      ? "the first heading is of level \(level), not 1"
      : "a heading of level \(level) follows one of level \(lastLevel)"
    problems.report(
      .error(
        "archive.heading-level", words, at: origin,
        hints: ["make it a heading of level \(lastLevel + 1)"]))
  }

  /// ISO 14289-1, 7.5: a table has headers.
  private mutating func checkTable(_ index: Int, of fragment: Fragment, at origin: SourceLocation?)
  {
    guard checkedTables.insert(fragment.id.block).inserted else { return }
    guard !fragment.elements.contains(where: { $0.role == .tableHeader }) else { return }
    problems.report(
      .error(
        "archive.table-without-header", "the table has no header row", at: origin,
        hints: ["say in a first row what each column holds"]))
  }

  private mutating func checkLink(_ target: String, at origin: SourceLocation?) {
    guard target.isEmpty || target.utf8.count > 2000 else { return }
    problems.report(
      .error(
        "archive.link-target",
        target.isEmpty ? "a link leads nowhere" : "a link's address is longer than 2000 characters",
        at: origin))
  }

  private mutating func note(_ item: Item, ofLink place: ElementPlace) {
    if let index = links.lastIndex(where: { $0.place == place }) {
      links[index].hasContent = links[index].hasContent || item.hasContent
    } else {
      links.append((place, item.origin, item.hasContent))
    }
  }

  /// ISO 14289-1, 7.18.5: a link has words that say where it leads.
  private mutating func checkLinks() {
    for link in links where !link.hasContent {
      problems.report(
        .error(
          "archive.link-without-text", "a link has no words to click on", at: link.origin,
          hints: ["say between the brackets where it leads: [words](address)"]))
    }
  }

  /// ISO 14289-1, 7.3: a picture has words that stand for it.
  private mutating func check(_ item: Item, as element: Element) {
    guard case .image(let picture, in: _) = item.content else { return }
    guard element.role == .figure else {
      return problems.report(
        .error(
          "archive.image-element", "layout made the picture '\(picture.name)' no figure",
          at: item.origin, failure: .software))
    }
    guard (element.alternative ?? "").allSatisfy(\.isWhitespace) else { return }
    problems.report(
      .error(
        "archive.image-without-text",
        "the picture '\(picture.name)' has no text that stands for it",
        at: item.origin, hints: ["say between the brackets what it shows: ![…](\(picture.name))"]))
  }

  private func wrongLanguage(_ tag: String, at origin: SourceLocation?) -> Diagnostic {
    .error(
      "archive.language", "'\(tag)' is no language", at: origin,
      hints: ["write nb for Bokmål, nn for Nynorsk, en for English"])
  }
}

extension String {
  /// Whether this has the form of a language tag (RFC 5646, 2.1): letters, then groups of up to eight
  /// letters and digits.
  var isLanguageTag: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...8).contains(first.utf8.count) else { return false }
    let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) }
    return first.utf8.allSatisfy(isLetter)
      && parts.dropFirst().allSatisfy { part in
        (1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
      }
  }
}
