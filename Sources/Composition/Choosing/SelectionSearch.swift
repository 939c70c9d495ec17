import Diagnostics
import Ledger
import Merge
import Records

/// Goes through a list once, and finds out who of it gets letters, and in which order.
struct SelectionSearch {
  /// What was found.
  private(set) var selection: Selection
  /// What should be looked at; of a great many, the first.
  private(set) var problems = DiagnosticCollector()
  private var reader: RecordReader
  private var pass: ChoosingPass
  private var exceptions: [ExceptionList] = []
  private let leavesOutHidden: Bool
  /// The positions among causes of the first list of people, and of the first condition.
  private let firstList: Int
  private let firstCondition: Int

  /// A search before the first record.
  ///
  /// - Throws: ``DiagnosticsError`` with all faults of all lists of people who get no letter.
  init(_ list: RecordList, _ chooser: Chooser) throws(DiagnosticsError) {
    (pass, leavesOutHidden) = (chooser.pass(), chooser.leavesOutHidden)
    firstList = leavesOutHidden ? 1 : 0
    firstCondition = firstList + chooser.people.count
    var causes = leavesOutHidden ? [RecipientTally.Cause(reason: .hidden, name: "hidden")] : []
    var places: [SourceLocation?] = leavesOutHidden ? [nil] : []
    for people in chooser.people {
      causes.append(.init(reason: .except, name: people.list.file.path))
      places.append(nil)
    }
    for place in chooser.conditionPlaces {
      causes.append(.init(reason: .condition, name: place.file == "--where" ? "--where" : "where"))
      places.append(place)
    }
    selection = Selection(causes, at: places)
    reader = try list.records()
    var faults = DiagnosticCollector()
    for people in chooser.people {
      do throws(DiagnosticsError) {
        let opened = try ExceptionList(people)
        problems.report(contentsOf: opened.warnings)
        exceptions.append(opened)
      } catch {
        faults.report(contentsOf: error.diagnostics)
      }
    }
    _ = try faults.finish(())
  }

  /// The key by which the next record that gets a letter is sorted, and its number; nil at the end.
  ///
  /// - Throws: ``DiagnosticsError`` if the list cannot be read, or if of a great many records nobody can say
  ///   whether they get one.
  mutating func next() throws(DiagnosticsError) -> (key: [UInt8], number: Int)? {
    while let record = try reader.next() {
      if let key = try look(at: record) { return (key, record.number) }
    }
    for list in exceptions {
      if let lines = list.unmatched { selection.tally.unmatched.append(lines) }
    }
    return nil
  }

  /// What tells a record's place; nil if it gets no letter.
  private mutating func look(at record: Record) throws(DiagnosticsError) -> [UInt8]? {
    let (exception, faults) = exception(for: record)
    if leavesOutHidden, record.isHidden {
      selection.note(leftOutFor: 0)
      return nil
    }
    if let exception {
      selection.note(leftOutFor: firstList + exception.list, line: exception.line)
      return nil
    }
    let judgement = pass.judge(record)
    if let failed = judgement.failed {
      selection.note(leftOutFor: firstCondition + failed)
      return nil
    }
    selection.note(leftOutFor: nil)
    if !faults.isEmpty || !judgement.problems.isEmpty {
      try note(faults + judgement.problems, of: record)
    }
    return judgement.key
  }

  /// The first list on which the recipient stands, and the line; every list is asked, as each tells whom it did not
  /// meet.
  private mutating func exception(for record: Record) -> (
    found: (list: Int, line: Int)?, faults: [Diagnostic]
  ) {
    var first: (list: Int, line: Int)?
    var faults: [Diagnostic] = []
    for index in exceptions.indices {
      do throws(DiagnosticsError) {
        guard let line = try exceptions[index].line(of: record) else { continue }
        first = first ?? (index, line)
      } catch {
        faults += error.diagnostics
      }
    }
    return (first, faults)
  }

  private mutating func note(_ found: [Diagnostic], of record: Record) throws(DiagnosticsError) {
    guard found.contains(where: { $0.severity == .error }) else {
      return problems.report(contentsOf: found)
    }
    guard selection.undecided.count < Selection.mostUndecided else {
      var all = problems
      for record in selection.undecided.keys.sorted() {
        all.report(contentsOf: selection.undecided[record] ?? [])
      }
      throw DiagnosticsError(all.diagnostics)
    }
    selection.undecided[record.number] = found
  }
}
