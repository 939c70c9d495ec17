/// A step that a value goes through on its way to paper.
struct Filter: Hashable, Sendable {
  /// What the step does.
  enum Action: Hashable, Sendable {
    /// Writes a date by a pattern.
    case date(DatePattern)
    /// Writes a number with so many decimals, or with those it has.
    case number(decimals: Int?)
    /// Writes an amount of money.
    case currency(String, decimals: Int)
    /// Stands in for an empty value.
    case fallback(String)
    /// Changes the case of letters.
    case upper, lower, title
    /// Goes before a value that is not empty.
    case prefix(String)
    /// Goes after a value that is not empty.
    case suffix(String)
  }

  /// What the step does.
  var action: Action
  /// The step's name as written, for messages.
  var name: String

  /// Whether it writes numbers.
  var takesNumber: Bool {
    switch action {
    case .number, .currency: true
    default: false
    }
  }
}
