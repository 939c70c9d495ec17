package import Diagnostics
package import Records

/// A mailing's letter bound to a list, in each of its versions: each recipient gets one of them.
package struct VersionedMerger: Sendable {
  /// Makes the letters of the version in the mailing's own file.
  package let main: Merger
  /// Makes the letters of each version, that of the mailing's own file first.
  package let versions: [Merger]
  /// Chooses a record's version; nil for a letter that has only one.
  private let choice: VersionChoice?

  init(main: Merger, others: [Merger], choice: VersionChoice?) {
    (self.main, self.choice) = (main, choice)
    versions = [main] + others
  }

  /// Which of the versions a recipient gets.
  ///
  /// - Throws: ``DiagnosticsError`` at the cell with the recipient's language, if there is none for
  ///   it.
  package func version(of record: Record) throws(DiagnosticsError) -> Int {
    try choice?.version(of: record) ?? 0
  }

  /// Makes the letters of a recipient's version.
  ///
  /// - Throws: ``DiagnosticsError`` if there is none for the recipient.
  package func merger(for record: Record) throws(DiagnosticsError) -> Merger {
    versions[try version(of: record)]
  }

  /// What tells a record's letter from the others, whatever its version.
  package func key(of record: Record) -> String { main.key(of: record) }

  /// What the mailing calls a record's recipient in lists to look through, whatever the letter's
  /// version.
  package func label(of record: Record) -> String { main.label(of: record) }

  /// The name that the recipient's version gives a record's file, not yet made safe for a file
  /// system.
  ///
  /// - Throws: ``DiagnosticsError`` if there is no version for the recipient, and as
  ///   ``Merger/fileName(of:)`` does.
  package func fileName(of record: Record) throws(DiagnosticsError) -> String {
    try merger(for: record).fileName(of: record)
  }
}
