package import Diagnostics
import Foundation
import Yams

extension ConfigurationNode {
  /// Reads one YAML document; an empty one is an empty mapping.
  ///
  /// - Parameters:
  ///   - yaml: The document's text.
  ///   - file: The file's name for messages.
  ///   - firstLine: The line of `file` on which `yaml` begins, for front matter.
  /// - Throws: ``DiagnosticsError`` where the text is not YAML, or names something twice.
  package init(yaml: String, file: String, firstLine: Int = 1) throws(DiagnosticsError) {
    let convert = YAMLConversion(file: file, firstLine: firstLine)
    do {
      // Every value is a text here and its tag never asked for, so that no rules of tags are made ready.
      let parser = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8)
      let root = try parser.singleRoot()
      let start = SourceLocation(file: file, line: firstLine, column: 1)
      // The nodes hold their anchors weakly, and the parser holds them.
      self = try withExtendedLifetime(parser) {
        try root.map(convert.node) ?? ConfigurationNode(.mapping([]), at: start)
      }
    } catch let error as DiagnosticsError {
      throw error
    } catch let error as YamlError {
      throw DiagnosticsError(convert.diagnostic(for: error))
    } catch {
      throw DiagnosticsError(.error("yaml.syntax", "this is not YAML: \(error)"))
    }
  }
}

/// Turns Yams' nodes and errors into ours.
private struct YAMLConversion {
  let file: String
  let firstLine: Int

  func node(_ node: Node) throws(DiagnosticsError) -> ConfigurationNode {
    let place = location(node.mark)
    // Yams has put a copy of the node in every place that refers to it: a few lines could unfold to
    // more than the memory holds, and every copy would claim to stand where the original stands.
    guard node.anchor == nil else {
      throw DiagnosticsError(
        .error("yaml.alias", "references with '&' and '*' are not understood here", at: place))
    }
    switch node {
    case .scalar(let scalar):
      let plain = scalar.style == .plain || scalar.style == .any
      if plain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
        return ConfigurationNode(.null, at: place)
      }
      return ConfigurationNode(.scalar(scalar.string), at: place, isQuoted: !plain)
    case .sequence(let sequence):
      var items: [ConfigurationNode] = []
      for item in sequence { items.append(try self.node(item)) }
      return ConfigurationNode(.sequence(items), at: place)
    case .mapping(let mapping):
      return ConfigurationNode(.mapping(try entries(of: mapping)), at: place)
    case .alias:
      throw DiagnosticsError(
        .error("yaml.alias", "references with '&' and '*' are not understood here", at: place))
    }
  }

  private func entries(of mapping: Node.Mapping) throws(DiagnosticsError)
    -> [ConfigurationNode.Entry]
  {
    var entries: [ConfigurationNode.Entry] = []
    var places: [String: SourceLocation] = [:]
    for (key, value) in mapping {
      let place = location(key.mark)
      guard let name = key.scalar?.string.precomposedStringWithCanonicalMapping else {
        throw DiagnosticsError(.error("yaml.key", "a name must be a plain text", at: place))
      }
      if let first = places.updateValue(place, forKey: name) {
        throw DiagnosticsError(duplicate(name, at: place, first: first))
      }
      entries.append(.init(key: name, keyLocation: place, value: try node(value)))
    }
    return entries
  }

  func diagnostic(for error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return .error(
        "yaml.syntax", "this is not YAML: \(problem)", at: location(mark),
        hints: ["put texts that hold ': ', '#', '{', '[' or '*' between quotes"])
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
      return .error(
        "yaml.duplicate-key", "\(names) is given twice", at: location(context.mark))
    default:
      return .error(
        "yaml.syntax", "this is not YAML: \(error)",
        at: SourceLocation(file: file, line: firstLine, column: 1))
    }
  }

  private func duplicate(_ name: String, at place: SourceLocation, first: SourceLocation)
    -> Diagnostic
  {
    .error(
      "yaml.duplicate-key", "'\(name)' is given twice", at: place,
      hints: ["it first stands on line \(first.line)"])
  }

  private func location(_ mark: Mark?) -> SourceLocation {
    SourceLocation(file: file, line: (mark?.line ?? 1) + firstLine - 1, column: mark?.column ?? 1)
  }
}
