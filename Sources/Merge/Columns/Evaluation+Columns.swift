import Diagnostics
import Records

extension Evaluation {
  /// Looks whether a value is what its column must hold; what it is instead is noted at its cell.
  mutating func check(_ value: Value, against rule: ColumnRule) {
    guard !value.isEmpty else {
      if rule.isRequired { report("required", value, rule, "is blank, and must not be") }
      return
    }
    guard checkKind(of: value, rule), let text = value.checkedText else { return }
    if !rule.choices.isEmpty, !rule.choices.contains(text) {
      report(
        "one-of", value, rule,
        "is '\(text)', and must be one of \(rule.choices.prefix(20).joined(separator: ", "))"
          + (rule.choices.count > 20 ? " …" : ""), hints: didYouMean(text, among: rule.choices))
    }
    if let pattern = rule.pattern, !pattern.matches(text) {
      report("pattern", value, rule, "is '\(text)', and must be like \(pattern.text)")
    }
  }

  /// Whether a value is of the kind that its column holds.
  private mutating func checkKind(of value: Value, _ rule: ColumnRule) -> Bool {
    let reference = FieldReference(name: rule.name, symbol: -1, location: rule.location)
    switch (rule.kind, value.content) {
    case (.type(.text), _), (.type(.list), _): return true
    case (_, .list), (_, .group):
      report("kind", value, rule, "is \(value.noun), and must be \(rule.kind.noun)")
      return false
    case (.type(.boolean), .boolean), (.type(.number), .boolean), (.type(.date), .boolean):
      guard rule.kind != .type(.boolean) else { return true }
      report("kind", value, rule, "is yes or no, and must be \(rule.kind.noun)")
      return false
    case (.type(.number), .date), (.type(.boolean), .date):
      report("kind", value, rule, "is a date, and must be \(rule.kind.noun)")
      return false
    case (.type(.number), .text(let text)), (.type(.number), .number(let text)):
      return number(text, of: value, reference) != nil
    case (.type(.date), .text(let text)), (.type(.date), .number(let text)),
      (.type(.date), .date(let text)):
      return date(text, of: value, reference) != nil
    case (.type(.boolean), .text), (.type(.boolean), .number):
      return boolean(value, reference) != nil
    default: return checkForm(of: value, rule)
    }
  }

  /// Whether a value has the form and the check digits of its kind.
  private mutating func checkForm(of value: Value, _ rule: ColumnRule) -> Bool {
    guard let text = value.checkedText, rule.kind.has(text) else {
      let hints =
        if case .postcode = rule.kind, value.mayLackZeros {
          ["Excel drops zeros before a number: format the column as text"]
        } else {
          [String]()
        }
      report(
        "kind", value, rule, "is no \(rule.kind.noun): '\(value.checkedText ?? value.noun)'",
        hints: hints)
      return false
    }
    return true
  }

  private mutating func report(
    _ id: String, _ value: Value, _ rule: ColumnRule, _ what: String, hints: [String] = []
  ) {
    problems.report(
      .error(
        "merge.column-\(id)", "'\(rule.name)' \(what)", at: value.location,
        hints: hints + ["it is declared at \(rule.location)"]))
  }
}

extension Value {
  /// The text that rules look at; nil for what is none.
  fileprivate var checkedText: String? {
    switch content {
    case .text(let text), .number(let text), .date(let text): String(text.trimmingSpaces)
    case .boolean, .list, .group: nil
    }
  }

  /// Whether it could be a postcode whose zeros are gone.
  fileprivate var mayLackZeros: Bool {
    guard let text = checkedText else { return false }
    return text.utf8.count < 5 && !text.isEmpty
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

extension ColumnKind {
  /// What its values are called.
  fileprivate var noun: String {
    switch self {
    case .type(.text): "a text"
    case .type(.number): "a number"
    case .type(.date): "a date"
    case .type(.boolean): "yes or no"
    case .type(.list): "a list"
    case .postcode(let country): country.noun
    case .email: "address for e-mail"
    case .organisationNumber: "Norwegian organisation number, nine figures with a check digit"
    case .accountNumber: "Norwegian account number, eleven figures with a check digit"
    case .kid(let check):
      "KID, 2 to 25 figures with a check digit by \(check?.rawValue ?? "mod 10 or mod 11")"
    }
  }

  /// Whether a text is one of these.
  fileprivate func has(_ text: String) -> Bool {
    switch self {
    case .type: true
    case .postcode(let country): country.has(text)
    case .email: isAddress(text)
    case .organisationNumber: figures(of: text).map(CheckDigits.isOrganisationNumber) ?? false
    case .accountNumber: figures(of: text).map(CheckDigits.isAccountNumber) ?? false
    case .kid(let check): isKID(text, check)
    }
  }
}

/// The figures of a number that may have spaces and points between groups; nil if there is anything else.
private func figures(of text: String) -> [Int]? {
  guard text.utf8.count <= 40 else { return nil }
  var figures: [Int] = []
  for scalar in text.unicodeScalars {
    switch scalar {
    case "0"..."9": figures.append(Int(scalar.value) - 0x30)
    case " ", ".", "\u{A0}", "\u{202F}", "\u{2009}": continue
    default: return nil
    }
  }
  return figures
}

private func isKID(_ text: String, _ check: ColumnKind.KIDCheck?) -> Bool {
  let endsInDash = text.hasSuffix("-")
  guard let digits = figures(of: endsInDash ? String(text.dropLast()) : text),
    (2...25).contains(digits.count + (endsInDash ? 1 : 0))
  else { return false }
  let isByTen = !endsInDash && CheckDigits.isRightByTen(digits)
  let isByEleven =
    endsInDash
    ? CheckDigits.isRightByEleven(digits, check: nil)
    : CheckDigits.isRightByEleven(digits.dropLast(), check: digits.last)
  return switch check {
  case .ten: isByTen
  case .eleven: isByEleven
  case nil: isByTen || isByEleven
  }
}

/// Whether a text is an address for electronic mail that post offices of today take (RFC 5321, 4.1.2 and 4.5.3.1,
/// without quoted names and numbers in brackets).
private func isAddress(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  guard parts.count == 2, text.utf8.count <= 254, (1...64).contains(parts[0].utf8.count) else {
    return false
  }
  let names = parts[0].split(separator: ".", omittingEmptySubsequences: false)
  let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
  return names.allSatisfy { name in
    !name.isEmpty
      && name.allSatisfy { $0.isLetter || $0.isNumber || "!#$%&'*+-/=?^_`{|}~".contains($0) }
  } && labels.count > 1
    && labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    } && (labels.last?.contains(where: \.isLetter) ?? false)
}
