import Configuration
import Diagnostics
import Records

extension ReadingContext {
  /// `where`, `sort`, `except` and `hidden` of `data`: who gets letters, and in which order.
  mutating func choosing(_ reader: inout MappingReader) -> Settings.Choosing {
    var choosing = Settings.Choosing()
    if let node = reader.node("where") { choosing.condition = condition(node) }
    if let node = reader.node("sort") { choosing.sorting = sorting(node) }
    if let node = reader.node("except") { choosing.exceptions = exceptions(node) }
    let ways = HiddenRows.allCases.map(\.rawValue)
    choosing.hidden = reader.value(
      "hidden", expected: "one of \(ways.joined(separator: ", "))", problems: &problems
    ) { HiddenRows(rawValue: $0) }
    return choosing
  }

  private mutating func condition(_ node: ConfigurationNode) -> Settings.Condition? {
    guard case .scalar(let text) = node.content else {
      error(
        "configuration.kind", "'where' of 'data' must be a condition, not \(node.kindName)",
        at: node.location, hints: [ReadingContext.conditionHint("where: ")])
      return nil
    }
    var place = node.location
    if node.isQuoted { place.column += 1 }
    return condition(text, at: place, hint: ReadingContext.conditionHint("where: "))
  }

  /// A condition without braces, whose first character is at a place; nil with the fault noted.
  mutating func condition(_ text: String, at place: SourceLocation, hint: String)
    -> Settings.Condition?
  {
    guard !text.isBlank, !text.contains("{{") else {
      error(
        "merge.condition",
        text.isBlank ? "there is no condition" : "a condition here stands without braces",
        at: place, hints: [hint])
      return nil
    }
    // A tag is placed by its braces, which would stand two characters before.
    var braces = place
    braces.column -= 2
    var reader = TagReader(text, at: braces)
    let expression = test(&reader, hint: hint)
    if case .faulty = expression { return nil }
    return Settings.Condition(expression: expression, location: place)
  }

  /// How a condition is written behind some words.
  static func conditionHint(_ words: String) -> String {
    "a condition reads like \(words)\"City = 'Oslo' and not (Amount > 100)\""
  }
}

// MARK: Sorting

extension ReadingContext {
  /// How many fields recipients may be put in order by.
  static let mostSortFields = 16

  /// `sort: Postcode, Street desc`, or a list of such.
  private mutating func sorting(_ node: ConfigurationNode) -> [Settings.SortField] {
    switch node.content {
    case .scalar(let text): return sorting(text, at: node.location)
    case .sequence(let items):
      var fields: [Settings.SortField] = []
      for item in items {
        guard case .scalar(let text) = item.content else {
          noteSorting(
            "an item of 'sort' must be a field's name, not \(item.kindName)", item.location)
          continue
        }
        fields += sorted([Substring(text)], at: item.location)
      }
      return limited(fields, at: node.location)
    default:
      noteSorting("'sort' of 'data' must name fields, not be \(node.kindName)", node.location)
      return []
    }
  }

  /// The fields that a text names, set apart by commas.
  mutating func sorting(_ text: String, at place: SourceLocation) -> [Settings.SortField] {
    limited(sorted(FieldNames.split(text), at: place), at: place)
  }

  private mutating func sorted(_ names: [Substring], at place: SourceLocation)
    -> [Settings.SortField]
  {
    var fields: [Settings.SortField] = []
    for name in names {
      var (rest, isDescending) = (name.trimmingSpaces, false)
      for (word, descends) in [(" desc", true), (" asc", false)] where rest.hasSuffix(word) {
        (rest, isDescending) = (rest.dropLast(word.count).trimmingSpaces, descends)
      }
      let field = Settings.SortField(
        name: ComparedForm.ofName(FieldNames.withoutBrackets(rest)), isDescending: isDescending,
        location: place)
      if field.name.isEmpty {
        noteSorting("a field's name is missing", place)
      } else {
        fields.append(field)
      }
    }
    return fields
  }

  private mutating func limited(_ fields: [Settings.SortField], at place: SourceLocation)
    -> [Settings.SortField]
  {
    guard fields.count > ReadingContext.mostSortFields else { return fields }
    noteSorting("there are more than \(ReadingContext.mostSortFields) fields to sort by", place)
    return []
  }

