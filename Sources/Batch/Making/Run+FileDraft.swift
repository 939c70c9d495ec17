import Diagnostics
import Storage

extension Run {
  /// Writes a file of all letters, which is there when it is whole, or not at all.
  ///
  /// - Parameters:
  ///   - name: The file as the author named it.
  ///   - option: The option that names it.
  ///   - work: Writes the file; one without letters is given up.
  /// - Returns: What `work` reports.
  /// - Throws: ``DiagnosticsError`` if another run writes the same file, and what `work` throws.
  func write(
    _ name: String, option: String,
    _ work: (FileDraft) async throws(DiagnosticsError) -> RunReport
  ) async throws(DiagnosticsError) -> RunReport {
    let draft = try FileDraft(name, option: option, waits: request.waits)
    do throws(DiagnosticsError) {
      let report = try await work(draft)
      if report.letters > 0 { try draft.publish() } else { draft.discard() }
      return report
    } catch {
      draft.discard()
      throw error
    }
  }
}
