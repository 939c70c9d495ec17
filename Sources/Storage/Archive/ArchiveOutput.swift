package import Archive
package import Diagnostics
import Glibc
package import Ledger

/// Puts letters into an archive in their order, and the manifest at its end; for one thread at a time.
package final class ArchiveOutput {
  /// What is known of the letters, for the manifest.
  package let ledger: Ledger
  private let draft: FileDraft
  private let archive: ArchiveFile
  private var batch: [LetterOutcome] = []

  /// Begins an archive.
  package init(_ format: ArchiveFormat, _ draft: FileDraft, _ ledger: Ledger)
    throws(DiagnosticsError)
  {
    (self.draft, self.ledger) = (draft, ledger)
    do throws(ArchiveError) {
      archive = try ArchiveFile(to: draft.descriptor, as: format)
    } catch {
      throw draft.cannotWrite(SystemError(error.number))
    }
  }

  /// Adds letters.
  ///
  /// - Parameters:
  ///   - outcomes: What came of them.
  ///   - files: The files of those that were made.
  /// - Returns: Why they could not be added, after which the archive is of no use.
  package func add(_ outcomes: [LetterOutcome], _ files: [ArchivedLetter]) -> DiagnosticsError? {
    do {
      for file in files { try add(file) }
      batch += outcomes
      if batch.count >= 512 { try flush() }
      return nil
    } catch {
      return translated(error)
    }
  }

  private func add(_ file: ArchivedLetter) throws(ArchiveError) {
    try archive.begin(named: file.name, size: file.content.count)
    try archive.write(file.content.start)
    try archive.write(file.content.rest)
    try archive.end()
  }

  /// Adds the manifest and ends the archive.
  ///
  /// - Parameter program: The program that made the letters, with its version.
  /// - Throws: ``DiagnosticsError`` if they cannot be written, or if the ledger cannot be read.
  package func finish(by program: String) throws(DiagnosticsError) {
    do {
      try flush()
      let manifest = try ManifestWriter(ledger, program: program)
      try add(Manifest.tableName) { write throws(DiagnosticsError) in
        try manifest.write(table: write, manifest: { _ in })
      }
      try add(Manifest.fileName) { write throws(DiagnosticsError) in
        try manifest.write(table: { _ in }, manifest: write)
      }
      try archive.finish()
    } catch {
      throw translated(error)
    }
  }

  private typealias Producer = (
    _ write: ManifestWriter.Sink
  ) throws(DiagnosticsError) -> Void

  /// An entry's size comes before its bytes, so they are produced twice rather than held.
  private func add(_ name: String, _ produce: Producer) throws {
    var size = 0
    try produce { size += $0.count }
    try archive.begin(named: name, size: size)
    try produce { bytes throws(DiagnosticsError) in
      do throws(ArchiveError) {
        try archive.write(bytes)
      } catch {
        throw draft.cannotWrite(SystemError(error.number))
      }
    }
    try archive.end()
  }

  private func flush() throws {
    try ledger.record(batch, at: 0)
    batch.removeAll(keepingCapacity: true)
  }

  private func translated(_ error: any Error) -> DiagnosticsError {
    if let error = error as? DiagnosticsError { return error }
    return draft.cannotWrite(SystemError((error as? ArchiveError)?.number ?? EIO))
  }
}

/// A letter's file with its name in an archive.
package struct ArchivedLetter: Sendable {
  let content: FileContent
  let name: String

  package init(content: FileContent, name: String) {
    (self.content, self.name) = (content, name)
  }
}
