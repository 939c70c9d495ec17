import Diagnostics

/// The first look at records that name their values themselves, as those of JSON and YAML do.
struct ObjectSurvey {
  /// What is wrong with the records.
  var problems: ProblemList
  /// How many records there are.
  private(set) var count = 0
  /// The keys; nil if there is no key field.
  private var keys: KeyCheck?

  private let file: String
  private let key: String?
  private let mostFields: Int
  private let mayBeEmpty: Bool
  /// What is wrong with the keys, which is told only if there is a key field at all.
  private var keyProblems: ProblemList
  private var names: [String] = []
  private var known: Set<String> = []
  private var first: Position?
  /// How many of the records could not be read.
  private var faultyCount = 0
  /// The names of the record that came last, and where its key is among them.
  private var latest: Fields?
  private var keyPosition: Int?

  /// A survey that has seen no record yet.
  init(key: KeyField?, named file: String, options: ListOptions) {
    self.file = file
    self.key = key?.name
    (mostFields, mayBeEmpty) = (options.mostFields, options.mayBeEmpty)
    problems = ProblemList(file: file, limit: options.problemLimit)
    keyProblems = problems
    keys = key.map { KeyCheck($0, noun: "record", file: file, options: options) }
  }

  /// Looks at the next record, of so many bytes.
  mutating func look(at record: Group, _ position: Position, weight: @autoclosure () -> Int) {
    count += 1
    if first == nil { first = position }
    if !record.fields.isIdentical(to: latest) { learn(record.fields) }
    for (index, value) in record.values.enumerated() {
      if case .group = value.content { reportGroup(record.fields.names[index], value) }
    }
    var key: (text: String, position: Position) = ("", position)
    if let keyPosition {
      let value = record.values[keyPosition]
      key = (value.keyText, Position(value.location))
    }
    keys?.note(
      key.text, number: count, at: key.position, weight: weight(), problems: &keyProblems)
  }

  /// Counts a record of which nothing can be told but where it begins; why is noted elsewhere.
  mutating func noteFaulty(at position: Position) {
    count += 1
    faultyCount += 1
    if first == nil { first = position }
    keys?.noteFaultyRow(number: count, key: "")
  }

  private mutating func learn(_ fields: Fields) {
    latest = fields
    keyPosition = key.flatMap { fields.position(of: $0) }
    for name in fields.names { note(name) }
  }

  /// Notes an item of the list that has no named values.
  mutating func reportNoRecord(_ value: Value) {
    problems.report(error: noRecord(value))
  }

  /// The fields, after the last record; notes what can only be known now.
  mutating func finish() -> Fields {
    let fields = Fields(Array(names.prefix(mostFields)))
    let place = (first ?? Position()).location(in: file)
    if count == 0, !mayBeEmpty, !problems.hasErrors {
      problems.report(error: .error("records.no-rows", "the list has no records", at: place))
    }
    if known.count > mostFields {
      problems.report(error: tooManyFields(known.count, mostFields, at: place))
    }
    if let key, count > faultyCount, !known.contains(key) {
      keys = nil
      problems.report(error: missingKey(key, fields: fields, kind: "field", at: place))
    } else {
      problems.report(contentsOf: keyProblems)
    }
    return fields
  }

  /// Hands over what was found out about the keys.
  mutating func takeKeys() -> KeyCheck? {
    defer { keys = nil }
    return keys
  }

  private mutating func note(_ name: String) {
    guard known.count <= mostFields, known.insert(name).inserted else { return }
    names.append(name)
  }

  private mutating func reportGroup(_ name: String, _ value: Value) {
    problems.report(
      .value, at: Position(value.location),
      error: .error(
        "records.group", "'\(name)' is a group, and a record's values are single or lists",
        at: value.location,
        hints: ["give each value of the group a name of its own in the record"]))
  }
}

/// The problem of an item of a list that has no named values.
func noRecord(_ value: Value) -> Diagnostic {
  .error(
    "records.no-record", "a record must be a group of named values, not \(value.kindName)",
    at: value.location)
}

extension Value {
  /// What to call the value in a message.
  package var kindName: String {
    switch content {
    case .text(let text): text.isEmpty ? "nothing" : "a text"
    case .number: "a number"
    case .date: "a date"
    case .boolean: "yes or no"
    case .list: "a list"
    case .group: "a group of named values"
    }
  }
}
