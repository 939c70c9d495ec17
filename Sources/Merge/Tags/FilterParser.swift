import Diagnostics

/// Reads one filter of a tag: its name and, behind a colon, its arguments.
struct FilterParser {
  var reader: TagReader
  var context: ReadingContext

  init(reader: TagReader, context: ReadingContext) {
    (self.reader, self.context) = (reader, context)
  }

  private static let names = [
    "date", "number", "currency", "default", "upper", "lower", "title", "prefix", "suffix",
  ]

  /// The filter up to the next `|`, or nil with its fault noted.
  mutating func parse() -> Filter? {
    reader.skipSpaces()
    let place = reader.location
    let name = reader.word { $0 == ":" || $0 == "|" }
    guard let arguments = arguments() else { return nil }
    guard FilterParser.names.contains(name) else {
      context.error(
        "merge.unknown-filter",
        name.isEmpty ? "there is no filter behind '|'" : "there is no filter '\(name)'", at: place,
        hints: didYouMean(name, among: FilterParser.names)
          + ["the filters are \(FilterParser.names.joined(separator: ", "))"])
      return nil
    }
    return action(name, arguments, at: place).map { Filter(action: $0, name: name) }
  }

  private mutating func arguments() -> [String]? {
    guard reader.peek == ":" else { return [] }
    var arguments: [String] = []
    repeat {
      reader.advance()
      reader.skipSpaces()
      let place = reader.location
      guard let argument = argument() else {
        context.error(
          "merge.filter-argument", "the argument must be a number, a word, or a text in quotes",
          at: place)
        _ = reader.word { $0 == "|" }
        return nil
      }
      arguments.append(argument)
      reader.skipSpaces()
    } while reader.peek == ","
    return arguments
  }

  private mutating func argument() -> String? {
    if reader.peek == "'" || reader.peek == "\"" { return reader.quoted() }
    let word = reader.word { $0 == "," || $0 == "|" }
    return word.isEmpty || word.contains(where: \.isWhitespace) ? nil : word
  }

  private mutating func action(_ name: String, _ arguments: [String], at place: SourceLocation)
    -> Filter.Action?
  {
    switch (name, arguments.count) {
    case ("upper", 0): return .upper
    case ("lower", 0): return .lower
    case ("title", 0): return .title
    case ("default", 1): return .fallback(arguments[0])
    case ("prefix", 1): return .prefix(arguments[0])
    case ("suffix", 1): return .suffix(arguments[0])
    case ("date", 0...1): return date(arguments.first ?? "short", at: place)
    case ("number", 0...1): return number(arguments.first, at: place)
    case ("currency", 1...2): return currency(arguments, at: place)
    default:
      return fault("'\(name)' takes \(FilterParser.arity(of: name))", at: place)
    }
  }

  private static func arity(of name: String) -> String {
    switch name {
    case "upper", "lower", "title": "no argument"
    case "default", "prefix", "suffix": "one text, as in \(name): ', '"
    case "date": "one pattern, as in date: 'd. MMMM yyyy'"
    case "number": "at most the number of decimals, as in number: 2"
    default: "a currency, as in currency: 'NOK'"
    }
  }

  private mutating func date(_ argument: String, at place: SourceLocation) -> Filter.Action? {
    guard let conventions = conventions(at: place) else { return nil }
    let pattern =
      switch argument {
      case "short": conventions.shortDate
      case "long": conventions.longDate
      default: argument
      }
    if let pattern = DatePattern(pattern) { return .date(pattern) }
    return fault(
      "'\(argument)' is no pattern for a date", at: place,
      hints: [
        "patterns are made of d dd M MM MMM MMMM yy yyyy EEEE, signs, and words between quotes",
        "a month or a weekday without a date is LLLL or cccc",
        "the names 'short' and 'long' stand for the usual ones",
      ])
  }

  private mutating func number(_ argument: String?, at place: SourceLocation) -> Filter.Action? {
    guard conventions(at: place) != nil else { return nil }
    guard let argument else { return .number(decimals: nil) }
    return decimals(argument, at: place).map { .number(decimals: $0) }
  }

  private mutating func currency(_ arguments: [String], at place: SourceLocation)
    -> Filter.Action?
  {
    guard conventions(at: place) != nil else { return nil }
    guard let currency = arguments.first, !currency.isEmpty else {
      return fault("'currency' takes a currency, as in currency: 'NOK'", at: place)
    }
    // ISO 4217 gives these no minor unit.
    let usual = ["ISK", "JPY", "KRW"].contains(currency) ? 0 : 2
    guard arguments.count == 2 else { return .currency(currency, decimals: usual) }
    return decimals(arguments[1], at: place).map { .currency(currency, decimals: $0) }
  }

  private mutating func decimals(_ argument: String, at place: SourceLocation) -> Int? {
    if let count = Int(argument), (0...9).contains(count) { return count }
    _ = fault("'\(argument)' is no number of decimals from 0 to 9", at: place)
    return nil
  }

  private mutating func conventions(at place: SourceLocation) -> LocaleConventions? {
    if context.conventions == nil, !context.language.isEmpty {
      _ = fault(
        "how '\(context.language)' writes dates and numbers is not known", at: place,
        hints: ["the languages known are \(LocaleConventions.languages)"])
    }
    return context.conventions
  }

  private mutating func fault(_ message: String, at place: SourceLocation, hints: [String] = [])
    -> Filter.Action?
  {
    context.error("merge.filter-argument", message, at: place, hints: hints)
    return nil
  }
}
