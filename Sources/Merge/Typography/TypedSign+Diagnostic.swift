import Diagnostics

extension TypedSign {
  /// What is told of it.
  func diagnostic(at place: SourceLocation) -> Diagnostic {
    let (id, message) =
      switch kind {
      case .quotationMark: ("merge.straight-quote", "the quotation mark \(typed) is straight")
      case .apostrophe: ("merge.straight-apostrophe", "the apostrophe \(typed) is straight")
      case .dash: ("merge.double-hyphen", "hyphens stand for a dash: \(typed)")
      case .range: ("merge.hyphen-in-range", "a hyphen stands between numbers from … to: \(typed)")
      }
    return Diagnostic(.hint, id, message, at: place, hints: ["write \(better)"])
  }
}
