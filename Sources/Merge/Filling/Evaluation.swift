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

  /// An item of a list that is being gone through.
  private struct Frame {
    var item: Value
    var number: Int
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

  /// The filling of one letter.
  init(_ binding: Binding, record: Record?) {
    (self.binding, self.record) = (binding, record)
  }

  /// Hands over what flows now, element by element.
  mutating func expand<Element>(
    _ flows: [Flow<Element>], _ emit: (inout Evaluation, Element) -> Void
  ) {
    for flow in flows {
      switch flow {
      case .one(let element): emit(&self, element)
      case .choice(let branches):
        for branch in branches where branch.condition.map({ holds($0) }) ?? true {
          expand(branch.body, emit)
          break
        }
      case .each(let list, let body):
        for (index, item) in items(of: list).enumerated() {
          frames.append(Frame(item: item, number: index + 1))
          expand(body, emit)
          frames.removeLast()
        }
      }
    }
  }

  /// What a name stands for, the items of the innermost list first.
  mutating func find(_ reference: FieldReference) -> Found {
    for frame in frames.reversed() {
      if case .group(let values) = frame.item.content, let value = values[reference.name] {
        return .value(value, nil)
      }
    }
    if let frame = frames.last, reference.name == "this" { return .value(frame.item, nil) }
    switch binding.slot(of: reference) {
    case .value(let value, let type): return .value(value, type)
    case .column(let position, let type):
      guard let record else { return .placeholder }
      guard record.values.indices.contains(position) else { return .nothing }
      return .value(record.values[position], type)
    case .unknown:
      if let frame = frames.last, reference.name == "number" {
        return .value(Value(.number(String(frame.number)), at: reference.location), nil)
      }
      reportUnknown(reference)
      return .nothing
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
