import Configuration
import Diagnostics
import Foundation
import Records

extension ReadingContext {
  /// `data`: the list's file, its sheet, its key, what letters are made of, its label and its columns, and who gets
  /// letters.
  mutating func data(_ node: ConfigurationNode) -> Settings.Data {
    var reader = MappingReader(node, context: "'data'", problems: &problems)
    var data = Settings.Data()
    if let file = reader.node("file") { data.file = self.file(file, named: "'file' of 'data'") }
    data.sheet = reader.string("sheet", problems: &problems)
    let database = self.database(&reader, hasFile: reader.node("file") != nil, of: "'data'")
    (data.connection, data.query) = (database.connection, database.query)
    if let key = reader.string("key", problems: &problems) {
      data.parts.key = key.precomposedStringWithCanonicalMapping
      data.keyLocation = reader.node("key")?.location
    }
    parts(&reader, into: &data.parts)
    if let label = reader.node("label") {
      data.label = pattern(label, named: "'label' of 'data'")
      if case .scalar(let text) = label.content { data.labelText = text }
    }
    if let columns = reader.node("columns") { self.columns(columns, into: &data) }
    data.choosing = choosing(&reader)
    reader.finish(problems: &problems)
    return data
  }

  /// `rows` and `with`: what the rows of a record are called, and other tables whose rows belong to it.
  private mutating func parts(_ reader: inout MappingReader, into parts: inout RecordParts) {
    if let name = reader.string("rows", problems: &problems), let node = reader.node("rows") {
      requireKey(parts, of: "rows", at: node.location)
      parts.rows = rowsName(name, at: node.location)
    }
    guard let node = reader.node("with") else { return }
    requireKey(parts, of: "with", at: node.location)
    guard case .mapping(let entries) = node.content else {
      return error(
        "configuration.kind",
        "'with' of 'data' must be a group of named tables, not \(node.kindName)", at: node.location,
        hints: ["write it as in 'with: {Lines: {file: lines.csv, key: Number}}'"])
    }
    for entry in entries {
      guard let name = rowsName(entry.key, at: entry.keyLocation) else { continue }
      if parts.rowsNames.contains(where: { $0.text == name.text }) {
        error(
          "merge.ambiguous-name", "two kinds of rows are called '\(name.text)'",
          at: entry.keyLocation, hints: ["give one of them another name"])
      }
      if let table = table(entry, name, key: parts.key) { parts.joined.append(table) }
    }
  }

  private mutating func requireKey(
    _ parts: RecordParts, of name: String, at place: SourceLocation
  ) {
    guard parts.key == nil else { return }
    error(
      "merge.rows-without-key",
      "'\(name)' needs a 'key', the column that tells which rows belong together", at: place)
  }

  /// What rows are called: any name that a field may have.
  private mutating func rowsName(_ name: String, at place: SourceLocation) -> RowsName? {
    let name = RowsName(name, at: place)
    guard !name.text.isEmpty else {
      error("configuration.value", "rows need a name that can be seen", at: place)
      return nil
    }
    return name
  }

  /// Another table: `{file, sheet, key, others}`.
  private mutating func table(
    _ entry: ConfigurationNode.Entry, _ name: RowsName, key: String?
  ) -> JoinedTable? {
    let context = "'\(entry.key)' of 'with'"
    var reader = MappingReader(entry.value, context: context, problems: &problems)
    var file: Settings.FileReference?
    if let node = reader.node("file") { file = self.file(node, named: "'file' of \(context)") }
    let sheet = reader.string("sheet", problems: &problems)
    let database = self.database(&reader, hasFile: reader.node("file") != nil, of: context)
    let ownKey = reader.string("key", problems: &problems)
    let ways = ["refuse", "ignore"]
    let others = reader.value(
      "others", expected: "one of \(ways.joined(separator: ", "))", problems: &problems
    ) { ways.contains($0) ? $0 : nil }
    let isOfList = sheet != nil || database.query != nil && database.connection == nil
    if file == nil, !isOfList, reader.node("file") == nil, reader.node("connection") == nil {
      error(
        "merge.missing-setting",
        "\(context) names no file, and no sheet of the list's workbook or query of its database",
        at: entry.keyLocation, hints: ["add one, as in '{file: lines.csv, key: Number}'"])
    }
    let location =
      file?.location ?? database.connection?.location ?? reader.node("sheet")?.location
      ?? database.query?.location ?? entry.keyLocation
    reader.finish(problems: &problems)
    guard file != nil || isOfList || database.connection != nil, let key = ownKey ?? key else {
      return nil
    }
    var table = JoinedTable(name, path: file?.path, key: key, at: location)
    (table.sheet, table.ignoresOthers) = (sheet, others == "ignore")
    (table.connection, table.query) = (database.connection?.name, database.query)
    return table
  }
}
