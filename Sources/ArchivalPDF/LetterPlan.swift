import DisplayList
import Geometry

/// A letter's pages sorted into what other letters share and what they do not.
struct LetterPlan {
  /// A fragment on its page.
  struct Placement {
    /// The fragment and its place.
    var block: PlacedBlock
    /// The fragment as page content.
    var content: EncodedFragment
    /// What tells a static fragment from all others of the run; 0 for one of this letter alone.
    var serial: Int
    /// The number of its first mark on the page.
    var firstMark = 0
  }

  /// Neighbours on a page that are painted by one stream.
  enum Run {
    /// Static fragments, by their places in ``Page/placements``: a stream that other letters share.
    case shared(GroupKey, Range<Int>)
    /// Fragments of this letter alone.
    case own(Range<Int>)
  }

  /// A page.
  struct Page {
    /// What stands on it, in reading order.
    var placements: [Placement]
    /// The same in runs.
    var runs: [Run]
    /// How many marks the static fragments have; those of the others follow.
    var sharedMarks: Int
    /// How many marks there are.
    var marks: Int
  }

  /// The pages in order.
  var pages: [Page]
  /// The fonts that letters share, in the order of first use.
  var sharedFonts: [FontSubset]
  /// The fonts of this letter alone.
  var ownFonts: [FontSubset]
  /// Both, by the number of their program.
  var bindings: [FontBinding?]
  /// The pictures of static fragments, and the others.
  var sharedPictures, ownPictures: [Picture]
  /// The blocks of which some fragment is not static.
  var ownBlocks: Set<BlockID>
  /// What the shared part of the file follows from; nil if this letter's is like no other's.
  var sharedKey: SharedKey?
}

/// What a stream of static fragments follows from.
struct GroupKey: Hashable {
  /// A fragment, by its serial number, and its place from the first one of the group.
  struct Member: Hashable {
    var fragment: Int
    var offset: Point
  }

  /// The fragments in order.
  var members: [Member]
  /// The number of the first mark.
  var firstMark: Int
  /// How the fonts' glyphs are numbered, where that is not as in the font file.
  var numberings: [Int]
}

/// What the shared part of a letter's file follows from.
struct SharedKey: Hashable {
  /// The groups on each page.
  var pages: [[GroupKey]]
  /// The serial numbers of the fonts.
  var fonts: [Int]
}
