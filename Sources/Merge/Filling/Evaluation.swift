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
    /// A line that must be whole.
    case wholeLine

    var isLine: Bool { self != .text }
  }

  /// A list that is being gone through.
  private struct Frame {
    /// All items.
    var items: [Value]
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

  /// What a name stands for in this letter.
  enum Found {
    /// A value, with the type that its column is declared to have.
    case value(Value, Settings.ColumnType?)
    /// A value of whichever record will come: this is the master copy.
    case placeholder
    /// Nothing; the fault is noted.
    case nothing
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
  /// How many pieces this letter may still be made of.
  private var piecesLeft = Evaluation.maximumPieces

  /// How many pieces of text, blocks and turns of lists a letter may be made of; lists in one another multiply.
  static let maximumPieces = 1_000_000

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
        frames.append(Frame(items: items))
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
  mutating func find(_ reference: FieldReference) -> Found {
    for index in frames.indices.reversed() {
      if let value = value(of: reference, in: index) { return .value(value, nil) }
    }
    switch binding.slot(of: reference) {
    case .value(let value, let type): return .value(value, type)
    case .column(let position, let type):
      guard let record else { return .placeholder }
      guard record.values.indices.contains(position) else { return .nothing }
      return .value(record.values[position], type)
    case .unknown:
      reportUnknown(reference)
      return .nothing
    }
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
    guard case .value(let value, let type) = find(reference) else { return [] }
    switch value.content {
    case .list(let items): return items
    case .text where type == .list, .number where type == .list, .boolean where type == .list:
      guard case .list(let items) = value.splitIntoList().content else { return [] }
      return items
    case .text where value.isEmpty: return []
    default:
      let hint = "declare the column as a list: data: {columns: {\(reference.name): list}}"
      problems.report(
        .error(
          "merge.not-a-list", "'\(reference.name)' is \(value.noun), not a list",
          at: value.location, hints: ["it is used at \(reference.location)", hint]))
      return []
    }
  }
}

extension Value {
  /// What to call the value in a message.
  var noun: String {
    switch content {
    case .text: "a text"
    case .number: "a number"
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
