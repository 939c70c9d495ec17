package import Diagnostics

/// What has become of a letter.
package enum LetterState: Int, Sendable, CaseIterable {
  /// It is to be made; a file of that name, if there is one, proves nothing.
  case planned = 0
  /// Its file is there, whole, and was safe on the disk before this was noted.
  case made = 1
  /// It cannot be made; the letter's faults say why.
  case failed = 2
}

/// What a plan says of a letter that is to be made, or cannot be.
package struct PlannedEntry: Hashable, Sendable {
  /// What tells it from the others.
  package var key: String
  /// The number of its row in the list, as people are told it.
  package var row: Int
  /// Its file, relative to the folder.
  package var file: String
  /// The digest of everything that goes into it.
  package var input: [UInt8]
  /// Why it cannot be made; empty if it can.
  package var faults: [Diagnostic] = []

  /// A letter that is to be made, or cannot be made because of `faults`.
  package init(key: String, row: Int, file: String, input: [UInt8], faults: [Diagnostic] = []) {
    (self.key, self.row, self.file, self.input, self.faults) = (key, row, file, input, faults)
  }
}

/// A signature in a letter, as ledger and manifest tell of it.
package struct LetterSignature: Hashable, Sendable, Codable {
  /// Who signed.
  package var signer: String

  /// Somebody's signature.
  package init(signer: String) { self.signer = signer }
}

/// A letter's file as it was made.
package struct MadeFile: Hashable, Sendable {
  /// How many bytes it has.
  package var size: Int
  /// When it was written, in nanoseconds since 1970, as the file system tells; compared, never ordered.
  package var modified: Int
  /// The SHA-256 of its bytes.
  package var digest: [UInt8]
  /// The SHA-256 of what does not depend on the act of signing; nil if the renderer has none.
  package var contentDigest: [UInt8]?
  /// How many pages it has.
  package var pages: Int
  /// Its signatures, in the order in which they were made; empty if nobody signed it.
  package var signatures: [LetterSignature]

  /// A file as it was made.
  package init(
    size: Int, modified: Int, digest: [UInt8], contentDigest: [UInt8]?, pages: Int,
    signatures: [LetterSignature] = []
  ) {
    (self.size, self.modified, self.digest) = (size, modified, digest)
    (self.contentDigest, self.pages, self.signatures) = (contentDigest, pages, signatures)
  }

  /// How many sheets it takes, printed on both sides.
  package var sheets: Int { pages.sheets }
}

extension Int {
  /// How many sheets a letter of so many pages takes, printed on both sides.
  package var sheets: Int { self / 2 + self % 2 }
}

/// A letter as the ledger knows it.
package struct LedgerEntry: Hashable, Sendable {
  /// Its number in the ledger.
  package var id: Int64
  /// What tells it from the others.
  package var key: String
  /// The number of its row in the list, as people are told it; 0 for the master copy.
  package var row: Int
  /// Its file, relative to the folder.
  package var file: String
  /// The digest of everything that goes into it, as of the last plan.
  package var input: [UInt8]
  /// What has become of it.
  package var state: LetterState
  /// How often a run set out to make it.
  package var attempts: Int
  /// Whether the list has no such recipient any more.
  package var isGone: Bool
  /// The file, if one was made from ``input``.
  package var made: MadeFile?
  /// What should be looked at, or why it cannot be made.
  package var diagnostics: [Diagnostic]
}

/// What came of making a letter.
package struct LetterOutcome: Sendable {
  /// The letter's key.
  package var key: String
  /// Its file; nil if it could not be made.
  package var made: MadeFile?
  /// What should be looked at, or why it could not be made.
  package var diagnostics: [Diagnostic]

  /// A letter that was made, or that could not be.
  package init(key: String, made: MadeFile?, diagnostics: [Diagnostic]) {
    (self.key, self.made, self.diagnostics) = (key, made, diagnostics)
  }
}

/// What has changed about a letter that need not be made again.
package struct EntryRefresh: Hashable, Sendable {
  /// Its number in the ledger.
  package var id: Int64
  /// The number of its row now.
  package var row: Int
  /// When its file was written, as the file system tells now.
  package var modified: Int

  /// New values for a letter.
  package init(id: Int64, row: Int, modified: Int) {
    (self.id, self.row, self.modified) = (id, row, modified)
  }
}

/// A file that a run made and that belongs to no letter any more.
package struct StrayFile: Hashable, Sendable {
  /// The file, relative to the folder.
  package var file: String
  /// The SHA-256 of its bytes when it was made; nil if it may never have been made.
  package var digest: [UInt8]?
  /// The key of the letter it belonged to.
  package var key: String
}
