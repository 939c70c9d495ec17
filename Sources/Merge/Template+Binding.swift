package import Diagnostics
package import Records

extension Template {
  /// Binds the letter to a list of recipients, as ``merger(for:list:rows:)`` does.
  package func merger(for list: RecordList) throws(DiagnosticsError) -> Warned<Merger> {
    try draftMerger(for: list).finished()
  }

  /// Binds the letter to a list as far as it can be bound.
  package func draftMerger(for list: RecordList) -> Draft<Merger> {
    draftMerger(for: list.fields, list: list.name, rows: list.rowFields)
  }

  /// Binds the letter to a list of recipients.
  ///
  /// What is the same for all letters is built here, once.
  ///
  /// - Parameters:
  ///   - fields: What the list's records hold.
  ///   - list: The list's file for messages.
  ///   - rows: What the rows of a record hold, by the fields that hold them.
  /// - Returns: What makes the letters.
  /// - Throws: ``DiagnosticsError`` with every name in the letter that stands for nothing or for two
  ///   things, and every fault of the parts that all letters share.
  package func merger(
    for fields: Fields, list: String, rows: [String: Fields] = [:]
  ) throws(DiagnosticsError) -> Warned<Merger> {
    try draftMerger(for: fields, list: list, rows: rows).finished()
  }

  /// Binds the letter as far as it can be bound, to find the faults of records as well.
  package func draftMerger(
    for fields: Fields, list: String, rows: [String: Fields] = [:]
  ) -> Draft<Merger> {
    let binding = binding(to: fields, list: list, rows: rows)
    var folding = ConstantFolding(binding)
    check(fields, list: list, rows: rows, problems: &folding.problems)
    folding.problems.report(contentsOf: binding.computed.problems)
    checkNames(binding, problems: &folding.problems)
    checkLabel(binding, fields, problems: &folding.problems)
    checkChoosing(binding, fields, problems: &folding.problems)
    let parts = PreparedParts(settings, &folding)
    let body = folding.body(self.body, numberedFrom: 1)
    let merger = Merger(
      settings: settings, binding: binding, parts: parts, body: body,
      keyPosition: settings.data.key.flatMap { fields.position(of: $0) },
      columns: ColumnChecks(settings.data.rules, fields: fields))
    checkValues(binding, problems: &folding.problems)
    return Draft(output: merger, diagnostics: folding.problems.inReadingOrder)
  }

  /// What names stand for in a list; `names` are the letter's own, or those and more.
  func binding(
    to fields: Fields, list: String, rows: [String: Fields], names: [String]? = nil
  ) -> Binding {
    let values = Dictionary(settings.values.map { ($0.name, $0.value) }) { first, _ in first }
    let computed = Dictionary(
      settings.computed.enumerated().map { ($0.element.name, $0.offset) }
    ) { first, _ in first }
    let slots = (names ?? self.names).map { name -> Binding.Slot in
      let type = settings.data.columns[name]
      if let position = fields.position(of: name) { return .column(position, type) }
      if let value = values[name] { return .value(value, type) }
      return computed[name].map { .computed($0) } ?? .unknown
    }
    return Binding(
      slots: slots, computed: settings.computed, kinds: settings.data.columns,
      language: settings.language, conventions: conventions, listConventions: listConventions,
      files: files, list: list, rows: rows,
      candidates: fields.names + settings.values.map(\.name) + settings.computed.map(\.name),
      faultyExpressions: faultyExpressions)
  }

  /// Notes names of the front matter that the list does not have, or has too.
  private func check(
    _ fields: Fields, list: String, rows: [String: Fields], problems: inout DiagnosticCollector
  ) {
    checkNamesOnce(fields, list: list, problems: &problems)
    let values = Set(settings.values.map(\.name))
    let isName = { (name: String) in fields.position(of: name) != nil || values.contains(name) }
    let unknown = settings.data.columnLocations.filter { column in
      !Template.isColumn(column.name, rows, isName: isName)
    }
    for (index, column) in unknown.enumerated() {
      let isExplained = index < mostSuggestions
      problems.report(
        .error(
          "merge.unknown-column", "\(list) has no column '\(column.name)'", at: column.location,
          hints: isExplained ? didYouMean(column.name, among: columnNames(fields, rows)) : []))
    }
    if let key = settings.data.key, fields.position(of: key) == nil {
      problems.report(
        .error(
          "merge.unknown-key", "\(list) has no column '\(key)' to be the key",
          at: settings.data.keyLocation, hints: didYouMean(key, among: fields.names)))
    }
  }

