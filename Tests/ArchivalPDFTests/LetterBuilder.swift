import Diagnostics
import DisplayList
import Document
import Geometry

/// Puts blocks one under the other on pages.
struct LetterBuilder {
  private var letter: PagedLetter
  private var y = Length.millimetres(25)
  private var node = 0

  private static let left = Length.millimetres(25)

  /// A letter with one empty page.
  init(
    key: String = "Rødt", title: String = "Innspill til partiprogrammene", language: String = "nb"
  ) {
    let metadata = Metadata(
      title: title, author: "Helge Eide", subject: "Brev", keywords: ["kommune", "parti"],
      date: "2020-08-19")
    letter = PagedLetter(key: key, language: language, metadata: metadata, pages: [])
    startPage()
  }

  /// The letter so far.
  var paged: PagedLetter { letter }

  /// Begins a new page.
  mutating func startPage() {
    letter.pages.append(Page(size: .a4, number: letter.pages.count + 1, blocks: []))
    y = .millimetres(25)
  }

  /// Adds a block, or the next part of the last one, under what is there.
  mutating func add(
    _ part: BlockID.Part = .body, isStatic: Bool = true, elements: [Element], height: Length,
    continues line: Int? = nil, items: (inout [Item]) throws -> Void
  ) rethrows {
    if line == nil { node += 1 }
    var contents: [Item] = []
    try items(&contents)
    let lines = line.map { $0..<$0 + 1 } ?? 0..<1
    let fragment = Fragment(
      id: FragmentID(block: BlockID(part, node: node), lines: lines), isStatic: isStatic,
      size: Size(width: .millimetres(160), height: height), items: contents, elements: elements)
    letter.pages[letter.pages.count - 1].blocks.append(
      PlacedBlock(fragment, at: Point(x: LetterBuilder.left, y: y)))
    y = y + height + .points(6)
  }

  /// Adds lines of text as one element.
  mutating func text(
    _ lines: [String], as role: Element.Role = .paragraph, isStatic: Bool = true,
    part: BlockID.Part = .body, in typesetter: Typesetter = Typesetter(),
    continues line: Int? = nil
  ) throws {
    let height = Length.points(14) * lines.count
    try add(
      part, isStatic: isStatic, elements: [Element(role)], height: height, continues: line
    ) { items in
      for (index, text) in lines.enumerated() {
        let origin = Point(x: .zero, y: .points(Double(14 * index + 11)))
        let run =
          index + 1 < lines.count
          ? try typesetter.softLine(text, at: origin)
          : try typesetter.run(text, at: origin, ending: .hardBreak)
        items.append(.text(run, element: 0))
      }
    }
  }

  /// Adds page furniture.
  mutating func furniture(_ text: String, _ artifact: Artifact) throws {
    let part: BlockID.Part = artifact == .footer ? .footer : .header
    let run = try Typesetter(size: .points(8)).run(text, at: Point(x: .zero, y: .points(9)))
    add(part, isStatic: false, elements: [], height: .points(10)) { items in
      items.append(Item(.text(run), meaning: .artifact(artifact), origin: nil))
    }
  }

  /// Adds a picture.
  mutating func picture(_ picture: Picture, alternative: String?, isStatic: Bool = true) {
    let side = Length.millimetres(20)
    let box = Rectangle(origin: .zero, size: Size(width: side, height: side))
    add(
      isStatic: isStatic, elements: [Element(.figure, alternative: alternative)], height: side
    ) { items in
      items.append(
        Item(
          .image(picture, in: box), meaning: .element(0),
          origin: SourceLocation(file: "letter.md", line: 7, column: 1)))
    }
  }
}

extension Item {
  /// Text that belongs to an element.
  static func text(_ run: GlyphRun, element: Int) -> Item {
    Item(
      .text(run), meaning: .element(element),
      origin: SourceLocation(file: "letter.md", line: 20, column: 1))
  }
}
