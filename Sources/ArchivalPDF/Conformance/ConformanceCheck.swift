import Diagnostics
import DisplayList
import Document
import Geometry

/// Looks for what no writer can mend: faults of the letter itself.
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
    if letter.metadata.title.allSatisfy(\.isWhitespace) { report(.title) }
    if !letter.language.isLanguageTag { report(.language(letter.language)) }
    if letter.pages.isEmpty {
      problems.report(.error("archive.no-page", "the letter has no page", failure: .software))
    }
    for text in [letter.metadata.title, letter.metadata.author, letter.metadata.subject] {
      checkLength(of: text, named: "a property of the letter", at: nil)
    }
  }

  private mutating func checkSize(of page: Page) {
    for allowed in Standard.allCases.map(\.pageSides)
    where !allowed.contains(page.size.width) || !allowed.contains(page.size.height) {
      report(.pageSize(page: page.number))
    }
  }

  private mutating func checkLength(of text: String, named name: String, at origin: SourceLocation?)
  {
    if text.utf16.count > Standard.textLimit { report(.textLength(name: name), at: origin) }
  }

  /// Notes a rule that is broken, if any standard has it.
  private mutating func report(_ rule: BrokenRule, at origin: SourceLocation? = nil) {
    guard Standard.allCases.contains(where: { $0.clause(of: rule) != nil }) else { return }
    problems.report(rule.diagnostic(at: origin))
  }

  // MARK: Blocks

  private mutating func check(_ fragment: Fragment) {
    for item in fragment.items {
      guard case .element(let index) = item.meaning else { continue }
      guard fragment.elements.indices.contains(index) else {
        report(.element, at: item.origin)
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
      report(.language(language), at: origin)
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

  /// Headings begin at level 1 and go down one level at a time.
  private mutating func checkHeading(
    _ level: Int, _ index: Int, of fragment: Fragment, at origin: SourceLocation?
  ) {
    let place = ElementPlace(block: fragment.id.block, element: index)
    guard seenHeadings.insert(place).inserted else { return }
    defer { lastLevel = level }
    guard level > lastLevel + 1 || !(1...6).contains(level) else { return }
    report(.headingLevel(level, after: lastLevel), at: origin)
  }

  private mutating func checkTable(_ index: Int, of fragment: Fragment, at origin: SourceLocation?)
  {
    guard checkedTables.insert(fragment.id.block).inserted else { return }
    guard !fragment.elements.contains(where: { $0.role == .tableHeader }) else { return }
    report(.tableHeader, at: origin)
  }

  private mutating func checkLink(_ target: String, at origin: SourceLocation?) {
    if target.isEmpty {
      report(.linkTarget, at: origin)
    } else if target.utf8.count > Standard.addressLimit {
      report(.linkLength, at: origin)
    }
  }

  private mutating func note(_ item: Item, ofLink place: ElementPlace) {
    if let index = links.lastIndex(where: { $0.place == place }) {
      links[index].hasContent = links[index].hasContent || item.hasContent
    } else {
      links.append((place, item.origin, item.hasContent))
    }
  }

  private mutating func checkLinks() {
    for link in links where !link.hasContent { report(.linkWords, at: link.origin) }
  }

  private mutating func check(_ item: Item, as element: Element) {
    guard case .image(let picture, in: _) = item.content else { return }
    if element.role != .figure {
      report(.figure(picture: picture.name), at: item.origin)
    } else if (element.alternative ?? "").allSatisfy(\.isWhitespace) {
      report(.pictureText(picture: picture.name), at: item.origin)
    }
  }
}
