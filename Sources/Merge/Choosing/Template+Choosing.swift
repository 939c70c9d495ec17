package import Diagnostics
package import Records

extension Template {
  /// What says who of a list gets a letter, and in which order.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - options: What a run adds to what the letter says.
  /// - Returns: Who says it; nil if everybody gets one, in the order of the list.
  /// - Throws: ``DiagnosticsError`` with everything that is wrong with conditions, fields to sort by, and columns
  ///   that tell people apart.
  package func chooser(for list: RecordList, _ options: ChoosingOptions = ChoosingOptions())
    throws(DiagnosticsError) -> Chooser?
  {
    let wish = settings.data.choosing
    var problems = DiagnosticCollector()
    var context = ReadingContext(after: self, option: "--where")
    var conditions = wish.condition.map { [$0] } ?? []
    if let text = options.condition {
      let place = SourceLocation(file: "--where", line: 1, column: 1)
      let hint = ReadingContext.conditionHint("--where ")
      if let own = context.condition(text, at: place, hint: hint) { conditions.append(own) }
    }
    var sorting = wish.sorting
    if let text = options.sorting {
      sorting = context.sorting(text, at: SourceLocation(file: "--sort", line: 1, column: 1))
    }
    let fields = sorting.map { ($0, context.reference($0.name, at: $0.location)) }
    let exceptions = wish.exceptions + options.lists(&context)
    problems.report(contentsOf: context.problems.diagnostics)
    let binding = binding(
      to: list.fields, list: list.name, rows: list.rowFields, names: context.names)
    var check = NameCheck(binding)
    for condition in conditions { check.note(condition.expression, inItemsOf: []) }
    for (_, reference) in fields { check.note(.field(reference), inItemsOf: []) }
    problems.report(contentsOf: check.found)
    let people = exceptions.map {
      Chooser.People($0, in: list.fields, list.name, key: settings.data.key, &problems)
    }
    let leavesOutHidden = wish.hidden == .leaveOut && list.sheetName != nil
    let chooser = Chooser(
      binding: binding, conditions: conditions.map { $0.resolved(in: binding) },
      sorting: fields.map { field, reference in
        Chooser.Sorting(
          reference: reference, isDescending: field.isDescending,
          postcodes: settings.data.postalCountry(of: field.name))
      },
      people: people.compactMap(\.self), leavesOutHidden: leavesOutHidden)
    return try problems.finish(chooser.isNeeded ? chooser : nil).output
  }

  /// Notes what the letter says of who gets one that a list does not have.
  func checkChoosing(_ binding: Binding, _ fields: Fields, problems: inout DiagnosticCollector) {
    let wish = settings.data.choosing
    let names = binding.names
    for field in wish.sorting where !names.contains(field.name) {
      problems.report(
        binding.unknownField(
          FieldReference(name: field.name, symbol: -1, location: field.location)))
    }
    for list in wish.exceptions {
      _ = Chooser.People(list, in: fields, binding.list, key: settings.data.key, &problems)
    }
  }
}

extension ChoosingOptions {
  /// The lists of people who get no letter.
  fileprivate func lists(_ context: inout ReadingContext) -> [Settings.Exceptions] {
    let columnsPlace = SourceLocation(file: "--except-by", line: 1, column: 1)
    let columns = (exceptionColumns.map(FieldNames.list) ?? []).map {
      Settings.Exceptions.Column(own: $0, other: $0)
    }
    if columns.contains(where: \.own.isEmpty) || exceptions.isEmpty && !columns.isEmpty {
      context.error(
        "merge.except",
        exceptions.isEmpty ? "'--except-by' goes with '--except'" : "a column's name is missing",
        at: columnsPlace, hints: ["write it as in --except reserved.csv --except-by Name,Postcode"])
    }
    return exceptions.map { path in
      let place = SourceLocation(file: "--except", line: 1, column: 1)
      var list = Settings.Exceptions(
        file: Settings.FileReference(name: path, path: path, location: place))
      (list.columns, list.columnsLocation) = (columns, columns.isEmpty ? nil : columnsPlace)
      return list
    }
  }
}

extension Settings.Condition {
  /// The same with one way to read each of its names.
  fileprivate func resolved(in binding: Binding) -> Settings.Condition {
    Settings.Condition(
      expression: expression.resolved { binding.isKnown($0) }, location: location)
  }
}

extension Settings.Data {
  /// Whose postcodes a column is declared to hold; nil if it is not.
  fileprivate func postalCountry(of column: String) -> PostalCountry? {
    guard case .postcode(let country)? = rules.last(where: { $0.name == column })?.kind else {
      return nil
    }
    return country
  }
}
