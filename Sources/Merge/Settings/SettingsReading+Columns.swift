import Configuration
import Diagnostics
import Foundation

extension ReadingContext {
  /// `columns` of `data`: what columns hold, and must hold.
  mutating func columns(_ node: ConfigurationNode, into data: inout Settings.Data) {
    guard case .mapping(let entries) = node.content else {
      return error(
        "configuration.kind",
        "'columns' of 'data' must be a group of named values, not \(node.kindName)",
        at: node.location)
    }
    for entry in entries {
      guard let rule = rule(entry) else { continue }
      data.columns[entry.key] = rule.kind.type
      data.columnLocations.append((entry.key, entry.keyLocation))
      data.rules.append(rule)
    }
  }

  /// A column's kind alone, or `{kind, required, one of, pattern, country, check}`.
  private mutating func rule(_ entry: ConfigurationNode.Entry) -> ColumnRule? {
    var rule = ColumnRule(name: entry.key, location: entry.keyLocation)
    if case .scalar(let word) = entry.value.content {
      guard let kind = kind(word, at: entry.value.location) else { return nil }
      rule.kind = kind
      return rule
    }
    guard case .mapping = entry.value.content else {
      noteKind(at: entry.value.location)
      return nil
    }
    var reader = MappingReader(
      entry.value, context: "'\(entry.key)' of 'columns'", problems: &problems)
    rule.isRequired = reader.boolean("required", problems: &problems) ?? false
    rule.choices = choices(&reader)
    rule.pattern = textPattern(&reader)
    if let kind = kind(&reader) { rule.kind = kind }
    reader.finish(problems: &problems)
    return rule
  }

  private mutating func kind(_ reader: inout MappingReader) -> ColumnKind? {
    let countries = PostalCountry.allCases.map(\.rawValue).joined(separator: ", ")
    let country = reader.value("country", expected: "one of \(countries)", problems: &problems) {
      PostalCountry(rawValue: $0)
    }
    let check = reader.value("check", expected: "mod 10 or mod 11", problems: &problems) {
      ColumnKind.KIDCheck(rawValue: $0)
    }
    guard let node = reader.node("kind") else { return nil }
    guard case .scalar(let word) = node.content else {
      noteKind(at: node.location)
      return nil
    }
    return kind(word, country, check, at: node.location)
  }

  private mutating func kind(
    _ word: String, _ country: PostalCountry? = nil, _ check: ColumnKind.KIDCheck? = nil,
    at place: SourceLocation
  ) -> ColumnKind? {
    let country = country ?? PostalCountry(language: listLanguage)
    if let kind = ColumnKind(word, country: country, check: check) { return kind }
    noteKind(at: place)
    return nil
  }

  private mutating func noteKind(at place: SourceLocation) {
    error(
      "merge.column-type", "a column is one of \(ColumnKind.words.joined(separator: ", "))",
      at: place)
  }

  private mutating func choices(_ reader: inout MappingReader) -> [String] {
    var choices: [String] = []
    for node in reader.sequence("one of", problems: &problems) ?? [] {
      if case .scalar(let text) = node.content {
        choices.append(text)
      } else {
        error(
          "configuration.kind", "an item of 'one of' must be a text, not \(node.kindName)",
          at: node.location)
      }
    }
    return choices
  }

  private mutating func textPattern(_ reader: inout MappingReader) -> TextPattern? {
    guard let text = reader.string("pattern", problems: &problems),
      let place = reader.node("pattern")?.location
    else { return nil }
    do throws(TextPatternFault) {
      return try TextPattern(text)
    } catch {
      self.error(
        "merge.column-pattern", "the pattern '\(text)' cannot be used: \(error.message)", at: place)
      return nil
    }
  }
}
