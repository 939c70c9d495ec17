import Batch
import Composition
package import Diagnostics
package import Foundation
import Ledger
import Merge
package import Records
import Storage

/// What became of a letter that may have been made before.
package struct LetterAccount: Hashable, Sendable {
  /// How its file compares with what would be made now.
  package enum State: String, Sendable, Encodable {
    /// Its file is there, as it would be made now.
    case made
    /// Its file is there, but would be made otherwise now, or is not as it was made.
    case changed
    /// It was never made, or its file is gone.
    case missing
  }

  /// How its file compares with what would be made now.
  package var state: State
  /// Its file, relative to the output folder; nil if there is none.
  package var file: String?
}

/// The letters that an edition's output folder has, as its ledger and its files tell: the same that a run
/// would find made.
package struct LetterAccounts: Sendable {
  private let known: KnownLetters?
  private let input: InputDigests
  private let choice: RecordChoice
  /// The sheet of the list; nil if that is no workbook.
  private let sheet: String?

  /// Looks into an edition's output folder; a run may be at work in it.
  ///
  /// - Throws: ``DiagnosticsError`` if its ledger cannot be read.
  package init(_ edition: Edition) throws(DiagnosticsError) {
    let known = try KnownLetters(inFolderOf: edition.request)
    // Letters of another mailing are none of this one's, whatever they are called.
    let owner = try known.flatMap { known throws(DiagnosticsError) in
      try MailingIdentity(of: known.ledger)
    }
    let isOwn = owner.map { edition.opened.output.identity.isSame(as: $0) } ?? true
    self.known = isOwn ? known : nil
    input = edition.inputDigest
    sheet = edition.list.sheetName
    choice = RecordChoice(key: edition.opened.output.template.settings.data.key)
  }

  /// What became of some letters.
  ///
  /// - Parameter records: Recipients' records, in any order; nil stands for the master copy.
  /// - Returns: The accounts, in the order of the records.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  package func callAsFunction(_ records: [Record?]) throws(DiagnosticsError) -> [LetterAccount] {
    let keys = records.map { $0.map(choice.key) ?? "" }
    let wanted = zip(records, keys).map { (number: row(of: $0), key: $1) }
    let entries = try known?.entries(wanted)
    return records.indices.map { account(of: records[$0], key: keys[$0], entries?[$0]) }
  }

  /// The number that a letter has in the ledger.
  private func row(of record: Record?) -> Int { record?.row(ofSheet: sheet) ?? 0 }

  private func account(of record: Record?, key: String, _ entry: LedgerEntry?) -> LetterAccount {
    guard let known, let entry, known.folder.stamp(of: entry.file) != nil else {
      return LetterAccount(state: .missing)
    }
    let digest = input.expectation(of: record, key: key, knowing: entry).digest
    let current = known.current(entry, input: digest, row: row(of: record))
    return LetterAccount(state: current == nil ? .changed : .made, file: entry.file)
  }
}

extension Edition {
  /// The bytes of a letter that was made; nil if it is not there, or not in the output folder.
  package func madeFile(of record: Record?) -> (name: String, bytes: Data)? {
    guard let accounts = try? LetterAccounts(self), let file = try? accounts([record])[0].file,
      // The ledger has the file's place; whoever wrote it, it leads nowhere else.
      !file.hasPrefix("/"), !file.split(separator: "/").contains(".."),
      let bytes = FileManager.default.contents(atPath: request.output + "/" + file)
    else { return nil }
    return ((file as NSString).lastPathComponent, bytes)
  }
}
