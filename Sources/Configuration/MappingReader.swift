package import Diagnostics
package import Geometry

/// Takes a mapping apart name by name, noting every fault, and at the end every name it does not know.
///
/// A value of the wrong kind is noted and read as if it were not there, so that one pass finds all
/// faults of a file.
package struct MappingReader: ~Copyable {
  /// Where the mapping begins.
  package let location: SourceLocation
  private let entries: [ConfigurationNode.Entry]
  private var known: [String] = []
  private let context: String
  private let failure: Failure

  /// Starts reading `node`; anything but a mapping is noted and read as an empty one.
  ///
  /// - Parameters:
  ///   - node: The mapping.
  ///   - context: What it describes, for messages: `the stationery`, `a signer` …
  ///   - failure: What a fault here means to a calling program.
  ///   - problems: Where faults are noted.
  package init(
    _ node: ConfigurationNode, context: String, failure: Failure = .data,
    problems: inout DiagnosticCollector
  ) {
    self.location = node.location
    self.context = context
    self.failure = failure
    switch node.content {
    case .mapping(let entries): self.entries = entries
    case .null: entries = []
    default:
      entries = []
      problems.report(
        .error(
          "configuration.kind", "\(context) must be a group of named values, not \(node.kindName)",
          at: node.location, failure: failure))
    }
  }

  /// The value under `key`, whatever it is; nil where there is none or it is empty.
  package mutating func node(_ key: String) -> ConfigurationNode? {
    if !known.contains(key) { known.append(key) }
    guard let value = entries.first(where: { $0.key == key })?.value, value.content != .null else {
      return nil
    }
    return value
  }

  /// Whether there is anything under `key`; asking does not make it a setting.
  package func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// Where the name `key` stands, for messages about its value.
  package func keyLocation(_ key: String) -> SourceLocation {
    entries.first { $0.key == key }?.keyLocation ?? location
  }

  /// Reads a value with `convert`, which gives nil for one it does not take.
  ///
  /// - Parameters:
  ///   - key: The name.
  ///   - expected: What the value should be, for the message.
  ///   - problems: Where a fault is noted.
  ///   - convert: Turns the scalar's text into the value.
  /// - Returns: The value, or nil where there is none or it is at fault.
  package mutating func value<Value>(
    _ key: String, expected: String, problems: inout DiagnosticCollector,
    convert: (String) -> Value?
  ) -> Value? {
    guard let node = node(key) else { return nil }
    if case .scalar(let text) = node.content, let value = convert(text) { return value }
    problems.report(
      .error(
        "configuration.value", "'\(key)' of \(context) must be \(expected)", at: node.location,
        failure: failure))
    return nil
  }

  /// A text.
  package mutating func string(_ key: String, problems: inout DiagnosticCollector) -> String? {
    value(key, expected: "a text", problems: &problems) { $0 }
  }

  /// `true`/`yes` or `false`/`no`.
  package mutating func boolean(_ key: String, problems: inout DiagnosticCollector) -> Bool? {
    value(key, expected: "yes or no", problems: &problems) { text in
      switch text.lowercased() {
      case "yes", "true": true
      case "no", "false": false
      default: nil
      }
    }
  }

  /// A whole number within a range.
  package mutating func integer(
    _ key: String, in range: ClosedRange<Int>, problems: inout DiagnosticCollector
  ) -> Int? {
    value(
      key, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
      problems: &problems
    ) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
  }

  /// A length with its unit: `25 mm`, `2.5cm`, `10.5 pt`.
  package mutating func length(
    _ key: String, in range: ClosedRange<Length> = .zero...(.millimetres(2000)),
    expected: String = "a length such as 25 mm or 10.5 pt", problems: inout DiagnosticCollector
  ) -> Length? {
    value(key, expected: expected, problems: &problems) { text in
      Length(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// The items of a list; nil where there is none.
  package mutating func sequence(_ key: String, problems: inout DiagnosticCollector)
    -> [ConfigurationNode]?
  {
    guard let node = node(key) else { return nil }
    if case .sequence(let items) = node.content { return items }
    problems.report(
      .error(
        "configuration.kind", "'\(key)' of \(context) must be a list, not \(node.kindName)",
        at: node.location, failure: failure))
    return nil
  }

  /// Notes every name that was never asked for.
  package consuming func finish(problems: inout DiagnosticCollector) {
    let unknown = entries.filter { !known.contains($0.key) }
    for (index, entry) in unknown.enumerated() {
      let isExplained = index < mostSuggestions
      problems.report(
        .error(
          "configuration.unknown-name", "\(context) has no setting '\(entry.key)'",
          at: entry.keyLocation,
          hints: isExplained
            ? didYouMean(entry.key, among: known)
              + ["the settings are \(known.sorted().joined(separator: ", "))"] : [],
          failure: failure))
    }
  }
}
