import DisplayList
import Geometry

/// What is the same in all letters that have the same static fragments on the same pages, with blocks
/// of their own in the same places.
final class Skeleton {
  /// What stands at a place on a page.
  enum Slot {
    case shared(StaticFragment)
    /// A fragment of each letter's own, by the number of its block in ``ownBlocks``.
    case own(Int)
  }

  /// Neighbours on a page that are painted by one stream.
  enum Run {
    /// Static fragments, by their places: a stream that letters share.
    case shared(GroupKey.Members, Range<Int>)
    /// Fragments of each letter's own.
    case own(Range<Int>)
  }

  struct Page {
    /// What stands on it, in reading order.
    var slots: [Slot]
    /// The same in runs.
    var runs: [Run]
  }

  /// The pages in order.
  let pages: [Page]
  /// The blocks with a fragment that is not static, in reading order.
  let ownBlocks: [BlockID]
  /// Where on the pages the letters' own fragments stand.
  let ownPlaces: [(page: Int, place: Int, block: Int)]
  /// The glyphs and pictures that the static fragments need.
  let demand: Demand
  /// The part of the letters after which their signatures are read; nil for their end.
  let signaturesFollow: BlockID.Part?
  /// Whether letters of this kind are known to be good but for what is their own.
  var isKnownGood = false
  /// What was made for such letters.
  var variants: [Variant] = []

  /// The skeleton of a letter.
  ///
  /// - Parameters:
  ///   - letter: The letter.
  ///   - known: Its static fragments by page and place.
  ///   - boxes: What any time could need in the boxes of its signature.
  init(_ letter: PagedLetter, known: [[StaticFragment?]], boxes: [StaticFragment]) {
    var numbers: [BlockID: Int] = [:]
    var blocks: [BlockID] = []
    for placed in letter.pages.lazy.flatMap(\.blocks) where !placed.fragment.isStatic {
      let id = placed.fragment.id.block
      guard numbers[id] == nil else { continue }
      numbers[id] = blocks.count
      blocks.append(id)
    }
    pages = zip(letter.pages, known).map { page, known in
      let slots = zip(page.blocks, known).map { placed, known -> Slot in
        let number = numbers[placed.fragment.id.block]
        // A block that is static in part only is each letter's own.
        guard number == nil, let known else { return .own(number ?? 0) }
        return .shared(known)
      }
      return Page(slots: slots, runs: Skeleton.runs(of: page, slots))
    }
    ownBlocks = blocks
    ownPlaces = pages.enumerated().flatMap { page, content in
      content.slots.enumerated().compactMap { place, slot in
        if case .own(let block) = slot { (page, place, block) } else { nil }
      }
    }
    var demand = Demand()
    for case .shared(let fragment) in pages.lazy.flatMap(\.slots) { demand.add(fragment.survey) }
    // A signature's box has the fonts that all letters share, whatever time stands in it.
    for box in boxes { demand.add(box.survey) }
    self.demand = demand
    signaturesFollow = letter.signatures.first?.follows
  }

  /// The part of the letter that stands at a place.
  func part(of slot: Slot) -> BlockID.Part {
    switch slot {
    case .shared(let fragment): fragment.fragment.id.block.part
    case .own(let block): ownBlocks[block].part
    }
  }

  private static func runs(of page: Page.Source, _ slots: [Slot]) -> [Run] {
    var runs: [Run] = []
    var start = 0
    while start < slots.count {
      var end = start + 1
      while end < slots.count, slots[end].isShared == slots[start].isShared { end += 1 }
      if slots[start].isShared {
        runs.append(.shared(members(start..<end, of: page, slots), start..<end))
      } else {
        runs.append(.own(start..<end))
      }
      start = end
    }
    return runs
  }

  /// The fragments of a group with their places: on the page for the group that begins it, which
  /// nothing can move; from the first one for any other.
  private static func members(_ range: Range<Int>, of page: Page.Source, _ slots: [Slot])
    -> GroupKey.Members
  {
    let base =
      range.lowerBound == 0
      ? Point(x: .zero, y: page.size.height) : page.blocks[range.lowerBound].origin
    let members = range.compactMap { place -> GroupKey.Member? in
      guard case .shared(let fragment) = slots[place] else { return nil }
      return .init(fragment: fragment.serial, offset: page.blocks[place].origin - base)
    }
    return members
  }
}

extension Skeleton.Page {
  /// What a page's runs are made from.
  fileprivate typealias Source = DisplayList.Page
}

extension Skeleton.Slot {
  /// Whether other letters have the same.
  fileprivate var isShared: Bool { if case .shared = self { true } else { false } }
}

/// What a stream of static fragments follows from.
struct GroupKey: Hashable {
  /// A fragment, by its serial number, and its offset.
  struct Member: Hashable {
    var fragment: Int
    var offset: Point
  }

  /// Fragments in order.
  typealias Members = [Member]

  /// The fragments in order.
  var members: Members
  /// The number of the first mark.
  var firstMark: Int
  /// How the fonts' glyphs are numbered, where that is not as in the font file.
  var numberings: [Int]
}

/// What the shared part of a letter's file follows from.
struct SharedKey: Hashable {
  var pages: [[GroupKey]]
  /// The serial numbers of the fonts.
  var fonts: [Int]
}

extension Point {
  /// The way from one place to another.
  static func - (left: Point, right: Point) -> Point {
    Point(x: left.x - right.x, y: left.y - right.y)
  }
}
