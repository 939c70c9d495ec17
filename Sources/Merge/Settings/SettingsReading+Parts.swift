import Configuration
import Diagnostics
import Document
import Foundation
import Records

extension ReadingContext {
  /// A file that a setting names; it may stand outside the mailing's folder.
  mutating func file(_ node: ConfigurationNode, named name: String) -> Settings.FileReference? {
    guard case .scalar(let text) = node.content, !text.isEmpty else {
      error("configuration.kind", "\(name) must be a file's name", at: node.location)
      return nil
    }
    let path = text.hasPrefix("/") ? text : joined(folder, text)
    return Settings.FileReference(name: text, path: path, location: node.location)
  }

  /// The path of a picture, which must be in the mailing's folder, or nil with the fault noted.
  mutating func containedPath(_ name: String, of what: String, at place: SourceLocation) -> String?
  {
    guard let path = containedFile(name, of: what, at: place) else { return nil }
    pictures.append(path)
    return path
  }

  /// The path of a file that must be in the mailing's folder, or nil with the fault noted.
  mutating func containedFile(_ name: String, of what: String, at place: SourceLocation) -> String?
  {
    var depth = 0
    var leaves = name.isEmpty || name.hasPrefix("/") || name.hasPrefix("~") || name.contains("\\")
    for part in name.split(separator: "/") {
      depth += part == ".." ? -1 : part == "." ? 0 : 1
      leaves = leaves || depth < 0
    }
    guard !leaves, !name.contains(":") else {
      error(
        "merge.path-outside", "\(what) '\(name)' is not a file in the mailing's folder", at: place,
        hints: ["name it from that folder on, without '..' and without '/' at its beginning"])
      return nil
    }
    return joined(folder, name)
  }

