import Diagnostics
import DisplayList
import Document
import Geometry

/// What a galley was set from; two galleys of equal sources are equal.
enum GalleySource: Hashable {
  /// A block of the text, with the room above it, and whether a colon above announces it.
  case block(Block, space: Length, isAnnounced: Bool)
  case lines([Line])
  case reference(ReferenceRow)
  case signers([Signer])
  /// A list in a letter of a language; the first of a letter may look otherwise.
  case list(LabelledList, isFirst: Bool, language: String)
  case furniture(String)

  /// Whether no record can change it.
  var isStatic: Bool {
    switch self {
    case .block(let block, _, _): block.isStatic
    case .lines(let lines): lines.allSatisfy(\.isStatic)
    case .reference(let row): row.label.isStatic && row.value.isStatic
    case .signers(let signers): signers.allSatisfy { $0.lines.allSatisfy(\.isStatic) }
    case .list(let list, _, _): list.label.isStatic && list.items.allSatisfy(\.isStatic)
    case .furniture: true
    }
  }
}

/// A galley that was set, with its fragments.
final class SetGalley {
  /// What it was set from.
  let source: GalleySource
  /// The block's rows; those of a letter's own block that were handed out hold nothing any more.
  private(set) var galley: Galley
  /// What was noted when it was set; it holds for every letter that has it.
  let problems: [Diagnostic]
  /// How high it is, with the space above its rows.
  let height: Length
  /// What decides where pages break in it.
  private(set) lazy var shape = GalleyShape(galley)
  /// Where its text and pictures begin and end, from its left edge; nil if it is empty.
  private(set) lazy var ink: (left: Length, right: Length)? = SetGalley.ink(of: galley)
  /// The number of its shape, or of a static galley its own (``PageBreakCache``); 0 before it has one.
  var number = 0
  private var whole: Fragment?
  private var parts: [Range<Int>: Fragment] = [:]

  /// A galley with what was noted about it.
  init(_ galley: Galley, from source: GalleySource, problems: [Diagnostic]) {
    self.source = source
    self.galley = galley
    self.problems = problems
    height = galley.rows.reduce(.zero) { $0 + $1.spaceAbove + $1.height }
  }

  /// The fragment of all rows.
  var fragment: Fragment { fragment(galley.rows.indices) }

  /// The fragment of some rows; for a static galley always the same object.
  ///
  /// Of a letter's own block, a part is handed out once: a table over hundreds of pages is not held twice.
  func fragment(_ rows: Range<Int>) -> Fragment {
    guard galley.isStatic else {
      let fragment = cut(rows)
      if rows != galley.rows.indices { for row in rows { galley.rows[row].items = [] } }
      return fragment
    }
    if rows == galley.rows.indices {
      let fragment = whole ?? cut(rows)
      whole = fragment
      return fragment
    }
    if let known = parts[rows] { return known }
    let fragment = cut(rows)
    parts[rows] = fragment
    return fragment
  }

  private func cut(_ rows: Range<Int>) -> Fragment { galley.fragment(rows) }

  private static func ink(of galley: Galley) -> (left: Length, right: Length)? {
    var ink: (left: Length, right: Length)?
    for row in galley.rows {
      for item in row.items {
        let edges = item.edges
        ink = ink.map { (min($0.left, edges.left), max($0.right, edges.right)) } ?? edges
      }
    }
    return ink
  }
}

extension Item {
  /// Where it begins and ends, from its block's left edge.
  fileprivate var edges: (left: Length, right: Length) {
    switch content {
    case .text(let run): (run.origin.x, run.origin.x + run.width)
    case .image(_, let box), .fill(let box, _): (box.origin.x, box.right)
    }
  }
}
