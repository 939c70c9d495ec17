import Diagnostics
import Document
import Merge
import Records

/// What stands between two pairs of braces: a field with filters, and a test.
///
/// The first line is the expression, all others are the value of the fields that it may name: `t` a text, `n` a
/// number, `d` a date, `b` yes or no, `l` a list, `j` a number of a JSON list.
enum Expression {
  /// Fills the expression in, and decides it as a test.
  static func examine(_ bytes: [UInt8]) throws -> Outcome {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .refused(["not UTF-8"])
    }
    let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let (expression, value) = (parts[0], parts.count > 1 ? String(parts[1]) : "")
    let field = letter("{{\(expression)}}", value)
    let test = letter("{{#if \(expression)}}q1{{else}}q2{{/if}}", value)
    if test.isTaken, !expression.contains("{{"), !expression.contains("}}") {
      let opposite = letter("{{#if not (\(expression))}}q1{{else}}q2{{/if}}", value)
      guard !opposite.isTaken || Set([test.words[0], opposite.words[0]]) == ["q1", "q2"] else {
        throw Violation("a test and its opposite: \(test.words), \(opposite.words)")
      }
    }
    return Outcome(isTaken: field.isTaken || test.isTaken, words: field.words + test.words)
  }

  private static func letter(_ body: String, _ value: String) -> Outcome {
    do {
      let source = settings(value) + body + "\n"
      let template = try Template.parse(source, named: "letter.md", folder: "")
      let record = record(value)
      let merger = try template.output.merger(for: record.fields, list: "list.csv")
      let letter = try merger.output.letter(for: record, recipients: .none)
      return .taken([letter.output.bodyText] + letter.warnings.map(\.description))
    } catch {
      return .refused(error.diagnostics.map(\.description))
    }
  }

  private static func settings(_ value: String) -> String {
    let languages = ["nb", "en", "en-US", "nn", "fr"]
    return """
      ---
      title: T
      language: \(languages[value.utf8.count % languages.count])
      file: x.pdf
      data: {columns: {n: number, d: date, b: boolean, l: list}}
      ---

      """
  }

  private static func record(_ value: String) -> Record {
    let place = SourceLocation(file: "list.csv", line: 2, column: 1)
    let isNumber = value.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
    let names = ["t", "n", "d", "b", "l", "j"]
    return Record(
      number: 1, fields: Fields(names),
      values: names.map { name in
        Value(name == "j" && isNumber ? .number(value) : .text(value), at: place)
      }, location: place)
  }
}
