import Configuration
import Diagnostics

/// A YAML list, which is read as a whole.
struct YAMLList: Sendable {
  private let objects: [(group: Group, position: Position)]
  private let name: String

  /// Reads a list.
  ///
  /// - Parameters:
  ///   - source: The list's bytes.
  ///   - layout: How its text is written.
  ///   - name: What it is called in messages.
  ///   - options: How to read it.
  ///   - survey: Looks at every record.
  /// - Throws: ``DiagnosticsError`` if the text is not YAML or no sequence, or is too long.
  init(
    _ source: ByteSource, _ layout: TextLayout, named name: String, options: ListOptions,
    survey: inout ObjectSurvey
  ) throws(DiagnosticsError) {
    self.name = name
    let text = try Self.text(source, layout, named: name, options: options)
    let root = try ConfigurationNode(yaml: text, file: name)
    guard case .sequence(let items) = root.content else {
      throw DiagnosticsError(
        .error(
          "records.yaml-not-sequence",
          "a YAML list must be a list of groups of named values, not \(root.kindName)",
          at: root.location, hints: ["begin every record with '- '"]))
    }
    var objects: [(group: Group, position: Position)] = []
    for item in items {
      Self.report(faultsOf: item, named: name, options, to: &survey.problems)
      guard case .mapping(let entries) = item.content else {
        survey.reportNoRecord(item.value)
        continue
      }
      let group = Group(entries.lazy.map { (ComparedForm.ofName($0.key), $0.value.value) })
      objects.append((group, Position(item.location)))
      survey.look(at: group, Position(item.location), weight: item.weight)
    }
    self.objects = objects
  }

  /// Notes every name that stands twice in a group and every text that cannot be printed.
  private static func report(
    faultsOf node: ConfigurationNode, named file: String, _ options: ListOptions,
    to problems: inout ProblemList
  ) {
    switch node.content {
    case .null: break
    case .scalar(let text): report(controlIn: text, at: node.location, to: &problems)
    case .sequence(let items):
      for item in items { report(faultsOf: item, named: file, options, to: &problems) }
    case .mapping(let entries):
      var seen: [String: Position] = [:]
      for entry in entries {
        let (name, position) = (ComparedForm.ofName(entry.key), Position(entry.keyLocation))
        report(controlIn: entry.key, at: entry.keyLocation, to: &problems)
        if name.utf8.count > options.longestName {
          problems.report(error: longName(options, at: entry.keyLocation))
        }
        if let first = seen.updateValue(position, forKey: name) {
          problems.report(
            .row, at: position,
            error: duplicateName(name, at: position, first: first, in: file))
        }
        report(faultsOf: entry.value, named: file, options, to: &problems)
      }
    }
  }

  /// Notes the first control character of a text; in YAML it is written as an escape such as `\0`.
  private static func report(
    controlIn text: String, at location: SourceLocation, to problems: inout ProblemList
  ) {
    guard let scalar = text.unicodeScalars.first(where: isControl) else { return }
    let position = Position(location)
    problems.report(
      .value, at: position, error: controlCharacter(scalar, at: position, in: location.file))
  }

  /// The records from the first one on.
  func records(_ fields: Fields) -> [Record] {
    var order = FieldOrder(fields)
    return objects.enumerated().map { index, object in
      order.record(index + 1, of: object.group, at: object.position.location(in: name))
    }
  }

  private static func text(
    _ source: ByteSource, _ layout: TextLayout, named name: String, options: ListOptions
  ) throws(DiagnosticsError) -> String {
    var reader = TextReader(source, layout, chunkSize: options.chunkSize)
    var bytes: [UInt8] = []
    while true {
      let chunk = try reader.next()
      if chunk.isEmpty { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk
      guard bytes.count <= options.longestYAML else {
        throw DiagnosticsError(
          .error(
            "records.long-yaml",
            "a YAML list of more than \(grouped(options.longestYAML)) bytes is not read",
            at: Position().location(in: name),
            hints: ["write the list as CSV or JSON, which are read piece by piece"]))
      }
    }
  }
}

extension Position {
  /// The line and column of a place.
  init(_ location: SourceLocation) {
    self.init(line: location.line, column: location.column)
  }
}

extension ConfigurationNode {
  /// How many bytes its texts have, each value counting 64 more.
  fileprivate var weight: Int {
    switch content {
    case .null: 64
    case .scalar(let text): 64 + text.utf8.count
    case .sequence(let items): items.reduce(64) { $0 + $1.weight }
    case .mapping(let entries): entries.reduce(64) { $0 + $1.value.weight }
    }
  }

  /// The value of a record that a piece of YAML is: scalars are text as written, nothing is no text.
  fileprivate var value: Value {
    let content: Value.Content =
      switch self.content {
      case .null: .text("")
      case .scalar(let text): .text(text)
      case .sequence(let items): .list(items.map(\.value))
      case .mapping(let entries):
        .group(Group(entries.lazy.map { (ComparedForm.ofName($0.key), $0.value.value) }))
      }
    return Value(content, at: location)
  }
}