  private mutating func noteSorting(_ message: String, _ place: SourceLocation) {
    error(
      "merge.sort", message, at: place,
      hints: ["write it as in 'sort: Postcode, Street' or 'sort: Amount desc'"])
  }
}

/// The names of fields in one text.
package enum FieldNames {
  /// The names, which commas set apart; a name that has one stands between brackets.
  static func split(_ text: String) -> [Substring] {
    var names: [Substring] = []
    var (start, isBracketed) = (text.startIndex, false)
    for index in text.indices {
      switch text[index] {
      case "[": isBracketed = true
      case "]": isBracketed = false
      case "," where !isBracketed:
        names.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    return names + [text[start...]]
  }

  /// A name without the brackets that it may stand between.
  static func withoutBrackets(_ name: Substring) -> String {
    name.hasPrefix("[") && name.hasSuffix("]") && name.count > 1
      ? String(name.dropFirst().dropLast()) : String(name)
  }

  /// The names that a text lists, without brackets and what is blank around them.
  package static func list(_ text: String) -> [String] {
    split(text).map { ComparedForm.ofName(withoutBrackets($0.trimmingSpaces)) }
  }
}

// MARK: Exceptions

extension ReadingContext {
  /// How many lists of people who get no letter a run may have.
  static let mostExceptions = 100

  /// `except: list.csv`, `{file, sheet, by}` or a list of either.
  private mutating func exceptions(_ node: ConfigurationNode) -> [Settings.Exceptions] {
    guard case .sequence(let items) = node.content else {
      return exceptionList(node).map { [$0] } ?? []
    }
    guard items.count <= ReadingContext.mostExceptions else {
      error(
        "merge.except", "'except' names more than \(ReadingContext.mostExceptions) lists",
        at: node.location, hints: ["put them together in one"])
      return []
    }
    return items.compactMap { exceptionList($0) }
  }

  private mutating func exceptionList(_ node: ConfigurationNode) -> Settings.Exceptions? {
    if case .scalar = node.content {
      return file(node, named: "'except' of 'data'").map { Settings.Exceptions(file: $0) }
    }
    var reader = MappingReader(node, context: "'except' of 'data'", problems: &problems)
    var list: Settings.Exceptions?
    if let name = reader.node("file") {
      list = file(name, named: "'file' of 'except'").map { Settings.Exceptions(file: $0) }
    } else if case .mapping = node.content {
      error(
        "merge.missing-setting", "'except' of 'data' names no file", at: node.location,
        hints: ["add one, as in '{file: reserved.csv, by: [Name, Postcode]}'"])
    }
    list?.sheet = reader.string("sheet", problems: &problems)
    if let by = reader.node("by") {
      list?.columns = exceptionColumns(by)
      list?.columnsLocation = by.location
    }
    reader.finish(problems: &problems)
    return list
  }

  /// `by: Number`, `by: [Name, Postcode]` or `by: {Name: Full name, Postcode: Zip}`.
  private mutating func exceptionColumns(_ node: ConfigurationNode)
    -> [Settings.Exceptions.Column]
  {
    var columns: [Settings.Exceptions.Column] = []
    switch node.content {
    case .scalar(let name): columns = [.init(name, name)]
    case .sequence(let items):
      for case .scalar(let name) in items.lazy.map(\.content) { columns.append(.init(name, name)) }
      if columns.count != items.count { columns = [] }
    case .mapping(let entries):
      for entry in entries {
        if case .scalar(let name) = entry.value.content { columns.append(.init(entry.key, name)) }
      }
      if columns.count != entries.count { columns = [] }
    case .null: break
    }
    guard columns.isEmpty else { return columns }
    error(
      "configuration.kind", "'by' of 'except' must name columns", at: node.location,
      hints: ["write it as in 'by: [Name, Postcode]' or 'by: {Name: Full name, Postcode: Zip}'"])
    return []
  }
}

extension Settings.Exceptions.Column {
  /// Two columns, as their names are written.
  init(_ own: String, _ other: String) {
    (self.own, self.other) = (ComparedForm.ofName(own), ComparedForm.ofName(other))
  }
}
