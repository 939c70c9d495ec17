import Composition
import Diagnostics
import Ledger

extension Run {
  private static let batchSize = 512

  /// Tells a ledger who gets no letter.
  ///
  /// - Parameters:
  ///   - ledger: What is told; nil for a plan that nothing is made from.
  ///   - isListed: Whether they are kept, to be shown.
  /// - Returns: Those who get no letter, if they were asked for.
  /// - Throws: ``DiagnosticsError`` if the list cannot be read, or the ledger not be written.
  func gatherOmissions(into ledger: Ledger?, lists isListed: Bool) throws(DiagnosticsError)
    -> [OmittedEntry]
  {
    guard ledger != nil || isListed else { return [] }
    var (all, batch): ([OmittedEntry], [OmittedEntry]) = ([], [])
    try lists.chosen.forEachOmission(key: { choice.key(of: $0) }) {
      omission throws(DiagnosticsError) in
      if isListed { all.append(omission) }
      guard let ledger else { return }
      batch.append(omission)
      guard batch.count >= Run.batchSize else { return }
      try ledger.gather(batch)
      batch.removeAll(keepingCapacity: true)
    }
    if !batch.isEmpty { try ledger?.gather(batch) }
    return all
  }
}
