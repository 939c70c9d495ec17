import Diagnostics
import DisplayList
import Document

/// What a galley was set from; two galleys of equal sources are equal.
enum GalleySource: Hashable {
  case block(Block)
  case lines([Line])
  case reference(ReferenceRow)
  case signers([Signer])
  case list(LabelledList)
  case furniture(String)

  /// Whether no record can change it.
  var isStatic: Bool {
    switch self {
    case .block(let block): block.isStatic
    case .lines(let lines): lines.allSatisfy(\.isStatic)
    case .reference(let row): row.label.isStatic && row.value.isStatic
    case .signers(let signers): signers.allSatisfy { $0.lines.allSatisfy(\.isStatic) }
    case .list(let list): list.label.isStatic && list.items.allSatisfy(\.isStatic)
    case .furniture: true
    }
  }
}

/// A galley that was set, with its fragments.
final class SetGalley {
  /// What it was set from.
  let source: GalleySource
  /// The block's rows.
  let galley: Galley
  /// What was noted when it was set; it holds for every letter that has it.
  let problems: [Diagnostic]
  private var fragments: [Range<Int>: Fragment] = [:]

  /// A galley with what was noted about it.
  init(_ galley: Galley, from source: GalleySource, problems: [Diagnostic]) {
    self.source = source
    self.galley = galley
    self.problems = problems
  }

  /// The fragment of some rows; for a static galley always the same object.
  func fragment(_ rows: Range<Int>) -> Fragment {
    if galley.isStatic, let known = fragments[rows] { return known }
    let head = rows.lowerBound > 0 && galley.rows[rows.lowerBound].head != nil
    let fragment = galley.fragment(rows, repeatingHead: head)
    if galley.isStatic { fragments[rows] = fragment }
    return fragment
  }
}

/// Keeps the galleys of static blocks, so that they are set once for all letters.
///
/// Changes how long a letter takes, never what it looks like: a galley is used again only for an equal
/// source.
struct GalleyCache {
  private var galleys: [BlockID: SetGalley] = [:]

  /// The galley of a block, set anew with `set` unless it is known.
  ///
  /// - Parameters:
  ///   - id: The block.
  ///   - source: What it is set from.
  ///   - set: Sets it, and gives what was noted.
  /// - Returns: The galley with its fragments.
  mutating func galley(
    _ id: BlockID, _ source: GalleySource, set: () -> (galley: Galley, problems: [Diagnostic])
  ) -> SetGalley {
    if let known = galleys[id], known.source == source { return known }
    let (galley, problems) = set()
    let made = SetGalley(galley, from: source, problems: problems)
    if source.isStatic { galleys[id] = made }
    return made
  }
}
