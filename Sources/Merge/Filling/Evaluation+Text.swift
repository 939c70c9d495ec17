import Diagnostics
import Document
import Records

extension Evaluation {
  /// Fills running text.
  ///
  /// - Returns: The text; empty if there is nothing to print.
  mutating func inlines(_ parts: [ControlFlow<InlinePart>], in place: Place) -> [Inline] {
    var builder = TextBuilder(capacity: parts.count)
    expand(parts) { evaluation, part in evaluation.add(part, in: place, to: &builder) }
    return builder.finish()
  }

  /// Fills a line.
  mutating func line(_ pattern: Pattern, in place: Place, isStatic: Bool) -> Line {
    Line(inlines(pattern.parts, in: place), isStatic: isStatic, origin: pattern.origin)
  }

  private mutating func add(_ part: InlinePart, in place: Place, to builder: inout TextBuilder) {
    switch part {
    case .text(let inline): builder.add(inline)
    case .softBreak(let context, let origin):
      builder.addSoftBreak(inline(" ", context, at: origin))
    case .linkedText(let text, let context, let origin):
      builder.add(inline(text, context, at: origin))
    case .field(let field, let context):
      guard let (text, origin) = print(field, in: place, isText: true), !text.isEmpty else {
        return builder.vanish()
      }
      builder.add(inline(text, context, isValue: true, at: origin))
    }
  }

  private mutating func inline(
    _ text: String, _ context: InlineContext, isValue: Bool = false, at origin: SourceLocation
  ) -> Inline {
    Inline(
      text, style: context.style, link: context.link.flatMap { target(of: $0) },
      language: context.language, isValue: isValue, origin: origin)
  }

  /// What a field prints and where that comes from; nil for nothing.
  ///
  /// Of running text, values are noted where ``notesValues`` says so.
  mutating func print(_ field: FieldTag, in place: Place, isText: Bool = false)
    -> (String, SourceLocation)?
  {
    do throws(Unevaluated) {
      let evaluated = try value(of: field.expression)
      let printed = try text(of: evaluated, field, in: place)
      if isText, notesValues, printed != nil { latestValue = (evaluated, field) }
      return printed
    } catch {
      guard error == .placeholder, !hidesPlaceholders else { return nil }
      return (placeholder(for: field), field.reference.location)
    }
  }

  private mutating func text(
    of evaluated: Evaluated, _ field: FieldTag, in place: Place
  ) throws(Unevaluated) -> (String, SourceLocation)? {
    var (value, type, number): (Value, Settings.ColumnType?, DecimalNumber?)
    switch evaluated {
    case .cell(let cell, let kind, _): (value, type, number) = (cell, kind, nil)
    case .number(let computed, let origin):
      (value, type, number) = (try written(computed, of: field, at: origin), nil, computed)
    case .text(let text, let origin):
      guard text.isBlank || !field.filters.contains(where: \.takesNumber) else {
        throw notANumber("a text", field.reference.name, at: origin, field.reference.location)
      }
      (value, type, number) = (Value(.text(text), at: origin), nil, nil)
    case .boolean(let flag, let origin):
      (value, type, number) = (Value(.boolean(flag), at: origin), nil, nil)
    case .blank(let origin): (value, type, number) = (Value(.text(""), at: origin), nil, nil)
    }
    guard let written = written(value, of: field) else { return nil }
    if written.isEmpty, !place.mayVanish, !field.allowsEmpty {
      reportEmpty(value, of: field)
      return nil
    }
    let text = apply(field.filters, to: written, of: value, type, number, field)
    return text.flatMap { clean($0, of: value, field, in: place) }.map { ($0, value.location) }
  }

  /// A number that was computed, as the letter's language writes it, with all its decimals.
  private mutating func written(
    _ number: DecimalNumber, of field: FieldTag, at origin: SourceLocation
  ) throws(Unevaluated) -> Value {
    guard binding.isLanguageKnown else {
      problems.report(
        .error(
          "merge.not-printable",
          "'\(field.reference.name)' is computed, and how '\(binding.language)' writes numbers is not "
            + "known", at: field.reference.location))
      throw .faulty
    }
    return Value(.text(binding.conventions.text(for: number)), at: origin)
  }

  /// A field of a record that is not known yet, with what would stand around it.
  private func placeholder(for field: FieldTag) -> String {
    var text = "«\(field.reference.name)»"
    for filter in field.filters {
      switch filter.action {
      case .prefix(let prefix): text = prefix + text
      case .suffix(let suffix): text += suffix
      default: break
      }
    }
    return text
  }

  /// A value as its file writes it; nil, with the fault noted, for a list or group.
  private mutating func written(_ value: Value, of field: FieldTag) -> String? {
    switch value.content {
    case .text(let text): return value.isEmpty ? "" : text
    case .number(let text), .date(let text): return text
    case .boolean(let isTrue):
      guard binding.isLanguageKnown else {
        reportWordlessBoolean(value, of: field)
        return nil
      }
      return isTrue ? binding.conventions.yes : binding.conventions.no
    case .list, .group:
      let hint =
        if case .list = value.content {
          "go through it with {{#each \(field.reference.name)}} … {{/each}}"
        } else {
          "name one of its values"
        }
      problems.report(
        .error(
          "merge.not-printable", "'\(field.reference.name)' is \(value.noun) and cannot be printed",
          at: value.location, hints: ["it is used at \(field.reference.location)", hint]))
      return nil
    }
  }

