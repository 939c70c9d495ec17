import Diagnostics

/// Objects one after the other, mostly each on a line of its own.
///
/// An object may also go over several lines, as `jq .` prints them.
///
/// - SeeAlso: JSON Lines, https://jsonlines.org; NDJSON, https://github.com/ndjson/ndjson-spec.
extension JSONReader {
  /// The next object; nil at the end of the text.
  ///
  /// What cannot be read is noted as the fault of one record; reading goes on where a line begins with what may be
  /// another: those within an object that goes over several are set in, or begin with a bracket that ends it.
  mutating func nextOfLines() throws(DiagnosticsError) -> JSONItem? {
    guard try cursor.peekAfterSpace() != nil else { return nil }
    let start = cursor.position
    do {
      let item = try item()
      guard case .other(let value) = item else { return item }
      problems.report(.row, at: start, error: noRecord(value))
    } catch {
      // What has no place is no fault of the text: reading broke off.
      guard var problem = error.diagnostics.first, let place = problem.location else { throw error }
      if place.line != start.line { problem.hints.append("the record begins on \(start)") }
      problems.report(.row, at: start, error: problem)
      // What stands at fault alone on its line must be passed over before the next one is looked for.
      if cursor.position == start { cursor.advance() }
      try cursor.skip(toLineBeginningWithout: Array("}],".utf8))
    }
    return .faulty(start)
  }
}
