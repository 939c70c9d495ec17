import Diagnostics
import DisplayList

/// Keeps the galleys of static blocks, so that they are set once for all letters.
///
/// Changes how long a letter takes, never what it looks like: a galley is used again only for an equal
/// source.
struct GalleyCache {
  private var galleys: [BlockID: [SetGalley]] = [:]

  /// How many galleys of one block are kept: a row of the reference block, for instance, has the
  /// number of one that vanished above it.
  private static let variants = 16

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
    let isStatic = source.isStatic
    if isStatic, let known = galleys[id]?.first(where: { $0.source == source }) { return known }
    let (galley, problems) = set()
    let made = SetGalley(galley, from: source, problems: problems)
    guard isStatic else { return made }
    if galleys[id, default: []].count >= GalleyCache.variants { galleys[id] = [] }
    galleys[id, default: []].append(made)
    return made
  }
}