  private mutating func reportWordlessBoolean(_ value: Value, of field: FieldTag) {
    let name = field.reference.name
    problems.report(
      .error(
        "merge.not-printable",
        "'\(name)' is yes or no, and how '\(binding.language)' writes that is not known",
        at: value.location,
        hints: [
          "it is used at \(field.reference.location)",
          "write the words yourself: {{#if \(name)}}…{{else}}…{{/if}}",
        ]))
  }

  private mutating func reportEmpty(_ value: Value, of field: FieldTag) {
    let name = field.reference.name
    problems.report(
      .error(
        "merge.empty-value", "'\(name)' is blank, and the letter does not say what then",
        at: value.location,
        hints: [
          "it is used at \(field.reference.location)",
          "write {{\(name) | default: '…'}}, or put the text between {{#if \(name)}} and {{/if}}",
        ]))
  }

  /// A value with nothing in it that would print as more than characters.
  private mutating func clean(
    _ text: String, of value: Value, _ field: FieldTag, in place: Place
  ) -> String? {
    var isPlain = true
    var previous: UInt8 = 0
    for byte in text.utf8 {
      // Controls of ASCII and of Latin-1 (C2 80–9F), U+2028 and U+2029 (E2 80 A8 and A9), and controls
      // of direction (E2 80 AA–AE and E2 81 A6–A9).
      if byte < 0x20 || byte == 0x7F || (previous == 0xC2 && byte < 0xA0)
        || (previous == 0x80 && (byte == 0xA8 || byte == 0xA9))
        || ((previous == 0x80 || previous == 0x81) && DirectionControls.contains(previous, byte))
      {
        isPlain = false
        break
      }
      previous = byte
    }
    return isPlain
      ? text : cleaned(withoutControls(text, of: value, field), of: value, field, in: place)
  }

  /// A text without the controls of direction that its value brought, which would turn the author's
  /// own words around; those of the author's prefixes and suffixes stay.
  private mutating func withoutControls(
    _ text: String, of value: Value, _ field: FieldTag
  ) -> String {
    guard case .text(let own) = value.content, let control = DirectionControls.first(in: own) else {
      return text
    }
    problems.report(
      .warning(
        "merge.direction-control",
        "'\(field.reference.name)' holds the control of direction \(control.codePoint), which is left"
          + " out",
        at: value.location,
        hints: [
          "it would turn around the words after it; it is used at \(field.reference.location)"
        ]))
    return DirectionControls.removed(from: text)
  }

  private mutating func cleaned(
    _ text: String, of value: Value, _ field: FieldTag, in place: Place
  ) -> String? {
    var cleaned = ""
    for character in text {
      if character.isNewline {
        cleaned += place.keepsLineEnds ? "\u{2028}" : " "
        if !place.keepsLineEnds { warn(ofLineEndIn: value, field) }
      } else if character == "\t" {
        cleaned += " "
      } else if let control = character.unicodeScalars.first(where: {
        $0.properties.generalCategory == .control
      }) {
        problems.report(
          .error(
            "merge.control-character",
            "'\(field.reference.name)' holds the control character \(control.codePoint)",
            at: value.location, hints: ["it is used at \(field.reference.location)"]))
        return nil
      } else {
        cleaned.append(character)
      }
    }
    return cleaned
  }

  /// Warns of a line end where there can be none.
  private mutating func warn(ofLineEndIn value: Value, _ field: FieldTag) {
    problems.report(
      .warning(
        "merge.line-end",
        "'\(field.reference.name)' holds a line end, and is printed on one line with a space for it",
        at: value.location, hints: ["it is used at \(field.reference.location)"]))
  }

  /// A link with the fields of its target filled in.
  private mutating func target(of link: LinkTemplate) -> Link? {
    if let fixed = link.fixed { return fixed }
    var target = ""
    for part in link.parts {
      switch part {
      case .text(let text): target += text
      case .field(let field):
        if isPlaceholder(field) { return nil }
        guard let (text, origin) = print(field, in: .wholeLine) else { continue }
        // A whole address is kept as it is; a part of one must not end up as more than a part.
        let isStart = target.isEmpty
        target += Evaluation.encoded(text, behind: target)
        if isStart, !hasLinkScheme(text) {
          problems.report(
            .error(
              "merge.link-target", "'\(text)' is no address that a letter's reader could follow",
              at: origin, hints: ["it is used at \(field.reference.location)"]))
        }
      }
    }
    return target.isEmpty ? nil : Link(target: target, number: link.number)
  }

  /// Whether a field is of a record that is not known yet.
  private mutating func isPlaceholder(_ field: FieldTag) -> Bool {
    do throws(Unevaluated) {
      _ = try value(of: field.expression)
      return false
    } catch {
      return error == .placeholder
    }
  }

  /// A value as part of an address.
  private static func encoded(_ text: String, behind start: String) -> String {
    if start.isEmpty { return percentEncoded(text, keepingReserved: true) }
    if start.hasPrefix("tel:") { return text.filter { $0.isNumber || $0 == "+" } }
    return percentEncoded(text, keepingReserved: false)
  }
}
