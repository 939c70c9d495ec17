import Diagnostics
import Document
import Merge
import Records

/// A letter with a body and perhaps more settings, bound to a list and filled for one record.
struct Fixture {
  /// Lines of front matter besides title, language and file.
  var settings = ""
  /// The letter's language.
  var language = "nb"
  /// The body.
  var body: String
  /// The record's fields and values in order.
  var record: [(String, Value.Content)] = []

  /// The whole of letter.md; the body begins on the line behind the second `---`.
  var source: String {
    "---\ntitle: T\nlanguage: \(language)\nfile: x.pdf\n\(settings)---\n\(body)"
  }

  /// The line of letter.md on which the body begins.
  var bodyLine: Int { 6 + settings.count { $0 == "\n" } }

  /// The list's fields.
  var fields: Fields { Fields(record.map(\.0)) }

  /// The record, on line 2 of list.csv, its values in columns 1, 2, 3 and on.
  var filled: Record {
    let values = record.enumerated().map { index, field in
      Value(field.1, at: SourceLocation(file: "list.csv", line: 2, column: index + 1))
    }
    return Record(
      number: 1, fields: fields, values: values,
      location: SourceLocation(file: "list.csv", line: 2, column: 1))
  }

  func template() throws -> Warned<Template> {
    try Template.parse(source, named: "letter.md", folder: "mailing")
  }

  func merger() throws -> Merger {
    try template().output.merger(for: fields, list: "list.csv").output
  }

  func letter() throws -> Letter {
    try merger().letter(for: filled, recipients: .none).output
  }

  /// What is wrong, told by whichever step finds it first.
  var problems: [String] {
    do {
      _ = try letter()
      return []
    } catch let error as DiagnosticsError {
      return error.diagnostics.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  /// The filled body in a short notation.
  func outline() throws -> String { try letter().body.map(\.outline).joined(separator: "\n") }
}

/// Values of a list, placed anywhere.
func list(_ items: [Value.Content]) -> Value.Content {
  .list(items.map { Value($0, at: SourceLocation(file: "list.json", line: 9, column: 9)) })
}

/// A group of texts as an item of a list.
func group(_ values: [String: String]) -> Value.Content {
  let place = SourceLocation(file: "list.json", line: 9, column: 9)
  return .group(
    Group(values.sorted { $0.key < $1.key }.map { ($0.key, Value(.text($0.value), at: place)) }))
}

extension Block {
  /// The block in a short notation, such as `p(…)` or `ul[…; …]`.
  var outline: String {
    switch content {
    case .heading(let level, let text): "h\(level)(\(text.outline))"
    case .paragraph(let text): "p(\(text.outline))"
    case .quote(let blocks): "quote[\(blocks.map(\.outline).joined(separator: "; "))]"
    case .rule: "rule"
    case .pageBreak: "page break"
    case .image(let image): "image(\(image.path): \(image.alternative))"
    case .list(let list):
      (list.start.map { "ol\($0)" } ?? "ul") + (list.isTight ? "[" : " loose[")
        + list.items.map { $0.blocks.map(\.outline).joined(separator: ", ") }
        .joined(separator: "; ") + "]"
    case .table(let table):
      "table("
        + ([table.header] + table.rows).map { row in
          row.map(\.inlines.outline).joined(separator: " | ")
        }.joined(separator: " / ") + ")"
    }
  }
}

extension [Inline] {
  /// The text with marks for what is set off, `^` for line breaks.
  var outline: String {
    map { inline in
      var text = inline.text.replacing("\u{2028}", with: "^")
      if inline.style.contains(.code) { text = "`\(text)`" }
      if inline.style.contains(.emphasis) { text = "*\(text)*" }
      if inline.style.contains(.strong) { text = "**\(text)**" }
      if let link = inline.link { text = "<\(text)→\(link.target)>" }
      if let language = inline.language { text = "{\(language): \(text)}" }
      return text
    }.joined()
  }
}
