package import Diagnostics
package import Ledger

extension OmittedEntry {
  /// What is told somebody who asks for this letter, whose record is at a place.
  package func problem(at place: SourceLocation) -> Diagnostic {
    let why =
      switch reason {
      case .hidden: "the row is hidden, and hidden rows are left out"
      case .except: "the recipient is on a list of those who get none: \(cause)"
      case .condition: "the condition at \(cause) does not hold"
      }
    return .error(
      "batch.left-out", "'\(key)' gets no letter: \(why)", at: place, failure: .usage)
  }
}
