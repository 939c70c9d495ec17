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
    if let file = settings.stationery { searchStationery(file.path, at: file.location) }
    searchKey(settings)
    // Standard input can be read only once.
    guard let path = request.data ?? settings.data.file?.path, path != "-" else { return }
    let data = settings.data.read(from: request.sheet)
    let list = noting { () throws(DiagnosticsError) in
      try RecordList.open(path: path, named: path, data)
    }
    guard let list else { return }
    problems.report(contentsOf: list.warnings)
    let bound = draft.output.draftMerger(for: list.output)
    problems.report(contentsOf: bound.diagnostics)
    searchRecords(of: list.output, bound.output)
  }

  private mutating func searchStationery(_ path: String, at origin: SourceLocation) {
    noting { () throws(DiagnosticsError) in
      let stationery = try Stationery.read(path: path, named: path, at: origin).output
      _ = try FontLibrary(
        stationery.fonts, folders: FontLibrary.folders(near: path), places: stationery.places)
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

  private mutating func searchRecords(of list: RecordList, _ merger: VersionedMerger) {
    guard var reader = noting({ () throws(DiagnosticsError) in try list.records() }) else { return }
    var faults = LetterFaults(of: list.name)
    // What is wrong with the letter for all of them was told of the letter.
    let told = told
    while let record = noting({ () throws(DiagnosticsError) in try reader.next() }) ?? nil {
      let found = FaultSearch.problems(of: record, merger).filter { !told.contains($0) }
      faults.note(found.map { record.naming(cellOf: $0, of: list.sheetName) })
    }
    problems.report(contentsOf: faults.diagnostics)
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

  private static func problems(of record: Record, _ merger: VersionedMerger) -> [Diagnostic] {
    var problems = DiagnosticCollector()
    do throws(DiagnosticsError) {
      _ = try merger.fileName(of: record)
    } catch {
      problems.report(contentsOf: error.diagnostics)
    }
    do throws(DiagnosticsError) {
      _ = try merger.merger(for: record).letter(for: record, recipients: .none)
    } catch {
      problems.report(contentsOf: error.diagnostics)
    }
    return problems.diagnostics
  }

  /// Does a piece of work and notes the problems that it throws.
  @discardableResult
  private mutating func noting<Output>(_ work: () throws(DiagnosticsError) -> Output) -> Output? {
    do {
      return try work()
    } catch {
      problems.report(contentsOf: error.diagnostics)
      return nil
    }
  }
}
