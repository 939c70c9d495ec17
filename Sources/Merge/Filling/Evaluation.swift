import Diagnostics
import Document
import Records

/// The work of filling one letter's fields: whose values, and what is wrong with them.
struct Evaluation {
  /// What a line does with the spaces and line ends of a value, and with empty values.
  enum Place {
    /// Running text: a line end within a value is a line break, an empty value an error.
    case text
    /// A line that may have gaps or vanish altogether.
    case vanishingLine
    /// The same; a line end within a value begins another line.
    case lines
    /// A line that must be whole.
    case wholeLine

    /// Whether an empty value is no error.
    var mayVanish: Bool { self == .vanishingLine || self == .lines }
    /// Whether a line end within a value is one here, too.
    var keepsLineEnds: Bool { self == .text || self == .lines }
  }

  /// A list that is being gone through.
  private struct Frame {
    /// The list's name.
    var list: FieldReference
    /// All items.
    var items: [Value]
    /// What tells it from all other lists that were gone through for this letter.
    var number: Int
    /// The position of the item whose turn it is.
    var position = 0
    /// The names that any of the items has a value for; nil until somebody asks.
    var members: Set<String>?

    var item: Value { items[position] }

    /// Whether any of the items has a value with a name.
    mutating func hasMember(_ name: String) -> Bool {
      if let members { return members.contains(name) }
      var found: Set<String> = []
      for case .group(let group) in items.lazy.map(\.content) {
        found.formUnion(group.fields.names)
      }
      members = found
      return found.contains(name)
    }
  }

  /// What names stand for.
  let binding: Binding
  /// Whose letter it is; nil for the master copy and for what all letters share.
  let record: Record?
  /// Whether fields of records print nothing on the master copy, instead of their names.
  var hidesPlaceholders = false
  /// What is wrong so far.
  var problems = DiagnosticCollector()
  private var frames: [Frame] = []
  private var lastFrame = 0
  /// The item of a list whose turn it is in a function of that list's values.
  var row: (list: Int, item: Value)?
  /// The computed fields that something has asked for, by position.
  var computedValues: [Int: Result<Evaluated, Unevaluated>] = [:]
  /// Whether values that running text prints are noted.
  var notesValues = false
  /// The value that was printed and noted last, with its field.
  var latestValue: (evaluated: Evaluated, field: FieldTag)?
  /// The sums so far of functions that sum row by row, by where they stand.
  var runningSums: [SourceLocation: RunningSum] = [:]
  /// How many values the functions of this letter may still go over.
  var valuesLeft = Evaluation.maximumValues
  /// How many pieces this letter may still be made of.
  private var piecesLeft = Evaluation.maximumPieces

  /// How many pieces of text, blocks and turns of lists a letter may be made of; lists in one another multiply.
  static let maximumPieces = 1_000_000
  /// How many values the functions of a letter may go over: ten sums of a list of a million rows.
  static let maximumValues = 10_000_000

  /// The filling of one letter.
  init(_ binding: Binding, record: Record?) {
    (self.binding, self.record) = (binding, record)
  }

  /// Hands over what flows now, element by element.
  mutating func expand<Element>(
    _ flows: [ControlFlow<Element>], _ emit: (inout Evaluation, Element) -> Void
  ) {
    for flow in flows {
      switch flow {
      case .one(let element):
        piecesLeft -= 1
        emit(&self, element)
      case .choice(let branches):
        for branch in branches where branch.condition.map({ holds($0) }) ?? true {
          expand(branch.body, emit)
          break
        }
      case .each(let list, let body):
        let items = items(of: list)
        lastFrame += 1
        frames.append(Frame(list: list, items: items, number: lastFrame))
        for position in items.indices where hasPieceLeft(for: list) {
          frames[frames.count - 1].position = position
          expand(body, emit)
        }
        frames.removeLast()
      }
    }
  }

  /// Takes a turn of a list off what the letter may be made of; false, with the fault noted, for none left.
  private mutating func hasPieceLeft(for list: FieldReference) -> Bool {
    piecesLeft -= 1
    if piecesLeft >= 0 { return true }
    problems.report(
      .error(
        "merge.too-long",
        "the lists that are printed here, one within the other, make more than "
          + "\(Evaluation.maximumPieces) pieces of text", at: list.location))
    return false
  }

