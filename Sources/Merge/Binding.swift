import Diagnostics
import Records
import Synchronization

/// What the names of a template stand for, once a list is known.
///
/// It never changes, and every letter's evaluation holds it: so it is handed on with one reference.
final class Binding: Sendable {
  /// What one name stands for.
  enum Slot: Sendable {
    /// A field of each record.
    case column(Int, Settings.ColumnType?)
    /// One of the mailing's own values.
    case value(Value, Settings.ColumnType?)
    /// A field that the mailing computes, by its position.
    case computed(Int)
    /// Nothing, except perhaps a field of the items of a list.
    case unknown
  }

  /// By symbol.
  let slots: [Slot]
  /// The fields that the mailing computes.
  let computed: ComputedFields
  /// What columns and items are declared to hold, by name; an item's may be `list.name`.
  private let kinds: [String: Settings.ColumnType]
  /// The same of those with a list's name, by that and the item's own.
  private let kindsInLists: [String: [String: Settings.ColumnType]]
  /// Why what stands there is no expression, for names that may have been meant as one, by symbol.
  private let faultyExpressions: [Int: String]
  /// The letter's language.
  let language: String
  /// How that language writes dates and numbers; British where we do not know it.
  let conventions: LocaleConventions
  /// Whether we know how the language writes dates and numbers.
  let isLanguageKnown: Bool
  /// The decimal mark of the mailing's values and list, which are in one language whatever the
  /// letter's; nil if we do not know it: then numbers are only compared, and only those that mean
  /// the same in every language.
  let decimalMark: UInt8?
  /// The letter's files.
  private let files: [String]
  /// The list's name for messages.
  let list: String
  /// What the rows of a record hold, by the fields that hold them.
  private let rows: [String: Fields]
  /// The beginning of the list, for what has no place of its own.
  var start: SourceLocation { SourceLocation(file: list, line: 1, column: 1) }
  /// All names that could have been meant, for suggestions.
  let candidates: [String]
  /// The same, to look one up.
  let names: Set<String>
  /// What was found for names that stand for nothing: every letter may ask again.
  private let hints = Mutex<[String: [String]]>([:])

  /// What names stand for.
  init(
    slots: [Slot], computed: [ComputedField], kinds: [String: Settings.ColumnType],
    language: String, conventions: LocaleConventions?, listConventions: LocaleConventions?,
    files: [String], list: String, rows: [String: Fields], candidates: [String],
    faultyExpressions: [Int: String]
  ) {
    (self.slots, self.kinds, self.language) = (slots, kinds, language)
    kindsInLists = kinds.inLists
    self.computed = ComputedFields(
      computed,
      position: { if case .computed(let index) = slots.slot(of: $0) { index } else { nil } },
      isKnown: { if case .unknown = slots.slot(of: $0) { false } else { true } },
      isColumn: { if case .column = slots.slot(of: $0) { true } else { false } })
    self.faultyExpressions = faultyExpressions
    (self.conventions, isLanguageKnown) = (conventions ?? .british, conventions != nil)
    (decimalMark, self.files) = (listConventions?.decimalMark, files)
    (self.list, self.rows) = (list, rows)
    (self.candidates, names) = (candidates, Set(candidates))
  }

  /// Whether a value is written in the letter itself, by hand and not by a program.
  func isOfLetter(_ value: Value) -> Bool { files.contains(value.location.file) }

  /// What a name stands for.
  func slot(of reference: FieldReference) -> Slot {
    slots.slot(of: reference)
  }

  /// Whether a name stands for anything outside the items of lists.
  func isKnown(_ reference: FieldReference) -> Bool {
    if case .unknown = slot(of: reference) { false } else { true }
  }

  /// What the items of a list are declared to hold under a name.
  func kind(of reference: FieldReference, inItemsOf list: FieldReference) -> Settings.ColumnType? {
    guard !kinds.isEmpty else { return nil }
    return kindsInLists[list.name]?[reference.name] ?? kinds[reference.name]
  }

  /// The problem with a name that stands for nothing.
  func unknownField(_ reference: FieldReference) -> Diagnostic {
    .error(
      "merge.unknown-field", "\(list) has no field '\(reference.name)'", at: reference.location,
      hints: hints(for: reference.name)
        + (faultyExpressions[reference.symbol].map { [$0] } ?? []))
  }

