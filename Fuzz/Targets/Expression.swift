import Diagnostics
import Document
import Merge
import Records

/// What stands between two pairs of braces: an expression with filters, and a test; and the same under `let`.
///
/// The first line is the expression, all others are the value of the fields that it may name: `t` a text, `n` a
/// number, `d` a date, `b` yes or no, `l` a list, `j` a number of a JSON list, `o` a list of groups with the
/// names `t`, `n` and `j` and a blank and a 7 beside the value, `A-B`, `A` and `B` names that can be read in two ways.
enum Expression {
  /// Fills the expression in, and decides it as a test.
  static func examine(_ bytes: [UInt8]) throws -> Outcome {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .refused(["not UTF-8"])
    }
    let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let (expression, value) = (parts[0], parts.count > 1 ? String(parts[1]) : "")
    let columns = columns(in: expression)
    let letter = { (body: String, value: String, computed: String) in
      self.letter(body, value, columns, computed)
    }
    let field = letter("{{\(expression)}}", value, "")
    let test = letter("{{#if \(expression)}}q1{{else}}q2{{/if}}", value, "")
    if test.isTaken, !expression.contains("{{"), !expression.contains("}}") {
      let opposite = letter("{{#if not (\(expression))}}q1{{else}}q2{{/if}}", value, "")
      guard !opposite.isTaken || Set([test.words[0], opposite.words[0]]) == ["q1", "q2"] else {
        throw Violation("a test and its opposite: \(test.words), \(opposite.words)")
      }
    }
    if field.isTaken, !expression.contains("{{") {
      // Quotes of YAML's, which hold everything but line ends and themselves.
      let quoted = "'" + expression.replacing("'", with: "''") + "'"
      let computed = letter("{{c}}", value, "let: {c: \(quoted)}\n")
      guard !computed.isTaken || computed.words[0] == field.words[0] else {
        throw Violation("computed under 'let' it is another: \(field.words), \(computed.words)")
      }
    }
    return Outcome(isTaken: field.isTaken || test.isTaken, words: field.words + test.words)
  }

  /// What the columns that an expression names are declared to hold; the value of another could be at fault for all.
  private static func columns(in expression: Substring) -> String {
    let words = Set(expression.split { !$0.isLetter }.map(String.init))
    let kinds = [("n", "number"), ("d", "date"), ("b", "boolean"), ("l", "list")]
    return kinds.filter { words.contains($0.0) }.map { "\($0): \($1)" }.joined(separator: ", ")
  }

  private static func letter(
    _ body: String, _ value: String, _ columns: String, _ computed: String
  ) -> Outcome {
    do {
      let source = settings(value, columns, computed) + body + "\n"
      let template = try Template.parse(source, named: "letter.md", folder: "")
      let record = record(value)
      let merger = try template.output.merger(for: record.fields, list: "list.csv")
      let letter = try merger.output.letter(for: record, recipients: .none)
      return .taken([letter.output.bodyText] + letter.warnings.map(\.description))
    } catch {
      return .refused(error.diagnostics.map(\.description))
    }
  }

  private static func settings(_ value: String, _ columns: String, _ computed: String)
    -> String
  {
    let languages = ["nb", "en", "en-US", "nn", "fr"]
    return """
      ---
      title: T
      language: \(languages[value.utf8.count % languages.count])
      file: x.pdf
      data: {columns: {\(columns)}}
      \(computed)---

      """
  }

  private static func record(_ value: String) -> Record {
    let place = SourceLocation(file: "list.csv", line: 2, column: 1)
    let isNumber = value.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
    let names = ["t", "n", "d", "b", "l", "j"]
    let values = names.map { name in
      Value(name == "j" && isNumber ? .number(value) : .text(value), at: place)
    }
    let groups = ["", "7", value].map { text in
      Value(
        .group(Group(["t", "n", "j"].map { ($0, Value(.text(text), at: place)) })), at: place)
    }
    let others: [(String, Value)] = [
      ("o", Value(.list(groups), at: place)), ("A-B", Value(.text(value), at: place)),
      ("A", Value(.text("9"), at: place)), ("B", Value(.number("0.50"), at: place)),
    ]
    return Record(
      number: 1, fields: Fields(names + others.map(\.0)), values: values + others.map(\.1),
      location: place)
  }
}
