import ArchivalPDF
package import Composition
package import Diagnostics
import Merge
import Records
import Storage

/// One run over a mailing: everything is checked before the first letter is made.
package struct Run: Sendable {
  package let request: RunRequest
  /// What goes into its letters.
  let inputs: MailingInputs
  package let lists: MailingLists
  let choice: RecordChoice
  let pool: WorkerPool
  let warnings: [Diagnostic]

  /// Told how far a run is, often.
  package typealias Progress = @Sendable (RunProgress) -> Void

  /// Reads what a run needs.
  ///
  /// - Throws: ``DiagnosticsError`` with every fault of mailing, list and records.
  package init(_ request: RunRequest) throws(DiagnosticsError) {
    try DescriptorBudget.requireEnough()
    do {
      try self.init(reading: request)
    } catch {
      throw FaultSearch.problems(of: request, found: error)
    }
  }

  private init(reading request: RunRequest) throws(DiagnosticsError) {
    let opened = try Mailing.open(request.mailing)
    let lists = try request.lists(of: opened.output, allowsFaults: !request.isMasterCopy)
    try self.init(request, opened, lists)
  }

  /// A run over a mailing and a list that were read already.
  ///
  /// - Throws: ``DiagnosticsError`` if the recipients whom the letters name cannot be told.
  package init(
    _ request: RunRequest, _ opened: Warned<Mailing>, _ lists: MailingLists
  ) throws(DiagnosticsError) {
    let mailing = opened.output
    let choice = request.choice(mailing.template.settings)
    let found = try request.inputs(mailing, lists, choice)
    let inputs = found.output
    let parts = SharedParts()
    pool = try WorkerPool(count: Run.workers(request, lists)) { () throws(DiagnosticsError) in
      try LetterMaker(inputs, sharing: parts)
    }
    (self.request, self.choice) = (request, choice)
    (self.inputs, self.lists) = (inputs, lists)
    warnings = opened.warnings + lists.warnings + found.warnings
  }

  /// How many workers are worth starting: a few letters are made sooner than a second worker is
  /// ready.
  private static func workers(_ request: RunRequest, _ lists: MailingLists) -> Int {
    let letters = request.isMasterCopy ? 1 : min(lists.chosen.count, request.limit ?? .max)
    return request.jobs ?? min(processorCount(), letters / 32 + 1)
  }
}

extension Run {
  /// The mailing that it is about.
  var mailing: Mailing { inputs.main.mailing }

  /// Whether it accounts for the whole list, so that letters it does not plan have no recipient any more: not if
  /// nobody can say whose letters some records are.
  var isWhole: Bool { request.isWhole && lists.list.faults.leaveKeys }

  /// The run's records from the first one on.
  package func feed() throws(DiagnosticsError) -> RecordFeed {
    try RecordFeed(lists.chosen, choice)
  }

  /// Does something with a maker outside the run over all records.
  package func withMaker<Output: Sendable>(
    _ work: (LetterMaker) throws(DiagnosticsError) -> Output
  ) throws(DiagnosticsError) -> Output {
    try pool.withMaker { maker in
      Result { () throws(DiagnosticsError) in try work(maker) }
    }.get()
  }
}
