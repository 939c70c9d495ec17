import Bytes
package import Diagnostics
import Foundation
import YAML

extension ConfigurationNode {
  /// The most bytes that a text of YAML may have, as it is held whole.
  package static let longestText = 4 << 20
  /// How deep lists and groups may nest in each other.
  package static let greatestDepth = 32
  /// How many values a text may have in all.
  package static let mostValues = 1_000_000
  /// How many named values a group may have.
  package static let mostNames = 4096

  /// Reads one YAML document; an empty one is an empty mapping.
  ///
  /// - Parameters:
  ///   - yaml: The document's text.
  ///   - file: The file's name for messages.
  ///   - firstLine: The line of `file` on which `yaml` begins, for front matter.
  /// - Throws: ``DiagnosticsError`` where the text is not YAML, names something twice, refers to something that
  ///   stands elsewhere, or has more of anything than is read.
  package init(yaml: String, file: String, firstLine: Int = 1) throws(DiagnosticsError) {
    let start = SourceLocation(file: file, line: firstLine, column: 1)
    guard yaml.utf8.count <= ConfigurationNode.longestText else {
      throw DiagnosticsError(
        .error(
          "yaml.too-long",
          "a YAML text of more than \(ConfigurationNode.longestText >> 20) MB is not read",
          at: start))
    }
    do {
      var reading = YAMLReading(try YAMLReader(yaml), file: file, firstLine: firstLine)
      self = try reading.document() ?? ConfigurationNode(.mapping([]), at: start)
    } catch let error as DiagnosticsError {
      throw error
    } catch let error as YAMLError {
      throw DiagnosticsError(
        .error(
          "yaml.syntax", "this is not YAML: \(error.words)",
          at: error.place.map { SourceLocation($0, in: file, firstLine) } ?? start,
          hints: ["put texts that hold ': ', '#', '{', '[' or '*' between quotes"]))
    } catch {
      throw DiagnosticsError(.error("yaml.syntax", "this is not YAML: \(error)", at: start))
    }
  }
}

/// Puts the pieces of a YAML text together.
private struct YAMLReading {
  private let reader: YAMLReader
  private let file: String
  private let firstLine: Int
  private var nesting = Nesting(limit: ConfigurationNode.greatestDepth)
  private let values = ReadingBudget(ConfigurationNode.mostValues)

  init(_ reader: YAMLReader, file: String, firstLine: Int) {
    (self.reader, self.file, self.firstLine) = (reader, file, firstLine)
  }

  /// The only document of the text; nil if there is none.
  mutating func document() throws -> ConfigurationNode? {
    guard try reader.next().kind != .end else { return nil }
    let root = try node(try reader.next())
    let event = try reader.next()
    guard event.kind == .end else {
      throw fault("yaml.syntax", "a second document begins here, and only one is read", event)
    }
    return root
  }

  /// What begins with an event.
  private mutating func node(_ event: YAMLEvent) throws -> ConfigurationNode {
    guard !event.hasAnchor, event.kind != .alias else {
      // A few lines of them unfold to more than the memory holds, and every copy would claim to stand where
      // the original stands.
      throw fault("yaml.alias", "references with '&' and '*' are not understood here", event)
    }
    guard (try? values.spend()) != nil else {
      throw fault(
        "yaml.too-many-values",
        "a YAML text of more than \(ConfigurationNode.mostValues) values is not read", event)
    }
    switch event.kind {
    case .sequence: return ConfigurationNode(.sequence(try items(of: event)), at: place(event))
    case .mapping: return ConfigurationNode(.mapping(try entries(of: event)), at: place(event))
    case .scalar(let text):
      let isNothing = !event.isQuoted && ["", "~", "null", "Null", "NULL"].contains(text)
      return ConfigurationNode(
        isNothing ? .null : .scalar(text), at: place(event), isQuoted: event.isQuoted)
    default: throw fault("yaml.syntax", "this is not YAML: a value is missing", event)
    }
  }

  private mutating func items(of list: YAMLEvent) throws -> [ConfigurationNode] {
    try enter(list)
    var items: [ConfigurationNode] = []
    var event = try reader.next()
    while event.kind != .close {
      items.append(try node(event))
      event = try reader.next()
    }
    nesting.leave()
    return items
  }

  private mutating func entries(of group: YAMLEvent) throws -> [ConfigurationNode.Entry] {
    try enter(group)
    var entries: [ConfigurationNode.Entry] = []
    var lines: [String: Int] = [:]
    var event = try reader.next()
    while event.kind != .close {
      let name = try name(event)
      guard entries.count < ConfigurationNode.mostNames else {
        throw fault(
          "yaml.too-many-names",
          "a group of more than \(ConfigurationNode.mostNames) named values is not read", event)
      }
      if let line = lines.updateValue(place(event).line, forKey: name) {
        throw fault(
          "yaml.duplicate-key", "'\(name)' is given twice", event,
          hints: ["it first stands on line \(line)"])
      }
      let value = try node(try reader.next())
      entries.append(.init(key: name, keyLocation: place(event), value: value))
      event = try reader.next()
    }
    nesting.leave()
    return entries
  }

  private func name(_ event: YAMLEvent) throws -> String {
    guard !event.hasAnchor, event.kind != .alias else {
      throw fault("yaml.alias", "references with '&' and '*' are not understood here", event)
    }
    guard case .scalar(let text) = event.kind else {
      throw fault("yaml.key", "a name must be a plain text", event)
    }
    return text.precomposedStringWithCanonicalMapping
  }

  private mutating func enter(_ event: YAMLEvent) throws {
    do {
      try nesting.enter()
    } catch {
      throw fault(
        "yaml.depth", "lists and groups nest more than \(nesting.limit) deep here", event)
    }
  }

  private func fault(_ id: String, _ message: String, _ event: YAMLEvent, hints: [String] = [])
    -> DiagnosticsError
  {
    DiagnosticsError(.error(id, message, at: place(event), hints: hints))
  }

  private func place(_ event: YAMLEvent) -> SourceLocation {
    SourceLocation(event.place, in: file, firstLine)
  }
}

extension SourceLocation {
  /// A place in a file whose YAML begins on a line.
  fileprivate init(_ place: YAMLPlace, in file: String, _ firstLine: Int) {
    self.init(file: file, line: place.line + firstLine - 1, column: place.column)
  }
}
