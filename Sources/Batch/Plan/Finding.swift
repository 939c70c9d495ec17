import Diagnostics
import Ledger
import Storage

/// What was found out about one letter before the first is made.
struct Finding: Sendable {
  /// Its record's number in the list.
  var record: Int
  /// What tells it from the others.
  var key: String
  /// The digest of everything that goes into it.
  var input: [UInt8]
  /// Its file, relative to the folder; nil if its name is at fault.
  var place: String?
  /// How many pages it has.
  var pages = 0
  /// What should be looked at, or why it cannot be made.
  var diagnostics: [Diagnostic] = []
  /// What it is found to be.
  var standing = Standing.due

  /// What a letter is found to be.
  enum Standing: Sendable {
    /// It is to be made.
    case due
    /// It cannot be made.
    case faulty
    /// It is there already; what the ledger is to note of it, if anything is new.
    case current(EntryRefresh, isNew: Bool)
    /// The run is not about it.
    case left
  }

  /// The form in which file names are compared; the sub-folder follows from the name.
  var comparedName: String? {
    place.map { place in
      let name = place.utf8.lastIndex(of: 0x2F).map { place[place.utf8.index(after: $0)...] }
      return FileSpelling.folded(name.map(String.init) ?? place)
    }
  }
}
