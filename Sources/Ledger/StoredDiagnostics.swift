import Diagnostics
import Foundation

/// Diagnostics in the form in which ledger and manifest keep them.
struct StoredDiagnostic: Codable, Hashable {
  let severity, id, message: String
  let file: String?
  let line, column: Int?
  let hints: [String]?
  let failure: Int32?

  init(_ diagnostic: Diagnostic) {
    severity = diagnostic.severity.rawValue
    (id, message) = (diagnostic.id, diagnostic.message)
    file = diagnostic.location?.file
    line = diagnostic.location?.line
    column = diagnostic.location?.column
    hints = diagnostic.hints.isEmpty ? nil : diagnostic.hints
    failure = diagnostic.severity == .error ? diagnostic.failure.rawValue : nil
  }

  var diagnostic: Diagnostic {
    var place: SourceLocation?
    if let file, let line, let column {
      place = SourceLocation(file: file, line: line, column: column)
    }
    guard severity == Diagnostic.Severity.error.rawValue else {
      return .warning(id, message, at: place, hints: hints ?? [])
    }
    return .error(
      id, message, at: place, hints: hints ?? [],
      failure: failure.flatMap(Failure.init(rawValue:)) ?? .data)
  }

  /// Diagnostics as a JSON array; nil for none.
  static func text(_ diagnostics: [Diagnostic]) -> String? {
    guard !diagnostics.isEmpty else { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings and numbers always have a form in JSON.
    let data = (try? encoder.encode(diagnostics.map(StoredDiagnostic.init))) ?? Data("[]".utf8)
    return String(decoding: data, as: UTF8.self)
  }

  /// The diagnostics of such an array; none if it is not one.
  static func diagnostics(_ text: String?) -> [Diagnostic] {
    guard let text else { return [] }
    let stored = try? JSONDecoder().decode([StoredDiagnostic].self, from: Data(text.utf8))
    return (stored ?? []).map(\.diagnostic)
  }
}
