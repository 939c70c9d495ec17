import Diagnostics

extension Sequence {
  /// The elements whose problems are errors, then the others, each in the order that they have.
  func errorsFirst(_ problem: (Element) -> Diagnostic) -> [Element] {
    filter { problem($0).severity == .error } + filter { problem($0).severity != .error }
  }
}