  private func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : "\(folder)/\(name)"
  }

  /// `values`: the mailing's own fields.
  mutating func values(_ node: ConfigurationNode) -> [(
    name: String, location: SourceLocation, value: Value
  )] {
    guard case .mapping(let entries) = node.content else {
      error(
        "configuration.kind",
        "'values' of the letter must be a group of named values, not \(node.kindName)",
        at: node.location)
      return []
    }
    return entries.map { ($0.key, $0.keyLocation, value($0.value, depth: 0)) }
  }

  private mutating func value(_ node: ConfigurationNode, depth: Int) -> Value {
    switch node.content {
    case .null: return Value(.text(""), at: node.location)
    case .scalar(let text):
      let isNumber = !node.isQuoted && isJSONNumber(text) && !isAmbiguous(text)
      return Value(isNumber ? .number(text) : .text(text), at: node.location)
    case .sequence(let items) where depth == 0:
      return Value(.list(items.map { value($0, depth: 1) }), at: node.location)
    case .mapping(let entries) where depth == 1:
      let members = entries.map { ($0.key, value($0.value, depth: 2)) }
      return Value(.group(Group(members)), at: node.location)
    case .sequence, .mapping:
      error(
        "merge.value-kind", "a value is a text, or a list of texts or of groups of texts",
        at: node.location)
      return Value(.text(""), at: node.location)
    }
  }

  /// Whether a number may mean another in the mailing's language, as `1.234` does in Norwegian; as
  /// a text it is an error wherever it is taken for a number.
  private func isAmbiguous(_ text: String) -> Bool {
    guard let listConventions else { return false }
    do throws(NumberFault) {
      _ = try DecimalNumber(written: text, decimalMark: listConventions.decimalMark)
      return false
    } catch {
      if case .ambiguous = error { return true }
      return false
    }
  }

  /// Whether a text is a number as JSON has it: `0150` is none, it is a postcode.
  private func isJSONNumber(_ text: String) -> Bool {
    guard (try? DecimalNumber(json: text)) != nil, text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return false
    }
    let digits = text.hasPrefix("-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first, (0x30...0x39).contains(first),
      !text.contains(where: { " ,+".contains($0) })
    else { return false }
    let second = digits.dropFirst().first
    return first != UInt8(ascii: "0") || second == nil || second == UInt8(ascii: ".")
  }

  /// `to`: lines, or `{value, blank}` for one that must not be blank.
  mutating func addressLines(_ nodes: [ConfigurationNode]) -> [Pattern] {
    nodes.compactMap { node in
      guard case .mapping = node.content else { return patterns([node], named: "to").first }
      var reader = MappingReader(node, context: "an item of 'to'", problems: &problems)
      let refuses = reader.value("blank", expected: "hide or refuse", problems: &problems) {
        ["hide": false, "refuse": true][$0]
      }
      var line = reader.node("value").flatMap { pattern($0, named: "'value' of an item of 'to'") }
      if reader.node("value") == nil {
        error("merge.missing-setting", "the item of 'to' has no value", at: node.location)
      }
      reader.finish(problems: &problems)
      line?.refusesBlank = refuses ?? false
      return line
    }
  }

  /// A row of the reference block.
  mutating func reference(_ entry: ConfigurationNode.Entry) -> Settings.Reference? {
    let label = pattern(entry.key, at: entry.keyLocation)
    let blank = Pattern(parts: [], origin: entry.value.location)
    switch entry.value.content {
    case .null: return Settings.Reference(label: label, value: blank, blank: .hide)
    case .mapping:
      var reader = MappingReader(
        entry.value, context: "'\(entry.key)' of 'reference'", problems: &problems)
      let rules = Settings.Reference.Blank.allCases.map(\.rawValue).joined(separator: ", ")
      let rule = reader.value("blank", expected: "one of \(rules)", problems: &problems) {
        Settings.Reference.Blank(rawValue: $0)
      }
      let value = reader.node("value").flatMap { pattern($0, named: "'value' of '\(entry.key)'") }
      reader.finish(problems: &problems)
      return Settings.Reference(label: label, value: value ?? blank, blank: rule ?? .hide)
    default:
      return pattern(entry.value, named: "'\(entry.key)' of 'reference'").map {
        Settings.Reference(label: label, value: $0, blank: .hide)
      }
    }
  }

  /// Somebody who signs: a name alone, or `{name, role, unit, picture}`.
  mutating func signer(_ node: ConfigurationNode) -> Settings.SignerTemplate {
    if case .scalar(let name) = node.content {
      return Settings.SignerTemplate(lines: [pattern(name, at: node.location)], picture: nil)
    }
    var reader = MappingReader(node, context: "a signer", problems: &problems)
    if reader.node("name") == nil {
      error("merge.missing-setting", "the signer has no name", at: node.location)
    }
    var lines: [Pattern] = []
    for name in ["name", "role", "unit"] {
      guard let node = reader.node(name) else { continue }
      if let line = pattern(node, named: "'\(name)' of a signer") { lines.append(line) }
    }
    let name = reader.string("name", problems: &problems) ?? ""
    var picture: ImageReference?
    if let file = reader.string("picture", problems: &problems), let node = reader.node("picture"),
      let path = containedPath(file, of: "the signature", at: node.location)
    {
      picture = ImageReference(name: file, path: path, alternative: name, origin: node.location)
    }
    reader.finish(problems: &problems)
    return Settings.SignerTemplate(lines: lines, picture: picture)
  }

  /// A label and its items: `{label: Vedlegg, items: [one, two]}`.
  mutating func labelled(_ node: ConfigurationNode, named name: String)
    -> Settings.LabelledPatterns?
  {
    var reader = MappingReader(node, context: "'\(name)'", problems: &problems)
    let label = reader.node("label").flatMap { pattern($0, named: "'label' of '\(name)'") }
    let nodes = reader.sequence("items", problems: &problems) ?? []
    let items = patterns(nodes, named: "items")
    for node in [reader.node("label")] + nodes { noteSigns(in: node) }
    if label == nil, reader.node("label") == nil {
      error("merge.missing-setting", "'\(name)' has no label", at: node.location)
    }
    reader.finish(problems: &problems)
    return label.map { Settings.LabelledPatterns(label: $0, items: items) }
  }
}
