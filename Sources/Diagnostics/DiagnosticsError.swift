/// Everything that keeps a piece of work from being done, and what should be looked at besides.
public struct DiagnosticsError: Error, Hashable, Sendable {
  /// The problems, in the order of the author's files; at least one is an error.
  public let diagnostics: [Diagnostic]

  /// An error made of one or more problems.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// An error made of one problem.
  public init(_ diagnostic: Diagnostic) {
    diagnostics = [diagnostic]
  }

  /// What a program that called us should take this for: the first error's kind of failure.
  public var failure: Failure {
    diagnostics.first { $0.severity == .error }?.failure ?? .data
  }
}

extension DiagnosticsError: CustomStringConvertible {
  /// All problems, a paragraph each.
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// A result together with what should be looked at before it is used.
public struct Warned<Output> {
  /// What was asked for.
  public var output: Output
  /// Problems that did not keep it from being made.
  public var warnings: [Diagnostic]

  /// An output with its warnings.
  public init(_ output: Output, warnings: [Diagnostic] = []) {
    self.output = output
    self.warnings = warnings
  }
}

extension Warned: Sendable where Output: Sendable {}
