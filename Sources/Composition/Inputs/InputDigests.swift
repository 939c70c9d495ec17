import DisplayList
package import Ledger
import Merge
package import Records

/// The digests of what goes into letters, for each version: a change of one version leaves the
/// others' digests as they are.
package struct InputDigests: Sendable {
  private let merger: VersionedMerger
  private let versions: [InputDigest]

  /// Digests what letters of each version share.
  package init(_ inputs: MailingInputs) {
    merger = inputs.merger
    versions = inputs.versions.map { InputDigest($0) }
  }

  /// The digest of a record's letter, as ``InputDigest/digest(of:key:needsOtherFonts:)`` gives it.
  package func digest(of record: Record?, key: String, needsOtherFonts: Bool = false) -> [UInt8] {
    version(of: record).digest(of: record, key: key, needsOtherFonts: needsOtherFonts)
  }

  /// What is expected of a record's letter, as ``InputDigest/expectation(of:key:knowing:)`` gives it.
  package func expectation(
    of record: Record?, key: String, knowing entry: LedgerEntry?
  ) -> InputDigest.Expectation {
    version(of: record).expectation(of: record, key: key, knowing: entry)
  }

  /// The digest of a record's letter of which one was expected, as
  /// ``InputDigest/digest(of:key:needsOtherFonts:expected:)`` gives it.
  package func digest(
    of record: Record?, key: String, needsOtherFonts: Bool, expected: InputDigest.Expectation
  ) -> [UInt8] {
    version(of: record).digest(
      of: record, key: key, needsOtherFonts: needsOtherFonts, expected: expected)
  }

  /// Whether a letter needs other fonts than those for running text, which all versions share.
  func needsOtherFonts(_ letter: PagedLetter) -> Bool { versions[0].needsOtherFonts(letter) }

  /// The digest of a record's version; the main one's for the master copy, and for a letter that
  /// cannot be made because there is no version for it.
  private func version(of record: Record?) -> InputDigest {
    guard versions.count > 1, let record else { return versions[0] }
    return versions[(try? merger.version(of: record)) ?? 0]
  }
}
