import Composition
import Diagnostics
import Ledger

extension RecipientTally {
  /// The recipients before and after, by reason, for people.
  var lines: [String] {
    let parts = causes.filter { $0.count > 0 }.map { "\($0.count) \($0.words)" }
    let leftOut = parts.isEmpty ? "nobody left out" : "left out: " + parts.joined(separator: ", ")
    return ["\(counted(listed, "recipient")), \(chosen) chosen; \(leftOut)"]
      + unmatched.map { lines in
        let rest = lines.lines == 1 ? "line \(lines.first)" : "the first is line \(lines.first)"
        return "  hint: \(counted(lines.lines, "line")) of \(lines.file.onOneLine) "
          + "\(lines.lines == 1 ? "matches" : "match") nobody (\(rest))"
      }
  }
}

extension RecipientTally.Cause {
  /// What they are left out for.
  fileprivate var words: String {
    switch reason {
    case .hidden: "hidden"
    case .except: "by \(name.onOneLine)"
    case .condition: "by \(name)"
    }
  }
}