  /// Notes values and computed fields that have the name of something else.
  private func checkNamesOnce(
    _ fields: Fields, list: String, problems: inout DiagnosticCollector
  ) {
    for value in settings.values where fields.position(of: value.name) != nil {
      problems.report(
        Template.twofold(
          value.name, "a value of the letter and a field of \(list)", at: value.location))
    }
    let values = Set(settings.values.map(\.name))
    for field in settings.computed {
      let other =
        fields.position(of: field.name) != nil
        ? "a field of \(list)" : values.contains(field.name) ? "a value of the letter" : nil
      guard let other else { continue }
      problems.report(
        Template.twofold(field.name, "computed under 'let' and \(other)", at: field.location))
    }
  }

  /// Whether there is something of which a column of the given name may be declared: a field, a value, or a field of
  /// rows, with or without the rows' own name before it.
  private static func isColumn(
    _ column: String, _ rows: [String: Fields], isName: (String) -> Bool
  ) -> Bool {
    if isName(column) || rows.values.contains(where: { $0.position(of: column) != nil }) {
      return true
    }
    guard let dot = column.firstIndex(of: "."), isName(String(column[..<dot])) else { return false }
    let member = String(column[column.index(after: dot)...])
    return rows[String(column[..<dot])].map { $0.position(of: member) != nil } ?? true
  }

  /// The names of the list's columns, and of rows' with the rows' own name before them.
  private func columnNames(_ fields: Fields, _ rows: [String: Fields]) -> [String] {
    fields.names
      + rows.sorted { $0.key < $1.key }.flatMap { name, fields in
        fields.names.map { "\(name).\($0)" }
      }
  }

  /// The fields that it uses outside the items of lists, each where it is met first.
  var fieldsUsed: [FieldReference] {
    let meetings = ReferenceSearch.meetings { search in
      for pattern in settings.patterns { _ = search.finds(in: pattern.parts) }
      _ = search.finds(in: body)
    }
    var seen: Set<String> = []
    return meetings.filter(\.lists.isEmpty)
      .flatMap { $0.expression.names { _ in false } }
      .filter { !$0.name.isEmpty && seen.insert($0.name).inserted }
  }

  /// Notes values of the letter's own that are not what they are declared to be.
  private func checkValues(_ binding: Binding, problems: inout DiagnosticCollector) {
    var evaluation = Evaluation(binding, record: nil)
    for value in settings.values {
      for rule in settings.data.rules where rule.name == value.name && rule.asksForAnything {
        evaluation.check(value.value, against: rule)
      }
    }
    problems.report(declared: evaluation.problems)
  }

  /// The problem of a name that two things have.
  private static func twofold(_ name: String, _ both: String, at place: SourceLocation)
    -> Diagnostic
  {
    .error(
      "merge.ambiguous-name", "'\(name)' is both \(both)", at: place,
      hints: ["give one of them another name"])
  }

  /// Notes every name that stands for nothing, and what can be read in two ways.
  private func checkNames(_ binding: Binding, problems: inout DiagnosticCollector) {
    let meetings = ReferenceSearch.meetings { search in
      for pattern in settings.patterns { _ = search.finds(in: pattern.parts) }
      for field in settings.computed { _ = field.finds(with: search) }
      _ = search.finds(in: settings.data.choosing.condition?.expression)
      _ = search.finds(in: body)
    }
    var check = NameCheck(binding)
    for (expression, lists) in meetings { check.note(expression, inItemsOf: lists) }
    problems.report(contentsOf: check.found)
  }

  /// Notes a label that calls all recipients the same.
  private func checkLabel(
    _ binding: Binding, _ fields: Fields, problems: inout DiagnosticCollector
  ) {
    guard let label = settings.data.label else { return }
    let search = ReferenceSearch(name: { reference in
      switch binding.slot(of: reference) {
      case .value: false
      case .computed(let index): binding.computed.fields[index].dependsOnRecord
      case .column, .unknown: true
      }
    })
    guard !search.finds(in: label.parts) else { return }
    let isColumn = fields.position(of: settings.data.labelText) != nil
    let column = isColumn ? settings.data.labelText : fields.names.first ?? "Name"
    problems.report(
      .error(
        "merge.same-label", "'label' of 'data' calls all recipients the same", at: label.origin,
        hints: ["name a column in it, as in 'label: \"{{\(column)}}\"'"]))
  }
}

extension Settings {
  /// All texts that may hold fields.
  fileprivate var patterns: [Pattern] {
    var patterns = [title] + keywords + sender + to + notice
    patterns += [author, subject, date, file, marking, closing].compactMap(\.self)
    patterns += reference.flatMap { [$0.label, $0.value] }
    patterns += signers.flatMap(\.lines)
    patterns += [enclosures, copies].compactMap(\.self).flatMap { [$0.label] + $0.items }
    return patterns + [data.label, recipientLabel, recipientItem].compactMap(\.self)
  }
}
