package import Geometry

/// The part of a block that stands on one page; most blocks are one fragment.
///
/// Immutable and shared: a static block's fragment is the same object in every letter of a batch, so
/// whatever is computed from it can be kept by its ``id``.
package final class Fragment: Sendable {
  /// Which part of which block this is.
  package let id: FragmentID
  /// Whether it is the same in every letter in which its block is split alike.
  package let isStatic: Bool
  /// The extent of the fragment's box; text may hang out of it, as italics do.
  package let size: Size
  /// What is painted, in reading order, placed from the fragment's top-left corner.
  package let items: [Item]
  /// The structure elements of the whole block, a parent before its children; the fragments of a
  /// block all hold the same table, so an element that two fragments paint into is one element.
  package let elements: [Element]
  /// The faces of its text, each once for runs that follow each other.
  package let faces: [Face]

  /// A fragment with its items.
  package init(
    id: FragmentID, isStatic: Bool, size: Size, items: [Item], elements: [Element]
  ) {
    self.id = id
    self.isStatic = isStatic
    self.size = size
    self.items = items
    self.elements = elements
    var faces: [Face] = []
    for item in items {
      guard case .text(let run) = item.content, run.face !== faces.last else { continue }
      faces.append(run.face)
    }
    self.faces = faces
  }
}

/// What tells the fragments of a letter apart.
///
/// It is enough to know a static fragment by: two letters of one batch that have the same
/// identifier have the same items under it.
package struct FragmentID: Hashable, Sendable {
  package var block: BlockID
  /// The lines (or rows) of the block that the fragment holds.
  package var lines: Range<Int>

  /// The lines of a block that stand together on a page.
  package init(block: BlockID, lines: Range<Int>) {
    self.block = block
    self.lines = lines
  }
}

/// What tells the blocks of a letter apart; the same from letter to letter of a mailing.
package struct BlockID: Hashable, Sendable {
  /// The part of a letter that a block belongs to.
  package enum Part: String, Hashable, Sendable, CaseIterable {
    case letterhead, sender, address, marking, reference, title, body, closing, signers, enclosures
    case copies, recipients, header, footer, foldMarks, watermark, signature

    /// Whether it holds what the stationery or the run adds, and nothing of the letter itself.
    package var isFurniture: Bool {
      switch self {
      case .letterhead, .header, .footer, .foldMarks, .watermark: true
      default: false
      }
    }
  }

  /// The part of the letter.
  package var part: Part
  /// The block's number within its part.
  package var node: Int
  /// Which repetition it is where a loop repeats it, from 0.
  package var repetition: Int

  /// A block of a letter part.
  package init(_ part: Part, node: Int = 0, repetition: Int = 0) {
    self.part = part
    self.node = node
    self.repetition = repetition
  }
}
