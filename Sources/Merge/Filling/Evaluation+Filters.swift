import Diagnostics
import Records

extension Evaluation {
  /// Sends a value through its filters; nil, with the fault noted, where one cannot take it.
  mutating func apply(
    _ filters: [Filter], to written: String, of value: Value, _ type: Settings.ColumnType?,
    _ computed: DecimalNumber?, _ field: FieldTag
  ) -> String? {
    var text = written
    for filter in filters {
      if case .fallback(let fallback) = filter.action {
        if text.isEmpty { text = fallback }
      } else if !text.isEmpty {
        // A number that was computed need not be read, as long as nothing has changed its text.
        let known = text == written ? computed : nil
        guard let filtered = apply(filter, to: text, of: value, known, field) else { return nil }
        text = filtered
      }
    }
    return text
  }

  /// Sends a text that is not empty through a filter; nil, with the fault noted, where that cannot take it.
  private mutating func apply(
    _ filter: Filter, to text: String, of value: Value, _ known: DecimalNumber?, _ field: FieldTag
  ) -> String? {
    switch filter.action {
    case .fallback: return text
    case .upper: return text.uppercased()
    case .lower: return text.lowercased()
    case .title: return Evaluation.titleCased(text)
    case .prefix(let prefix): return prefix + text
    case .suffix(let suffix): return text + suffix
    case .date(let pattern):
      return date(text, of: value, field).map { pattern.text(for: $0, in: binding.conventions) }
    case .number(let decimals):
      let number = number(text, known, of: value, field, decimals: decimals)
      return number.map { binding.conventions.text(for: $0) }
    case .currency(let currency, let decimals):
      let number = number(text, known, of: value, field, decimals: decimals)
      return number.map { binding.conventions.text(for: $0, currency: currency) }
    }
  }

  /// Every word with a capital first letter, the other letters as they are.
  private static func titleCased(_ text: String) -> String {
    var result = ""
    var isInWord = false
    for character in text {
      result += isInWord ? String(character) : character.uppercased()
      isInWord = character.isLetter || character.isNumber || (isInWord && "'’".contains(character))
    }
    return result
  }

  /// Reads a number, unless it is known, and rounds it; nil with the fault noted.
  private mutating func number(
    _ text: String, _ known: DecimalNumber?, of value: Value, _ field: FieldTag, decimals: Int?
  ) -> DecimalNumber? {
    guard let number = known ?? number(text, of: value, field.reference) else { return nil }
    guard let decimals else { return number }
    if let rounded = number.rounded(toDecimals: decimals) { return rounded }
    problems.report(
      .error(
        "merge.overflow",
        "'\(field.reference.name)' with \(decimals) decimals has more digits than a number may have, "
          + "\(DecimalNumber.mostComputedDigits)", at: value.location,
        hints: ["it is used at \(field.reference.location)"]))
    return nil
  }

  /// Reads a number in the form that its file has it; nil with the fault noted.
  mutating func number(_ text: String, of value: Value, _ reference: FieldReference)
    -> DecimalNumber?
  {
    do throws(NumberFault) {
      if case .number(let written) = value.content, written == text {
        // In the letter itself a number is written by hand, not by a program.
        if binding.isOfLetter(value) { try refuseAmbiguous(text) }
        return try DecimalNumber(json: text)
      }
      if binding.decimalMark == nil { try refuseAmbiguous(text) }
      return try DecimalNumber(
        written: text, decimalMark: binding.decimalMark ?? UInt8(ascii: "."))
    } catch {
      report(error, text, value, reference)
      return nil
    }
  }

  /// Refuses a number that means one thing with a decimal comma and another with a decimal point, where
  /// the mailing's language does not tell which of them is meant.
  private func refuseAmbiguous(_ text: String) throws(NumberFault) {
    let comma = UInt8(ascii: ","), point = UInt8(ascii: ".")
    let marks = binding.decimalMark.map { [$0] } ?? [comma, point]
    var readings: [DecimalNumber] = []
    for mark in marks {
      do throws(NumberFault) {
        readings.append(try DecimalNumber(written: text, decimalMark: mark))
      } catch {
        if case .ambiguous = error { throw error }
      }
    }
    guard let one = readings.first, let other = readings.last, one != other else { return }
    let plain = readings.map { LocaleConventions.british.text(for: $0).replacing(",", with: "") }
    throw .ambiguous(plain[1], plain[0])
  }

  /// Reads a date; nil with the fault noted.
  private mutating func date(_ text: String, of value: Value, _ field: FieldTag) -> CalendarDate? {
    date(text, of: value, field.reference)
  }

  /// Reads a date; nil with the fault noted.
  mutating func date(_ text: String, of value: Value, _ reference: FieldReference) -> CalendarDate?
  {
    do throws(DateFault) {
      return try CalendarDate(text)
    } catch {
      let (message, hint) = Evaluation.words(for: error, text)
      problems.report(
        .error(
          "merge.date", "'\(reference.name)' \(message)", at: value.location,
          hints: ["it is used at \(reference.location)", hint]))
      return nil
    }
  }

  private static func words(for fault: DateFault, _ text: String) -> (String, String) {
    let forms = "dates are read as yyyy-MM-dd or dd.MM.yyyy"
    return switch fault {
    case .notADate: ("is no date: '\(text)'", forms)
    case .impossible: ("is a day that does not exist: '\(text)'", forms)
    case .shortYear: ("has a year of two digits: '\(text)'", "write the year with four digits")
    }
  }

  private mutating func report(
    _ fault: NumberFault, _ text: String, _ value: Value, _ reference: FieldReference
  ) {
    let (message, hint): (String, String?) =
      switch fault {
      case .notANumber: ("is no number: '\(text)'", nil)
      case .ambiguous(let one, let other):
        (
          "can be read two ways: '\(text)' is \(one) or \(other)",
          "write it without marks between groups"
        )
      case .tooManyDigits: ("has more digits than a number here may have, 18: '\(text)'", nil)
      }
    problems.report(
      .error(
        "merge.number", "'\(reference.name)' \(message)", at: value.location,
        hints: ["it is used at \(reference.location)"] + (hint.map { [$0] } ?? [])))
  }
}
