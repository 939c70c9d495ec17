import Bytes
package import Diagnostics

/// What a folder of letters, or an archive of them, says of itself.
package struct Manifest: Hashable, Sendable, Codable {
  /// The file's name.
  package static let fileName = "manifest.json"
  /// The name of the same in a form for spreadsheets.
  package static let tableName = "manifest.csv"

  /// What the file is: `flett manifest`.
  package var format = "flett manifest"
  /// The number of its form: in form 1, a letter had one signer at most; form 2 did not count those who get none.
  package var version = Manifest.newest
  /// The program that wrote it.
  package var program: String
  /// The mailing as the author named it.
  package var mailing: String
  /// The list as the author named it.
  package var list: String
  /// Whether the plan was ever about the whole list.
  package var whole: Bool
  /// Whether every letter of the plan is there.
  package var complete: Bool
  /// How many there are of everything.
  package var totals: Totals
  /// How many recipients of the list get no letter, by reason; nil in forms 1 and 2.
  package var leftOut: OmissionCounts?
  /// The SHA-256 of the table beside it, in hexadecimal digits.
  package var tableSHA256: String
  /// The master copy without address, if one was made.
  package var undispatched: Letter?
  /// The letters, in the order of the list.
  package var letters: [Letter] = []
  /// The letters that cannot be made.
  package var failed: [Failed] = []

  /// How many there are of everything.
  package struct Totals: Hashable, Sendable, Codable {
    /// The letters of the plan, those made, and those that cannot be made.
    package var planned, made, failed: Int
    /// Of the letters made.
    package var pages, sheets, bytes: Int

    /// What the ledger counts.
    package init(_ totals: LedgerTotals) {
      (planned, made, failed) = (totals.letters, totals.made, totals.failed)
      (pages, sheets, bytes) = (totals.pages, totals.sheets, totals.bytes)
    }
  }

  package struct Letter: Hashable, Sendable, Codable {
    /// What tells it from the others.
    package var key: String
    /// The number of its row in the list, as people are told it.
    package var row: Int
    /// Its file, relative to the folder.
    package var file: String
    /// How many pages it has, and how many sheets it takes printed on both sides.
    package var pages, sheets: Int
    /// How many bytes its file has.
    package var size: Int
    /// The SHA-256 of its bytes, of what in them does not depend on signing, and of what went into it;
    /// in hexadecimal digits.
    package var sha256: String
    package var contentSHA256: String?
    package var inputSHA256: String
    /// Its signatures, in the order in which they were made; empty if nobody signed it.
    package var signatures: [LetterSignature]
    /// What should be looked at.
    package var warnings: [Note]?
  }

  /// A letter that cannot be made.
  package struct Failed: Hashable, Sendable, Codable {
    /// What tells it from the others.
    package var key: String
    /// The number of its row in the list, as people are told it.
    package var row: Int
    /// Why it cannot be made.
    package var errors: [Note]
  }

  /// A problem, without its hints.
  package struct Note: Hashable, Sendable, Codable {
    /// The problem's name, and its words.
    package var id, message: String
    /// Where it is, as `file:line:column`.
    package var place: String?

    /// The note of a diagnostic.
    package init(_ diagnostic: Diagnostic) {
      (id, message) = (diagnostic.id, diagnostic.message)
      place = diagnostic.location?.description
    }

    /// The warning that this is the note of.
    package var warning: Diagnostic {
      let parts = (place ?? "").split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count >= 3, let line = Int(parts[parts.count - 2]),
        let column = Int(parts[parts.count - 1])
      else { return .warning(id, message) }
      let file = parts.dropLast(2).joined(separator: ":")
      return .warning(id, message, at: SourceLocation(file: file, line: line, column: column))
    }
  }
}

extension Manifest.Letter {
  /// A letter that was made; nil for one that was not.
  package init?(_ entry: LedgerEntry) {
    guard let made = entry.made else { return nil }
    (key, row, file) = (entry.key, entry.row, entry.file)
    (pages, sheets, size) = (made.pages, made.sheets, made.size)
    sha256 = made.digest.hexadecimalText
    contentSHA256 = made.contentDigest?.hexadecimalText
    inputSHA256 = entry.input.hexadecimalText
    signatures = made.signatures
    warnings = entry.diagnostics.isEmpty ? nil : entry.diagnostics.map(Manifest.Note.init)
  }
}

extension Manifest.Letter {
  /// What form 1 has in place of signatures.
  private enum FormerKeys: String, CodingKey {
    case signer
  }

  /// Reads a letter of this form or of form 1.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    key = try values.decode(String.self, forKey: .key)
    row = try values.decode(Int.self, forKey: .row)
    file = try values.decode(String.self, forKey: .file)
    pages = try values.decode(Int.self, forKey: .pages)
    sheets = try values.decode(Int.self, forKey: .sheets)
    size = try values.decode(Int.self, forKey: .size)
    sha256 = try values.decode(String.self, forKey: .sha256)
    contentSHA256 = try values.decodeIfPresent(String.self, forKey: .contentSHA256)
    inputSHA256 = try values.decode(String.self, forKey: .inputSHA256)
    let signer = try decoder.container(keyedBy: FormerKeys.self)
      .decodeIfPresent(String.self, forKey: .signer)
    signatures =
      try values.decodeIfPresent([LetterSignature].self, forKey: .signatures)
      ?? signer.map { [LetterSignature(signer: $0)] } ?? []
    warnings = try values.decodeIfPresent([Manifest.Note].self, forKey: .warnings)
  }
}

extension [LetterSignature] {
  /// Those who signed, in one text.
  var signers: String { map(\.signer).joined(separator: "; ") }
}

extension Manifest.Totals {
  /// Whether a folder could hold so much: beyond that somebody changed the manifest.
  var isPlausible: Bool {
    [planned, made, failed, pages, sheets, bytes].allSatisfy(Plausible.size.contains)
  }
}

extension Manifest.Letter {
  /// Whether a run could have made such a letter.
  var isPlausible: Bool {
    FilePlace.isPossible(file) && Plausible.count.contains(row) && Plausible.size.contains(size)
      && Plausible.count.contains(pages) && sheets == pages.sheets
      && [sha256, contentSHA256 ?? sha256].allSatisfy(Manifest.isDigest)
      && [UInt8](hexadecimalText: inputSHA256) != nil
  }
}

extension Manifest.Failed {
  /// Whether a run could have failed over such a letter.
  var isPlausible: Bool { Plausible.count.contains(row) }
}

extension Manifest {
  /// Whether a run could have written such a head; letters stand on lines of their own.
  var isPlausible: Bool {
    (1...Manifest.newest).contains(version) && totals.isPlausible && letters.isEmpty
      && leftOut?.isPlausible != false
      && Manifest.isDigest(tableSHA256)
      && failed.allSatisfy(\.isPlausible) && undispatched?.isPlausible != false
      && undispatched?.row ?? 0 == 0
  }

  /// The number of the form that is written.
  static let newest = 3

  /// Whether a text is a SHA-256 in hexadecimal digits.
  static func isDigest(_ text: String) -> Bool {
    [UInt8](hexadecimalText: text)?.count == Plausible.digest
  }
}
