import Diagnostics

extension ExpressionParser {
  /// A field, a text, a number, a function's value, or an expression between parentheses.
  mutating func operand() -> Expression {
    reader.skipSpaces()
    let place = reader.location
    guard takesPart(at: place) else { return .faulty }
    switch reader.peek {
    case "'", "\"":
      guard let text = reader.quoted() else { return note("the quote is not closed", at: place) }
      return .text(text, at: place)
    case "[":
      guard let name = reader.bracketedName(), !name.isEmpty else {
        return note("']' is missing", at: place)
      }
      return bracketed(name, at: place)
    case "(": return parenthesized()
    default: return nameOrNumber(at: place)
    }
  }

  /// A name that stood between brackets, perhaps with a dot and another behind it.
  private mutating func bracketed(_ name: String, at place: SourceLocation) -> Expression {
    let list = context.reference(name, at: place)
    guard reader.peek == "." else { return .field(list) }
    reader.advance()
    let memberPlace = reader.location
    let member = reader.peek == "[" ? reader.bracketedName() ?? "" : words().joined(separator: " ")
    return self.member(member, at: memberPlace, of: list)
  }

  private mutating func member(
    _ name: String, at place: SourceLocation, of list: FieldReference
  ) -> Expression {
    guard !name.isEmpty else { return note("a name should stand behind the dot", at: place) }
    return .member(
      MemberReference(
        list: list, member: context.reference(name, at: place),
        whole: context.reference("\(list.name).\(name)", at: list.location)))
  }

  private mutating func nameOrNumber(at place: SourceLocation) -> Expression {
    let words = words()
    guard let first = words.first else {
      let found = reader.peek == nil ? "the end" : "'\(reader.rest)'"
      return note("a field, text or number should stand before \(found)", at: place)
    }
    if words.count == 1 {
      if reader.peek == "(" { return call(named: first, at: place) }
      if let number = number(first, at: place) { return number }
    }
    return field(words.joined(separator: " "), at: place)
  }

  private mutating func call(named name: String, at place: SourceLocation) -> Expression {
    if let function = FunctionCall.Function(rawValue: name) { return call(function, at: place) }
    let names = FunctionCall.Function.allCases.map(\.rawValue)
    return note(
      "there is no function '\(name)'", at: place,
      hints: didYouMean(name, among: names)
        + [
          "the functions are \(names.joined(separator: ", "))",
          "put a name that holds parentheses between brackets: [\(name) (…)]",
        ])
  }

  private mutating func number(_ word: String, at place: SourceLocation) -> Expression? {
    guard let number = try? DecimalNumber(plain: word) else { return nil }
    if openCalls > 0, let comma = word.firstIndex(of: ",") {
      let (whole, decimals) = (word[..<comma], word[word.index(after: comma)...])
      return note(
        "'\(word)' may be one number or two here", at: place,
        hints: ["write \(whole).\(decimals) for one, and \(whole); \(decimals) for two"])
    }
    return .number(number, written: word, at: place)
  }

  /// A name, which may be that of a list's values if it has a dot.
  private mutating func field(_ name: String, at place: SourceLocation) -> Expression {
    let whole = context.reference(name, at: place)
    guard let dot = name.firstIndex(of: "."), dot > name.startIndex else { return .field(whole) }
    let list = context.reference(String(name[..<dot].trimmingSpaces), at: place)
    let rest = String(name[name.index(after: dot)...].trimmingSpaces)
    if rest.isEmpty {
      guard reader.peek == "[" else { return .field(whole) }
      let memberPlace = reader.location
      return member(reader.bracketedName() ?? "", at: memberPlace, of: list)
    }
    let member = context.reference(rest, at: place)
    return .choice([
      .field(whole), .member(MemberReference(list: list, member: member, whole: whole)),
    ])
  }

  /// The words of a name or a number up to whatever ends it.
  private mutating func words() -> [String] {
    var words: [String] = []
    while let next = reader.peek, !"()=!<>≠≤≥'\"[]".contains(next), !endsName(next) {
      let before = reader
      let word = word()
      guard !["and", "or", "not"].contains(word) else {
        reader = before
        break
      }
      words.append(word)
      reader.skipSpaces()
      if word.hasSuffix("."), reader.peek == "[" { break }
    }
    return words
  }

  private mutating func word() -> String {
    var word = ""
    while let next = reader.peek, !next.isWhitespace, !"()=!<>≠≤≥".contains(next) {
      if next == "[", word.last == "." { break }
      if next == stop || (endsName(next) && !isDecimalMark(next)) { break }
      word.append(next)
      reader.advance()
    }
    return word
  }

  /// Whether a sign ends a name here: one of arithmetic, or one between what a function is called with.
  private func endsName(_ next: Character) -> Bool {
    if next == stop { return true }
    if next == "," || next == ";" { return openCalls > 0 }
    guard "+-*/\u{2212}".contains(next) else { return false }
    switch signs {
    case .none: return false
    case .spaced: return reader.isApart
    case .all: return true
    }
  }

  /// Whether a comma stands between figures.
  private func isDecimalMark(_ next: Character) -> Bool { next == "," && reader.isBetweenFigures }
}