  /// What a name stands for, the innermost list first.
  ///
  /// In a list, `this` and `number` are the list's own, unless its items are groups with values of that
  /// name. A name that one item has and another lacks is blank there: it never reaches beyond the list.
  mutating func find(_ reference: FieldReference) throws(Unevaluated) -> Evaluated {
    for index in frames.indices.reversed() {
      if let value = value(of: reference, in: index) {
        let kind = binding.kind(of: reference, inItemsOf: frames[index].list)
        return .cell(value, kind, reference)
      }
    }
    switch binding.slot(of: reference) {
    case .value(let value, let kind): return .cell(value, kind, reference)
    case .column(let position, let kind):
      guard let record else { throw .placeholder }
      guard record.values.indices.contains(position) else { throw .faulty }
      if let difference = record.differences[position] {
        problems.report(
          difference.problem(
            of: reference.name,
            hints: [
              "it is used at \(reference.location)",
              "print it for each row, between {{#each \(difference.rows)}} and {{/each}}",
            ]))
        throw .faulty
      }
      return .cell(record.values[position], kind, reference)
    case .computed(let index): return try computed(index)
    case .unknown:
      reportUnknown(reference)
      throw .faulty
    }
  }

  /// Whether a name stands for anything here.
  mutating func isKnown(_ reference: FieldReference) -> Bool {
    for index in frames.indices.reversed() where value(of: reference, in: index) != nil {
      return true
    }
    return binding.isKnown(reference)
  }

  /// The lists whose items this stands in, the innermost last.
  var lists: [FieldReference] { frames.map(\.list) }

  /// Whether this stands within a list, whose items have names of their own.
  var isWithinItems: Bool { !frames.isEmpty }

  /// The innermost list that is gone through, by a number of its own, and the position of the item whose
  /// turn it is.
  var turn: (list: Int, position: Int)? { frames.last.map { ($0.number, $0.position) } }

  /// Does what knows nothing of the items of lists.
  mutating func outsideItems<Output>(
    _ work: (inout Evaluation) throws(Unevaluated) -> Output
  ) throws(Unevaluated) -> Output {
    let (frames, row) = (frames, row)
    (self.frames, self.row) = ([], nil)
    defer { (self.frames, self.row) = (frames, row) }
    return try work(&self)
  }

  private mutating func value(of reference: FieldReference, in index: Int) -> Value? {
    let item = frames[index].item
    if case .group(let values) = item.content {
      if let value = values[reference.name] { return value }
      if frames[index].hasMember(reference.name) { return Value(.text(""), at: item.location) }
    }
    guard index == frames.count - 1 else { return nil }
    switch reference.name {
    case "this": return item
    case "number":
      return Value(.number(String(frames[index].position + 1)), at: reference.location)
    default: return nil
    }
  }

  private mutating func reportUnknown(_ reference: FieldReference) {
    if let problem = binding.unknownField(reference, inItemsOf: lists) {
      return problems.report(problem)
    }
    guard case .group(let values)? = frames.last?.item.content, let item = frames.last?.item else {
      return problems.report(binding.unknownField(reference))
    }
    problems.report(
      .error(
        "merge.unknown-field", "the item has no field '\(reference.name)'", at: item.location,
        hints: didYouMean(reference.name, among: values.fields.names.sorted())
          + ["the field is used at \(reference.location)"]))
  }

  /// The items of a list that `{{#each}}` goes through.
  private mutating func items(of reference: FieldReference) -> [Value] {
    guard case .cell(let value, let kind, _)? = try? find(reference) else { return [] }
    if let items = value.items(kind) { return items }
    guard !value.isEmpty else { return [] }
    let hint = "declare the column as a list: data: {columns: {\(reference.name): list}}"
    problems.report(
      .error(
        "merge.not-a-list", "'\(reference.name)' is \(value.noun), not a list",
        at: value.location, hints: ["it is used at \(reference.location)", hint]))
    return []
  }
}

extension Value {
  /// The items of a list, or of a cell in a column that is declared to hold lists; nil for any other value.
  func items(_ kind: Settings.ColumnType?) -> [Value]? {
    switch content {
    case .list(let items): return items
    case .text where kind == .list, .number where kind == .list, .date where kind == .list,
      .boolean where kind == .list:
      guard case .list(let items) = splitIntoList().content else { return nil }
      return items
    default: return nil
    }
  }

  /// Whether its source knows it as a date.
  var isDate: Bool { if case .date = content { true } else { false } }

  /// What to call the value in a message.
  var noun: String {
    switch content {
    case .text: "a text"
    case .number: "a number"
    case .date: "a date"
    case .boolean: "yes or no"
    case .list: "a list"
    case .group: "a group of values"
    }
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmingSpaces: SubSequence {
    let front = drop(while: \.isWhitespace)
    return front.prefix(front.count - front.reversed().prefix(while: \.isWhitespace).count)
  }
}
