package import Diagnostics

/// Something that was made in spite of faults, so that later steps can look for theirs too.
///
/// It is good for finding faults, and for nothing else unless it has none.
package struct Draft<Output: Sendable>: Sendable {
  /// What was made; faulty parts of it say nothing.
  package var output: Output
  /// All problems, in the order of the author's files.
  package var diagnostics: [Diagnostic]

  /// What was made, with everything that is wrong with it.
  package init(output: Output, diagnostics: [Diagnostic]) {
    (self.output, self.diagnostics) = (output, diagnostics)
  }

  /// The output with its warnings.
  ///
  /// - Throws: ``DiagnosticsError`` with all problems, if any is an error.
  package func finished() throws(DiagnosticsError) -> Warned<Output> {
    var problems = DiagnosticCollector()
    problems.report(contentsOf: diagnostics)
    return try problems.finish(output)
  }
}
