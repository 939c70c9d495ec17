import Composition
package import Diagnostics
import Layout
import Merge
import Records
import Signing
import Storage

/// Looks for every further fault once one is known, so that an author is told all of them at once.
///
/// A fault in the letter does not hide those of the stationery, the fonts, the list or its records.
package struct FaultSearch {
  private let request: RunRequest
  private var problems = DiagnosticCollector()

  /// How many letters are laid out at most, which takes far longer than filling them does.
  private static let mostPaged = 10_000

  /// Everything that is wrong, beginning with the letter; `found` is what began the search.
  package static func problems(of request: RunRequest, found: DiagnosticsError) -> DiagnosticsError
  {
    var search = FaultSearch(request: request)
    search.run()
    search.report(found.diagnostics)
    return DiagnosticsError(search.problems.diagnostics)
  }

  private init(request: RunRequest) {
    self.request = request
  }

  private mutating func run() {
    let letter = MailingIdentity.letterFile(of: request.mailing)
    guard
      let draft = noting({ () throws(DiagnosticsError) in
        try TemplateVersions.draft(path: letter, named: letter)
      })
    else { return }
    problems.report(contentsOf: draft.diagnostics)
    let settings = draft.output.main.settings
    let mailing = dressed(draft.output)
    searchKey(settings)
    // Standard input can be read only once.
    guard let path = request.data ?? settings.data.name, path != "-" else { return }
    let data = settings.data.read(request.data, from: request.sheet, as: request.dataFormat)
    let list = noting { () throws(DiagnosticsError) in
      try RecordList.draft(named: path, path: path, data)
    }
    guard let list else { return }
    problems.report(contentsOf: list.output.faults.diagnostics + list.warnings)
    let bound = draft.output.draftMerger(for: list.output)
    problems.report(contentsOf: bound.diagnostics)
    var maker: LetterMaker?
    if let mailing { maker = self.maker(of: mailing, list.output, bound.output) }
    guard let chosen = chosen(from: list.output, for: draft.output.main) else { return }
    searchRecords(of: chosen, settings, bound.output, maker)
  }

  /// The list with those who get letters; nil, with the fault noted, if nobody can say who they are.
  private mutating func chosen(from list: RecordList, for template: Template) -> ChosenList? {
    let options = request.choosing
    let chosen = noting { () throws(DiagnosticsError) in
      try ChosenList(list, for: template, options)
    }
    problems.report(contentsOf: chosen?.warnings ?? [])
    return chosen
  }

  /// The mailing as far as it can be read, if it has a stationery that can be.
  private mutating func dressed(_ versions: TemplateVersions) -> Mailing? {
    guard versions.main.settings.stationery != nil else { return nil }
    let name = request.mailing
    return noting { () throws(DiagnosticsError) in
      try Mailing.dressed(versions, of: name).output
    }
  }

  /// Who lays letters out, if anybody can.
  private mutating func maker(of mailing: Mailing, _ list: RecordList, _ merger: VersionedMerger)
    -> LetterMaker?
  {
    let request = request
    return noting { () throws(DiagnosticsError) in
      let versions = mailing.versions.all.map { template in
        LetterInputs(
          mailing, template, list: list, recipients: .none, renderer: .cairo,
          watermark: request.watermark, paintsLetterhead: request.paintsLetterhead, signings: [])
      }
      return try LetterMaker(MailingInputs(merger, versions))
    }
  }

  /// Looks at the key without opening it, so that nobody is asked for a pass phrase again.
  private mutating func searchKey(_ settings: Settings) {
    let request = request
    noting { () throws(DiagnosticsError) in
      guard
        let (name, _) = try LetterSigning.choice(
          request.signing, settings, isCombined: request.combined != nil)
      else { return }
      _ = try request.signing.identities.summary(named: name)
    }
  }

  private mutating func searchRecords(
    of chosen: ChosenList, _ settings: Settings, _ merger: VersionedMerger, _ maker: LetterMaker?
  ) {
    let list = chosen.list
    guard
      var reader = noting({ () throws(DiagnosticsError) in
        try RecordFeed(chosen, RecordChoice.all)
      })
    else { return }
    var faults = LetterFaults(of: list.name)
    var names = UniquenessCheck()
    // What is wrong with the letter for all of them was told of the letter.
    let told = told
    while let record = noting({ () throws(DiagnosticsError) in try reader.next() }) ?? nil {
      let fault = list.faults[record.number]
      guard fault?.kind != .row else { continue }
      let (name, found) = FaultSearch.look(
        at: record, merger, record.number <= FaultSearch.mostPaged ? maker : nil)
      if fault == nil, let name { names.insert(name.comparedForm) }
      let others = fault?.others(among: found, of: record) ?? found
      let undecided = chosen.selection?.undecided[record.number] ?? []
      let problems = (undecided + others.elsewhere(than: undecided)).filter { !told.contains($0) }
      faults.note(problems.map { record.naming(cellOf: $0, of: list.sheetName) })
    }
    problems.report(contentsOf: faults.diagnostics)
    searchClashes(names, chosen, settings, merger)
  }

  /// The name of a record's file, and what is wrong with it and with the letter, as far as anybody lays that out.
  private static func look(at record: Record, _ merger: VersionedMerger, _ maker: LetterMaker?)
    -> (name: LetterFileName?, found: [Diagnostic])
  {
    var found = DiagnosticCollector()
    let name = found.noting { () throws(DiagnosticsError) in
      try LetterFileName(try merger.fileName(of: record), at: record.location)
    }
    found.noting { () throws(DiagnosticsError) in
      if let maker {
        _ = try maker.pages(for: record)
      } else {
        _ = try merger.merger(for: record).letter(for: record, recipients: .none)
      }
    }
    return (name, found.diagnostics)
  }

  /// Looks for letters that would have the same file.
  private mutating func searchClashes(
    _ names: UniquenessCheck, _ chosen: ChosenList, _ settings: Settings,
    _ merger: VersionedMerger
  ) {
    let list = chosen.list
    guard request.isWhole, request.combined == nil else { return }
    let choice = request.choice(settings)
    let clashes = noting { () throws(DiagnosticsError) in
      let feed = try RecordFeed(chosen, choice)
      return try NameClashes(names, among: feed, key: { choice.key(of: $0) }) { record in
        guard list.faults[record.number] == nil, let name = try? merger.fileName(of: record) else {
          return nil
        }
        return try? LetterFileName(name, at: record.location)
      }
    }
    problems.report(contentsOf: clashes?.problems ?? [])
  }

  /// What was found so far, whatever the number of letters that have it.
  private var told: Set<Diagnostic> {
    Set(
      problems.diagnostics.map { problem in
        var one = problem
        one.letters = 1
        return one
      })
  }

  /// Notes problems that were not found by the search itself.
  private mutating func report(_ found: [Diagnostic]) {
    let told = told
    problems.report(contentsOf: found.filter { !told.contains($0) })
  }

  /// Does a piece of work and notes the problems that it throws.
  @discardableResult
  private mutating func noting<Output>(_ work: () throws(DiagnosticsError) -> Output) -> Output? {
    problems.noting(work)
  }
}

extension DiagnosticCollector {
  /// Does a piece of work and notes the problems that it throws.
  @discardableResult
  fileprivate mutating func noting<Output>(_ work: () throws(DiagnosticsError) -> Output)
    -> Output?
  {
    do {
      return try work()
    } catch {
      report(contentsOf: error.diagnostics)
      return nil
    }
  }
}
