import Diagnostics
import Document
import Records

extension Line {
  /// Whether a value in it holds a line end.
  var hasLineEnd: Bool { inlines.contains { $0.isValue && $0.text.hasLineEnd } }

  /// The lines that line ends within it make, without those of which nothing is left.
  var parts: [Line] {
    var parts: [[Inline]] = [[]]
    for inline in inlines {
      for (index, text) in inline.text.split(
        separator: "\u{2028}", omittingEmptySubsequences: false
      )
      .enumerated() {
        if index > 0 { parts.append([]) }
        var part = inline
        part.text = String(text)
        parts[parts.count - 1].append(part)
      }
    }
    return parts.compactMap { inlines in
      var builder = TextBuilder(capacity: inlines.count)
      for inline in inlines { builder.add(inline) }
      let text = builder.finish()
      return text.isEmpty ? nil : Line(text, isStatic: isStatic, origin: origin)
    }
  }
}

extension String {
  /// Whether it holds a line separator (U+2028, in UTF-8 E2 80 A8).
  fileprivate var hasLineEnd: Bool {
    utf8.contains(0xE2) && unicodeScalars.contains("\u{2028}")
  }
}

extension Evaluation {
  /// Notes that nothing is left of a line of the address that must not be blank.
  mutating func refuseBlankLine(of pattern: Pattern) {
    let names = pattern.fields.map { "'\($0.reference.name)'" }.joined(separator: ", ")
    refuseBlank(
      pattern, "merge.blank-address",
      "nothing is left of a line of the address that must not be blank: \(names)")
  }

  /// Notes that a line must not be blank, at the first cell that it is made of; the master copy's may be.
  mutating func refuseBlank(_ pattern: Pattern, _ id: String, _ message: String) {
    guard record != nil else { return }
    var place = pattern.origin
    for field in pattern.fields {
      guard case .cell(let value, _, _)? = try? value(of: field.expression) else { continue }
      place = value.location
      break
    }
    let use = place == pattern.origin ? [] : ["it is used at \(pattern.origin)"]
    let whose =
      place == pattern.origin ? record.map { [" for the record at \($0.location)"] } ?? [] : []
    problems.report(.error(id, message + whose.joined(), at: place, hints: use))
  }
}

extension Pattern {
  /// The fields of the line, those within tests included.
  fileprivate var fields: [FieldTag] { Pattern.fields(of: parts) }

  private static func fields(of flows: [ControlFlow<InlinePart>]) -> [FieldTag] {
    flows.flatMap { flow -> [FieldTag] in
      switch flow {
      case .one(.field(let field, _)): [field]
      case .one: []
      case .choice(let branches): branches.flatMap { fields(of: $0.body) }
      case .each(_, let body): fields(of: body)
      }
    }
  }
}
