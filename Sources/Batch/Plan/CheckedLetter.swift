import ArchivalPDF
package import Diagnostics
import Ledger
import Records
import Storage

/// A letter that was checked before any is made, and what is known of it since.
package struct CheckedLetter: Sendable {
  /// Its record's number in the list.
  package let record: Int
  /// The number of its row as it is told: in a workbook Excel's, otherwise that of its record.
  let row: Int
  /// What tells it from the others.
  let key: String
  /// The digest of everything that goes into it.
  var input: [UInt8]
  /// Its file, relative to the folder; nil if its name is at fault.
  var place: String?
  /// How many pages it has; 0 if it cannot be made.
  package var pages = 0
  /// What should be looked at, or why it cannot be made.
  package var diagnostics: [Diagnostic] = []
  /// What is to be done about it.
  var state = State.due(isThere: false)
  /// What is wrong with its record in the list itself, which is told of the list.
  var listFault: ListFaults.Fault?

  /// What is to be done about a letter.
  enum State: Sendable {
    /// It is to be made; whether it is there as it would be made, so that this is done only because it was asked for.
    case due(isThere: Bool)
    /// It cannot be made.
    case faulty
    /// It is there already; what the ledger is to note of it, if anything is new.
    case current(EntryRefresh, isNew: Bool)
    /// It is there with more behind it, such as somebody's signature, and stays so; as ``current(_:isNew:)``.
    case addedTo(EntryRefresh, isNew: Bool)
    /// The run is not about it.
    case notAskedFor
  }

  /// A letter of which nothing else is known yet.
  init(record: Int, row: Int, key: String, input: [UInt8]) {
    (self.record, self.row, self.key, self.input) = (record, row, key, input)
  }

  /// Its file, relative to the folder; nil if it cannot be made.
  package var file: String? {
    if case .faulty = state { nil } else { place }
  }

  /// The form in which file names are compared; the sub-folder follows from the name.
  var comparedName: String? {
    place.map { place in
      let name = place.utf8.lastIndex(of: 0x2F).map { place[place.utf8.index(after: $0)...] }
      return FileSpelling.folded(name.map(String.init) ?? place)
    }
  }
}

/// Some letters that follow each other in the list, looked at together.
struct CheckedPortion: Sendable {
  /// The letters, in the records' order.
  var letters: [CheckedLetter] = []
  /// Those that are to be made; nil if there are none.
  var ready: ReadyPortion?
  /// What a file of all letters must know of them; nil where each has its own.
  var combined: CombinedPortion?
}
