/// One problem, worded for the person who wrote the template or the list.
public struct Diagnostic: Hashable, Sendable {
  /// Whether the letter can still be produced.
  public enum Severity: String, Sendable, Comparable {
    /// The letter is good; its text could be written better. No exit status is changed by it.
    case hint
    /// The letter can be made, but somebody should look.
    case warning
    /// The letter cannot be made.
    case error

    /// Orders a hint before a warning, and a warning before an error.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .hint: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// How bad it is.
  public var severity: Severity
  /// A stable name for tests and scripts, such as `merge.unknown-field`.
  public var id: String
  /// What is wrong: one lowercase phrase without full stop, quoting the author's own words.
  public var message: String
  /// Where it is, if it has a place.
  public var location: SourceLocation?
  /// What to do about it, likeliest remedy first.
  public var hints: [String]
  /// Which kind of failure this is to a program that called us.
  public var failure: Failure
  /// How many problems it stands for: one, unless it is a number of those that are not told.
  package var count = 1
  /// The cell that it is in, where the file is a workbook.
  package var cell: SourceCell?
  /// How many letters have it, where one is told for all of them.
  package var letters = 1

  /// A problem of the given severity.
  ///
  /// Message and hints may quote anybody's text: what could break a line, or turn what is printed around
  /// it, is written as an escape, such as `\n` or `\u{202E}`.
  public init(
    _ severity: Severity, _ id: String, _ message: String, at location: SourceLocation? = nil,
    hints: [String] = [], failure: Failure = .data
  ) {
    self.severity = severity
    self.id = id
    self.message = message.onOneLine
    self.location = location
    self.hints = hints.map(\.onOneLine)
    self.failure = failure
  }

  /// A problem that keeps the letter from being made.
  public static func error(
    _ id: String, _ message: String, at location: SourceLocation? = nil, hints: [String] = [],
    failure: Failure = .data
  ) -> Diagnostic {
    Diagnostic(.error, id, message, at: location, hints: hints, failure: failure)
  }

  /// A problem that somebody should look at before the letters go out.
  public static func warning(
    _ id: String, _ message: String, at location: SourceLocation? = nil, hints: [String] = []
  ) -> Diagnostic {
    Diagnostic(.warning, id, message, at: location, hints: hints)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The text for a terminal: `file:line:column: error: message [id]`, then the cell of a workbook that it is in,
  /// and a line for each hint.
  public var description: String {
    let place = location.map { "\($0): " } ?? ""
    let count = letters > 1 ? ", in \(letters) letters" : ""
    let first = "\(place)\(severity.rawValue): \(message)\(count) [\(id)]"
    let source = cell.map { ["  \($0)"] } ?? []
    return ([first] + source + hints.map { "  hint: \($0)" }).joined(separator: "\n")
  }
}
