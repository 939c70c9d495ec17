package import Diagnostics
package import Records

extension Template {
  /// Binds the letter to a list of recipients.
  ///
  /// What is the same for all letters is built here, once.
  ///
  /// - Parameters:
  ///   - fields: What the list's records hold.
  ///   - list: The list's file for messages.
  /// - Returns: What makes the letters.
  /// - Throws: ``DiagnosticsError`` with every name in the letter that stands for nothing or for two
  ///   things, and every fault of the parts that all letters share.
  package func merger(for fields: Fields, list: String) throws(DiagnosticsError) -> Warned<Merger> {
    try draftMerger(for: fields, list: list).finished()
  }

  /// Binds the letter as far as it can be bound, to find the faults of records as well.
  package func draftMerger(for fields: Fields, list: String) -> Draft<Merger> {
    let binding = binding(to: fields, list: list)
    var folding = ConstantFolding(binding)
    check(fields, list: list, problems: &folding.problems)
    checkNames(binding, problems: &folding.problems)
    checkLabel(binding, fields, problems: &folding.problems)
    let parts = PreparedParts(settings, &folding)
    let body = folding.body(self.body, numberedFrom: 1)
    let merger = Merger(
      settings: settings, binding: binding, parts: parts, body: body,
      keyPosition: settings.data.key.flatMap { fields.position(of: $0) })
    return Draft(output: merger, diagnostics: folding.problems.inReadingOrder)
  }

  private func binding(to fields: Fields, list: String) -> Binding {
    let values = Dictionary(settings.values.map { ($0.name, $0.value) }) { first, _ in first }
    let slots = names.map { name -> Binding.Slot in
      let type = settings.data.columns[name]
      if let position = fields.position(of: name) { return .column(position, type) }
      return values[name].map { .value($0, type) } ?? .unknown
    }
    return Binding(
      slots: slots, language: settings.language, conventions: conventions,
      listConventions: listConventions, files: files, list: list,
      candidates: fields.names + settings.values.map(\.name))
  }

  /// Notes names of the front matter that the list does not have, or has too.
  private func check(_ fields: Fields, list: String, problems: inout DiagnosticCollector) {
    for value in settings.values where fields.position(of: value.name) != nil {
      problems.report(
        .error(
          "merge.ambiguous-name",
          "'\(value.name)' is both a value of the letter and a field of \(list)",
          at: value.location, hints: ["give one of them another name"]))
    }
    let values = Set(settings.values.map(\.name))
    let unknown = settings.data.columnLocations.filter {
      fields.position(of: $0.name) == nil && !values.contains($0.name)
    }
    for (index, column) in unknown.enumerated() {
      let isExplained = index < mostSuggestions
      problems.report(
        .error(
          "merge.unknown-column", "\(list) has no column '\(column.name)'", at: column.location,
          hints: isExplained ? didYouMean(column.name, among: fields.names) : []))
    }
    for numeral in numerals
    where fields.position(of: numeral.written) != nil
      || settings.values.contains(where: { $0.name == numeral.written })
    {
      problems.report(
        .error(
          "merge.ambiguous-name",
          "\(numeral.written) is a number here, but there is a field of that name too",
          at: numeral.location,
          hints: [
            "write [\(numeral.written)] for the field",
            "or \(numeral.written).0 for the number",
          ]))
    }
    if let key = settings.data.key, fields.position(of: key) == nil {
      problems.report(
        .error(
          "merge.unknown-key", "\(list) has no column '\(key)' to be the key",
          at: settings.data.keyLocation, hints: didYouMean(key, among: fields.names)))
    }
  }

  /// The fields that it uses outside the items of lists, each where it is met first.
  var fieldsUsed: [FieldReference] {
    let found = Found()
    var seen: Set<String> = []
    let search = ReferenceSearch { meeting in
      if !meeting.isWithinItems, !meeting.reference.name.isEmpty {
        found.references.append(meeting.reference)
      }
      return false
    }
    for pattern in settings.patterns { _ = search.finds(in: pattern.parts) }
    _ = search.finds(in: body)
    return found.references.filter { seen.insert($0.name).inserted }
  }

  /// Notes every name that stands for nothing.
  private func checkNames(_ binding: Binding, problems: inout DiagnosticCollector) {
    let found = Found()
    let search = ReferenceSearch { meeting in
      if !meeting.isWithinItems, !meeting.reference.name.isEmpty,
        case .unknown = binding.slot(of: meeting.reference)
      {
        found.references.append(meeting.reference)
      }
      return false
    }
    for pattern in settings.patterns { _ = search.finds(in: pattern.parts) }
    _ = search.finds(in: body)
    for reference in found.references { problems.report(binding.unknownField(reference)) }
  }

  /// Notes a label that calls all recipients the same.
  private func checkLabel(
    _ binding: Binding, _ fields: Fields, problems: inout DiagnosticCollector
  ) {
    guard let label = settings.data.label else { return }
    let search = ReferenceSearch { meeting in
      if case .value = binding.slot(of: meeting.reference) { false } else { true }
    }
    guard !search.finds(in: label.parts) else { return }
    let isColumn = fields.position(of: settings.data.labelText) != nil
    let column = isColumn ? settings.data.labelText : fields.names.first ?? "Name"
    problems.report(
      .error(
        "merge.same-label", "'label' of 'data' calls all recipients the same", at: label.origin,
        hints: ["name a column in it, as in 'label: \"{{\(column)}}\"'"]))
  }

  /// What a search has met.
  private final class Found {
    var references: [FieldReference] = []
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