  /// What may have been meant by a name that stands for nothing; of thousands of such names only
  /// for the first.
  private func hints(for name: String, of rows: (name: String, fields: Fields)? = nil) -> [String] {
    let own = rows?.fields.names ?? candidates
    let subject = rows.map { "the fields of '\($0.name)' are " } ?? "the fields are "
    return hints.withLock { hints in
      let key = subject + name
      if let known = hints[key] { return known }
      guard hints.count < mostSuggestions else { return [] }
      let names = own.prefix(20).joined(separator: ", ")
      let more = own.count > 20 ? " …" : ""
      let all = rows == nil ? own : own + candidates
      let found = didYouMean(name, among: all) + (own.isEmpty ? [] : ["\(subject)\(names)\(more)"])
      hints[key] = found
      return found
    }
  }
}

// What the items of lists are called, where that is known before the first letter.
extension Binding {
  /// What the items of a list hold, if it is a field that holds rows.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - outer: The lists in whose items it is named.
  /// - Returns: The names of their values; nil if records decide.
  private func fields(
    ofItemsOf list: FieldReference, in outer: some Sequence<FieldReference>
  ) -> Fields? {
    guard case .column = slot(of: list), let fields = rows[list.name],
      outer.allSatisfy({ rows[$0.name].map { $0.position(of: list.name) == nil } ?? false })
    else { return nil }
    return fields
  }

  /// Whether a name may stand for anything in items of lists, the innermost last.
  func mayBeKnown(_ reference: FieldReference, inItemsOf lists: [FieldReference]) -> Bool {
    if isKnown(reference) { return true }
    if !lists.isEmpty, ["this", "number"].contains(reference.name) { return true }
    return lists.indices.contains { index in
      fields(ofItemsOf: lists[index], in: lists[..<index])
        .map { $0.position(of: reference.name) != nil } ?? true
    }
  }

  /// The problem with a name that stands for nothing in items of lists; nil if it may stand for something.
  func unknownField(_ reference: FieldReference, inItemsOf lists: [FieldReference]) -> Diagnostic? {
    guard let list = lists.last, !reference.name.isEmpty,
      !mayBeKnown(reference, inItemsOf: lists),
      let fields = fields(ofItemsOf: list, in: lists.dropLast())
    else { return nil }
    return unknownField(reference, of: list, fields, at: reference.location)
  }

  /// The problem with a value that the items of a list do not have; nil if they may have it.
  func unknownMember(_ reference: MemberReference, inItemsOf lists: [FieldReference])
    -> Diagnostic?
  {
    guard let fields = fields(ofItemsOf: reference.list, in: lists),
      fields.position(of: reference.member.name) == nil
    else { return nil }
    return unknownField(
      reference.member, of: reference.list, fields, at: reference.list.location)
  }

  private func unknownField(
    _ reference: FieldReference, of list: FieldReference, _ fields: Fields,
    at place: SourceLocation
  ) -> Diagnostic {
    .error(
      "merge.unknown-field", "no item of '\(list.name)' has a field '\(reference.name)'", at: place,
      hints: hints(for: reference.name, of: (list.name, fields)))
  }
}

extension Binding {
  /// Whether anything here may differ from letter to letter.
  ///
  /// - Parameters:
  ///   - flows: What is looked through.
  ///   - isWithinItems: Whether it stands in an `{{#each}}` that is not written out yet; a name may
  ///     then be one of the items' own.
  /// - Returns: Whether a record can change it.
  func dependsOnRecord(_ flows: [ControlFlow<TemplateBlock>], isWithinItems: Bool) -> Bool {
    ReferenceSearch(name: { isWithinItems || self.isColumn($0) }).finds(in: flows)
  }

  /// The same for running text.
  func dependsOnRecord(_ text: [ControlFlow<InlinePart>]) -> Bool {
    ReferenceSearch(name: { self.isColumn($0) }).finds(in: text)
  }

  /// The same for a test.
  func dependsOnRecord(_ condition: Expression?, isWithinItems: Bool) -> Bool {
    ReferenceSearch(name: { isWithinItems || self.isColumn($0) }).finds(in: condition)
  }

  private func isColumn(_ reference: FieldReference) -> Bool {
    switch slot(of: reference) {
    case .column: true
    case .computed(let index): computed.fields[index].dependsOnRecord
    case .value, .unknown: false
    }
  }
}

extension [String: Settings.ColumnType] {
  /// The kinds of names with a dot, by what stands before it and behind it; any of several dots may be the one.
  fileprivate var inLists: [String: [String: Settings.ColumnType]] {
    var inLists: [String: [String: Settings.ColumnType]] = [:]
    for (name, kind) in self {
      for dot in name.indices where name[dot] == "." {
        inLists[String(name[..<dot]), default: [:]][String(name[name.index(after: dot)...])] = kind
      }
    }
    return inLists
  }
}

extension [Binding.Slot] {
  /// What a name stands for.
  fileprivate func slot(of reference: FieldReference) -> Binding.Slot {
    indices.contains(reference.symbol) ? self[reference.symbol] : .unknown
  }
}
