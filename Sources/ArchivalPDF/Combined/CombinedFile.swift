import PDFWriting

/// A file of many letters of which everything but the bytes is known.
package final class CombinedFile: Sendable {
  let options: CombinedOptions
  /// The portions in order.
  let portions: [PortionPlace]
  /// What letters share.
  let parts: CombinedParts
  /// The colour profile's number among what letters share.
  let profile: Int32
  /// What the file says of itself.
  let information: DocumentInformation
  /// The trees that lead to every portion.
  let pages, parents, labels: NodeTree
  /// The numbers of the first object that letters share, and of the first that is a letter's own.
  let firstShared, firstOwn: Int
  /// The numbers of the streams that hold what stands once in the file.
  let packed: Range<Int>
  private let end: PortionPlace

  init(
    options: CombinedOptions, portions: [PortionPlace], end: PortionPlace, parts: CombinedParts,
    profile: Int32, information: DocumentInformation
  ) {
    (self.options, self.portions, self.end) = (options, portions, end)
    (self.parts, self.profile, self.information) = (parts, profile, information)
    var next = 1 + CombinedFile.fixedCount
    let (count, fanOut) = (portions.count, options.shape.fanOut)
    let tree = { (root: Reference) in
      let tree = NodeTree(leaves: count, fanOut: fanOut, root: 1 + root.index, first: next)
      next += tree.innerCount
      return tree
    }
    pages = tree(LetterObjects.pages)
    parents = tree(LetterObjects.parents)
    labels = tree(CombinedFile.labelRoot)
    firstShared = next
    firstOwn = firstShared + parts.count
    let firstPacked = firstOwn + end.firstObject
    // The metadata is a stream; everything else before what letters share goes into others.
    packed = firstPacked..<firstPacked + options.shape.streams(for: firstShared - 2)
  }

  /// The number of an object that stands once in every file.
  static func number(of object: Reference) -> ObjectNumber { ObjectNumber(1 + object.index) }

  /// The root of the outline and that of the pages' labels, numbered after the objects that every
  /// letter has.
  static let outline = Reference(row: .letter, index: LetterObjects.page(0).index)
  static let labelRoot = Reference(row: .letter, index: LetterObjects.page(0).index + 1)
  /// How many objects stand once in every file.
  static let fixedCount = labelRoot.index + 1

  /// How many letters the file has.
  package var letterCount: Int { end.firstLetter }
  /// How many pages it has, blank ones included.
  package var pageCount: Int { end.firstPage }

  /// How many objects it has, with the cross-references.
  var objectCount: Int {
    packed.upperBound - 1 + options.shape.referenceStreams(for: packed.upperBound)
  }

  /// What is added to the numbers of a portion.
  func base(of portion: Int) -> Int { firstOwn + portions[portion].firstObject }

  /// The number of a portion's leaf of a tree.
  func leaf(_ tree: CombinedTree, of portion: Int) -> Int {
    base(of: portion) + 2 * portions[portion].letters + tree.rawValue
  }

  /// The number of the entry in the outline of a letter; nil for a place where no letter is.
  func outline(_ place: Int, of portion: Int) -> Int? {
    guard place >= 0 else {
      return portion == 0 ? nil : base(of: portion - 1) + portions[portion - 1].letters - 1
    }
    guard place >= portions[portion].letters else { return base(of: portion) + place }
    return portion + 1 == portions.count ? nil : base(of: portion + 1)
  }
}
