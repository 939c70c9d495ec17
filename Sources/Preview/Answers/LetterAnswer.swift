import Diagnostics
import DisplayList
import Geometry
import Layout

/// A letter as the page shows it.
///
/// Lengths are in points (1/72 inch), from a page's top-left corner.
struct LetterAnswer: Encodable, Sendable {
  /// The edition it is of.
  let revision: Int
  /// The recipient's number in the list; 0 for the master copy.
  let number: Int
  /// What tells the recipient from the others.
  let key: String
  /// What the mailing calls the recipient.
  let label: String
  /// The letter's language as a BCP 47 tag.
  let language: String
  /// The pages; empty if the letter cannot be made.
  let pages: [PageAnswer]
  /// What is wrong with this letter, or should be looked at.
  let problems: [ProblemAnswer]
  /// The name of its file.
  let file: String?
}

/// A page of a letter.
struct PageAnswer: Encodable, Sendable {
  let number: Int
  let width, height: Double
  /// Margins and the stationery's fold marks.
  let guides: [GuideAnswer]
  /// The baseline of the first line of the body, and the distance to the next.
  let baseline: BaselineAnswer?
  let blocks: [BlockAnswer]

  /// A page with the guides that layout gives for it.
  init(_ page: Page, guides: [Guide], leading: Length) {
    number = page.number
    (width, height) = (page.size.width.points, page.size.height.points)
    self.guides = guides.filter { [.margin, .foldMark].contains($0.kind) }.map(GuideAnswer.init)
    baseline = page.firstBaseline.map { BaselineAnswer(first: $0.points, step: leading.points) }
    blocks = page.blocks.map(BlockAnswer.init)
  }
}

/// Evenly spaced lines that text stands on.
struct BaselineAnswer: Encodable, Hashable, Sendable {
  let first, step: Double
}

/// A line or box over a page.
struct GuideAnswer: Encodable, Hashable, Sendable {
  let kind: String
  let x, y, width, height: Double

  init(_ guide: Guide) {
    let rectangle = guide.rectangle
    kind = guide.kind.rawValue
    (x, y) = (rectangle.origin.x.points, rectangle.origin.y.points)
    (width, height) = (rectangle.size.width.points, rectangle.size.height.points)
  }
}

/// The window of an envelope, and where paper is folded to go into it.
struct WindowAnswer: Encodable, Hashable, Sendable {
  /// The name of the envelope; empty for the stationery's own.
  let label: String
  let x, y, width, height: Double
  /// Distances from the paper's top edge.
  let folds: [Double]

  init(_ window: AddressWindow) {
    label = window.name
    (x, y) = (window.rectangle.origin.x.points, window.rectangle.origin.y.points)
    (width, height) = (window.rectangle.size.width.points, window.rectangle.size.height.points)
    folds = window.folds.map(\.points)
  }
}

/// A block on a page: its box, its text as a tree, and where that comes from.
struct BlockAnswer: Encodable, Sendable {
  /// What tells the block from the others of its letter.
  let id: String
  /// The part of the letter.
  let part: String
  let x, y, width, height: Double
  /// Where its text comes from, the place that comes first in the block first.
  let places: [PlaceAnswer]
  let structure: [StructureNode]

  init(_ block: PlacedBlock) {
    let name = block.fragment.id.block
    id = "\(name.part.rawValue)-\(name.node)-\(name.repetition)"
    part = name.part.rawValue
    (x, y) = (block.origin.x.points, block.origin.y.points)
    (width, height) = (block.fragment.size.width.points, block.fragment.size.height.points)
    var places: [PlaceAnswer] = []
    for origin in block.fragment.items.compactMap(\.origin) where !name.part.isFurniture {
      let place = PlaceAnswer(file: origin.file, line: origin.line)
      if !places.contains(place) { places.append(place) }
    }
    self.places = places
    structure = StructureNode.tree(of: block.fragment)
  }
}

/// A line of one of the author's files.
struct PlaceAnswer: Encodable, Hashable, Sendable {
  let file: String
  let line: Int
}

extension Page {
  /// The baseline of the first text of the body on this page.
  fileprivate var firstBaseline: Length? {
    for block in blocks where block.fragment.id.block.part == .body {
      for item in block.fragment.items {
        if case .text(let run) = item.content { return block.origin.y + run.origin.y }
      }
    }
    return nil
  }
}
