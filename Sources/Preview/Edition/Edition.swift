package import Batch
import Composition
package import Diagnostics
package import Layout
import Merge
package import Records
import Storage
import Synchronization

/// A mailing as its files were at one moment, to be looked at before letters are made.
///
/// Everything a letter is made from is read; letters themselves come from a ``LetterDesk``. What did not
/// change since the edition before is taken from there, so that a saved letter shows at once.
package struct Edition: Sendable {
  /// What a run over the mailing would be asked to do.
  package let request: RunRequest
  /// What should be looked at in letter, stationery and list, whoever it goes to.
  package let warnings: [Diagnostic]
  /// Counts how often the list was read anew: editions of the same number have the same records.
  package let listRevision: Int
  let opened: Warned<Mailing>
  let lists: MailingLists
  /// What goes into its letters.
  let inputs: MailingInputs
  private let digest = Once<InputDigests>()

  /// Reads a mailing.
  ///
  /// - Parameters:
  ///   - request: The mailing, its list, and how letters look.
  ///   - previous: The edition before this one, whose list is kept if its file is still the same.
  ///   - keepsFonts: Whether fonts, too, are as they were.
  /// - Throws: ``DiagnosticsError`` with every fault of mailing and list.
  package init(_ request: RunRequest, after previous: Edition? = nil, keepsFonts: Bool = true)
    throws(DiagnosticsError)
  {
    do {
      try self.init(reading: request, after: previous, keepsFonts: keepsFonts)
    } catch {
      throw FaultSearch.problems(of: request, found: error)
    }
  }

  private init(reading request: RunRequest, after previous: Edition?, keepsFonts: Bool)
    throws(DiagnosticsError)
  {
    let opened = try Mailing.open(
      request.mailing, reusingFontsOf: keepsFonts ? previous?.opened.output : nil)
    let mailing = opened.output
    let lists = try request.lists(of: mailing, reusing: previous?.lists.opened)
    var request = request
    request.signing.purpose = .pictures
    inputs = try request.inputs(
      mailing, lists, request.choice(mailing.template.settings),
      reusing: previous?.inputs.main.signings.first
    ).output
    listRevision = (previous?.listRevision ?? 0) + (lists.isListKept ? 0 : 1)
    self.request = request
    self.opened = opened
    self.lists = lists
    warnings = opened.warnings + lists.warnings
  }

  /// The mailing's name without the way to it.
  package var name: String { opened.output.shortName }
  /// The mailing's language as a BCP 47 tag; that of a letter is in the letter.
  package var language: String { opened.output.template.settings.language }
  /// The list of recipients.
  package var list: RecordList { lists.list }
  /// Whether recipients go by a field of the list, so that one can be asked for.
  package var hasKey: Bool { opened.output.template.settings.data.key != nil }
  /// Whether the mailing can make a master copy.
  package var hasMasterCopy: Bool { opened.output.template.settings.hasNotice }
  /// How the letters look.
  package var stationery: Stationery { opened.output.stationery }

  /// What tells a record's letter from the others.
  package func key(of record: Record) -> String { lists.merger.key(of: record) }

  /// Whether the mailing says what recipients are called.
  package var hasLabel: Bool { opened.output.template.settings.data.hasLabel }

  /// What the mailing calls a record's recipient where somebody looks through the list: its key, if
  /// nothing else is said.
  package func label(of record: Record) -> String { lists.merger.label(of: record) }

  /// The name of the file that a record's letter gets, or the master copy; safe on every file system.
  ///
  /// - Throws: ``DiagnosticsError`` where a field in the name is blank or at fault.
  package func fileName(of record: Record?) throws(DiagnosticsError) -> String {
    guard let record else { return try opened.output.masterCopyName().text }
    return try LetterFileName(try lists.merger.fileName(of: record), at: record.location).text
  }

  /// The digest of what goes into the letters, made when it is first asked for.
  var inputDigest: InputDigests { digest.value { InputDigests(inputs) } }

  /// Somebody who lays letters out and draws them.
  package func desk() throws(DiagnosticsError) -> LetterDesk {
    LetterDesk(try maker())
  }

  private func maker() throws(DiagnosticsError) -> LetterMaker {
    try LetterMaker(inputs)
  }

  /// Looks at every letter of the mailing, as `flett check` does.
  ///
  /// - Parameters:
  ///   - workers: How many letters are looked at side by side.
  ///   - collect: Gets what was found of each, in the order of the list.
  /// - Throws: ``DiagnosticsError`` if the list cannot be read to its end, or if letters would have the
  ///   same file.
  package func examine(
    workers: Int, collect: @escaping @Sendable (CheckedLetter) -> Void
  ) async throws(DiagnosticsError) {
    var request = request
    request.jobs = workers
    let run = try Run(request, opened, lists)
    try await run.check(collect: collect)
  }
}

/// A value that is made when it is first asked for.
private final class Once<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)

  /// The value; `make` is called once.
  func value(_ make: () -> Value) -> Value {
    known.withLock { known in
      if let known { return known }
      let made = make()
      known = made
      return made
    }
  }
}
