import Diagnostics
import Merge
import Records

/// A list of people who get no letter, and which of them were met.
struct ExceptionList {
  /// The list's file for messages.
  let name: String
  /// What should be looked at in it.
  let warnings: [Diagnostic]
  private let people: Chooser.People
  private var index = PersonIndex()

  /// Reads a list.
  ///
  /// - Throws: ``DiagnosticsError`` with everything that is wrong with it: the file as a whole, columns that it
  ///   lacks, and cells that are blank, so that nobody can say who is meant.
  init(_ people: Chooser.People) throws(DiagnosticsError) {
    (self.people, name) = (people, people.list.file.path)
    let list = try ExceptionList.open(people.list)
    warnings = list.warnings
    let positions = try ExceptionList.positions(of: people, in: list.output)
    var problems = DiagnosticCollector()
    var records = try list.output.records()
    while let record = try records.next() {
      let blank = positions.filter { record.values[$0].keyText.isBlank }
      for position in blank { problems.report(ExceptionList.blank(record, position)) }
      guard blank.isEmpty,
        let form = ComparedForm.ofPerson(positions.map { record.values[$0].keyText })
      else { continue }
      index.note(form, on: record.location.line)
    }
    _ = try problems.finish(())
  }

  private static func open(_ list: Settings.Exceptions) throws(DiagnosticsError)
    -> Warned<RecordList>
  {
    let path = list.file.path
    do {
      var options = ListOptions(sheet: list.sheet)
      options.mayBeEmpty = true
      return try RecordList.open(path: path, named: path, options: options)
    } catch {
      throw DiagnosticsError(error.diagnostics.map { $0.placed(at: list.file.location) })
    }
  }

  private static func positions(of people: Chooser.People, in list: RecordList)
    throws(DiagnosticsError) -> [Int]
  {
    var positions: [Int] = []
    var problems = DiagnosticCollector()
    for column in people.columns {
      if let position = list.fields.position(of: column) {
        positions.append(position)
        continue
      }
      problems.report(
        .error(
          "batch.except-column",
          "\(list.name) has no column '\(column)', which is to tell who gets no letter",
          at: SourceLocation(file: list.name, line: 1, column: 1),
          hints: didYouMean(column, among: list.fields.names) + [
            "its columns are \(list.fields.names.prefix(20).joined(separator: ", "))",
            "other columns are named in 'data', as in "
              + "'except: {file: \(people.list.file.name), by: [Name, Postcode]}'",
          ]))
    }
    return try problems.finish(positions).output
  }

  private static func blank(_ record: Record, _ position: Int) -> Diagnostic {
    .error(
      "batch.except-blank",
      "'\(record.fields.names[position])' is blank, so that nobody can say who gets no letter",
      at: record.values[position].location, hints: ["fill it in, or take the line away"])
  }

  /// The line on which a record's recipient stands; nil for nobody on the list.
  ///
  /// - Throws: ``DiagnosticsError`` if the rows of the record do not agree about who that is.
  mutating func line(of record: Record) throws(DiagnosticsError) -> Int? {
    for (position, column) in zip(people.positions, people.columns) {
      guard let difference = record.differences[position] else { continue }
      throw DiagnosticsError(
        difference.problem(
          of: record.fields.names[position],
          hints: ["it tells who is on \(name), where it is called '\(column)'"]))
    }
    guard let form = ComparedForm.ofPerson(people.positions.map { record.values[$0].keyText })
    else { return nil }
    return index.line(of: form)
  }

  /// The lines on which nobody stands who was looked for.
  var unmatched: RecipientTally.Unmatched? {
    index.unfound.map { RecipientTally.Unmatched(file: name, lines: $0.count, first: $0.first) }
  }
}
