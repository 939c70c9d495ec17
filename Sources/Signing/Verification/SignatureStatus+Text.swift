import Diagnostics

extension SignatureStatus: CustomStringConvertible {
  /// The status for a terminal: the verdict and the field, then a line for each thing to know.
  package var description: String {
    words(title: "\(field): \(verdict)", time: claimedTime.map { "at \($0)" })
  }

  /// The status under a title of its own, and with other words for the time that the signer claims.
  package func words(title: String, time: String?) -> String {
    var lines = [title]
    if let signer {
      lines.append("signed by \(signer.name)\(time.map { ", who says \($0)" } ?? "")")
      if signer.isDemonstration {
        lines.append("a demonstration key: this proves nothing outside the machine that made it")
      }
    }
    lines.append(coverage.description)
    lines.append(trust.description)
    lines.append("form: \(level.map { "PAdES \($0)" } ?? "not PAdES baseline")")
    if let method { lines.append("method: \(method)") }
    lines += unjudged.map { "cannot be judged: \($0)" }
    lines += faults.map { "fault: \($0)" } + notes.map { "note: \($0)" }
    lines += formFaults.map { "form: \($0)" }
    return lines.joined(separator: "\n  ")
  }

  /// The bottom line in one or two words.
  package var verdict: String {
    if isAcceptable { return "good" }
    if !faults.isEmpty { return "broken" }
    if !unjudged.isEmpty { return "cannot be judged" }
    if !isIntact || !isValid { return "broken" }
    return coverage.isAcceptable ? "not trusted" : "changed after signing"
  }
}

extension SignatureCoverage: CustomStringConvertible {
  /// The coverage as a phrase.
  package var description: String {
    switch self {
    case .wholeFile: "covers the whole file"
    case .laterSignatures(let fields):
      "covers all but later signatures: \(fields.map(\.onOneLine).joined(separator: ", "))"
    case .changedAfter(let changes):
      "changed after: \(changes.prefix(20).joined(separator: "; "))"
        + (changes.count > 20 ? "; and \(changes.count - 20) more" : "")
    case .unclear: "does not cover a whole revision of the file"
    }
  }
}

extension SignatureTrust: CustomStringConvertible {
  /// The trust as a phrase.
  package var description: String {
    switch self {
    case .trusted(let name): "trusted through \(name)"
    case .untrusted(let reason): "not trusted: \(reason)"
    case .notJudged: "trust not judged: no trusted certificates were given"
    }
  }
}
