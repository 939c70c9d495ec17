import DisplayList
import PDFWriting

/// The structure of a letter's static blocks.
struct SharedStructure {
  /// The number of the first mark on each page that is a letter's own.
  private(set) var firstMarks: [Int] = []
  /// For each page, the elements that its marks belong to.
  private(set) var parents: [[Reference]] = []
  /// The blocks in the order of reading.
  private(set) var order: [Variant.Entry] = []

  private enum Block {
    case shared(StructureBlock)
    case own(Int)
  }

  private var blocks: [Block] = []
  /// How many blocks are read before the signature.
  private var signaturesPlace: Int?
  private var numbers: [BlockID: Int] = [:]

  /// Gathers the structure of a skeleton's static fragments, whose contents are given by page and
  /// place, and writes it.
  init(_ skeleton: Skeleton, contents: [[EncodedFragment?]], to objects: inout ObjectList) {
    for (index, page) in skeleton.pages.enumerated() {
      // Static fragments are numbered first, so that no record changes their numbers.
      var marks = 0
      for (place, slot) in page.slots.enumerated() {
        switch slot {
        case .own(let block): add(own: block, skeleton.ownBlocks[block])
        case .shared(let fragment):
          guard let content = contents[index][place] else { break }
          add(fragment.fragment, content, page: index, place: place, firstMark: marks)
          marks += content.marks.count
        }
        if skeleton.part(of: slot) == skeleton.signaturesFollow { signaturesPlace = blocks.count }
      }
      firstMarks.append(marks)
      parents.append(Array(repeating: LetterObjects.document, count: marks))
    }
    let place = signaturesPlace ?? blocks.count
    for (index, block) in blocks.enumerated() {
      if index == place { order.append(.signatures) }
      switch block {
      case .own(let number): order.append(.own(number))
      case .shared(var structure): write(&structure, to: &objects)
      }
    }
    if place == blocks.count { order.append(.signatures) }
    blocks = []
  }

  private mutating func add(own block: Int, _ id: BlockID) {
    guard numbers[id] == nil else { return }
    numbers[id] = blocks.count
    blocks.append(.own(block))
  }

  private mutating func add(
    _ fragment: Fragment, _ content: EncodedFragment, page: Int, place: Int, firstMark: Int
  ) {
    guard !content.marks.isEmpty else { return }
    let number = numbers[fragment.id.block] ?? blocks.count
    numbers[fragment.id.block] = number
    if number == blocks.count { blocks.append(.shared(StructureBlock(fragment.elements))) }
    guard case .shared(var structure) = blocks[number] else { return }
    structure.add(content, page: page, place: place, firstMark: firstMark)
    blocks[number] = .shared(structure)
  }

  private mutating func write(_ structure: inout StructureBlock, to objects: inout ObjectList) {
    let written = structure.write(to: &objects, row: .structure)
    for mark in written.marks { parents[mark.page][mark.number] = mark.element }
    var roots = ObjectText()
    if case .roots(let last) = order.last {
      roots = last
      order.removeLast()
    }
    roots.references(written.roots)
    order.append(.roots(roots))
    if written.hasDetails { order.append(.details(written)) }
  }
}

extension WrittenBlock {
  /// Whether something of the block depends on where it stands.
  fileprivate var hasDetails: Bool { !headings.isEmpty || !links.isEmpty || !figures.isEmpty }
}
