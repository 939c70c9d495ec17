import Collation
package import Diagnostics
package import Records

/// Goes through the records of a list, one after the other, in one thread.
package struct ChoosingPass {
  private let chooser: Chooser
  /// The order of the list's language; nil if nothing is sorted.
  private let order: Collator?

  /// What was found out about a record.
  package struct Judgement {
    /// The first condition that does not hold; nil if all of them do, or cannot be told.
    package var failed: Int?
    /// What tells its place, if records are sorted.
    package var key: [UInt8] = []
    /// What is wrong, or should be looked at.
    package var problems: [Diagnostic] = []
  }

  init(_ chooser: Chooser) {
    self.chooser = chooser
    order = chooser.sorts ? Collator(language: chooser.binding.language) : nil
  }

  /// Asks all conditions of a record and, if it is not left out, what tells its place.
  package func judge(_ record: Record) -> Judgement {
    var evaluation = Evaluation(chooser.binding, record: record)
    for (index, condition) in chooser.conditions.enumerated() {
      switch evaluation.truth(of: condition.expression) {
      case true: continue
      case false: return Judgement(failed: index)
      case nil: evaluation.noteUndecided(condition)
      }
    }
    var judgement = Judgement()
    if !chooser.sorting.isEmpty { judgement.key = key(&evaluation) }
    let problems = evaluation.problems.diagnostics
    if !problems.isEmpty { judgement.problems = evaluation.problems.tellingCellsOnce.diagnostics }
    return judgement
  }

  private func key(_ evaluation: inout Evaluation) -> [UInt8] {
    var key = SortKey()
    for field in chooser.sorting { evaluation.add(field, to: &key, in: order) }
    return key.bytes
  }
}

extension Evaluation {
  /// Makes sure that something is told of a condition that could not be.
  fileprivate mutating func noteUndecided(_ condition: Settings.Condition) {
    guard !problems.hasErrors else { return }
    problems.report(
      .error(
        "merge.condition", "nobody can say whether the condition holds of this record",
        at: record?.location, hints: ["it is written at \(condition.location)"]))
  }

  /// Adds the value of a field to what tells a record's place; what is wrong with it is noted.
  fileprivate mutating func add(
    _ field: Chooser.Sorting, to key: inout SortKey, in order: Collator?
  ) {
    let descends = field.isDescending
    guard let found = try? find(field.reference), !found.isBlank else { return key.addBlank() }
    switch found {
    case .number(let number, _): key.add(number, isDescending: descends)
    case .boolean(let isTrue, _): key.add(isTrue, isDescending: descends)
    case .text(let text, _): add(text, to: &key, in: order, descends)
    case .blank: key.addBlank()
    case .cell(let value, let type, let reference):
      add(value, type, reference, field, to: &key, in: order)
    }
  }

  private mutating func add(
    _ value: Value, _ type: Settings.ColumnType?, _ reference: FieldReference,
    _ field: Chooser.Sorting, to key: inout SortKey, in order: Collator?
  ) {
    let descends = field.isDescending
    switch (value.content, type) {
    case (.text(let text), _) where field.postcodes != nil,
      (.number(let text), _) where field.postcodes != nil:
      key.add(text, of: field.postcodes ?? .norway, isDescending: descends)
    case (.boolean(let isTrue), _): key.add(isTrue, isDescending: descends)
    case (.text, .boolean), (.number, .boolean), (.date, .boolean):
      boolean(value, reference).map { key.add($0, isDescending: descends) } ?? key.addBlank()
    case (.text(let text), .date), (.date(let text), .date), (.date(let text), nil):
      date(text, of: value, reference).map { key.add($0, isDescending: descends) } ?? key.addBlank()
    case (.text(let text), .number), (.number(let text), nil), (.number(let text), .number),
      (.number(let text), .date), (.date(let text), .number):
      number(text, of: value, reference).map { key.add($0, isDescending: descends) }
        ?? key.addBlank()
    case (.text(let text), _), (.number(let text), _), (.date(let text), _):
      add(text, to: &key, in: order, descends)
    case (.list, _), (.group, _):
      problems.report(
        .error(
          "merge.sort", "'\(reference.name)' is \(value.noun), and records cannot be sorted by it",
          at: value.location, hints: ["it is used at \(reference.location)"]))
      key.addBlank()
    }
  }

  private func add(_ text: String, to key: inout SortKey, in order: Collator?, _ descends: Bool) {
    guard let order else { return key.addBlank() }
    key.add(text, in: order, isDescending: descends)
  }
}
