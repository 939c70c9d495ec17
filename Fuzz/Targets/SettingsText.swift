import Diagnostics
import Layout
import Merge
import Records

/// YAML from a person: a letter's front matter, a stationery, a list.
enum SettingsText {
  /// Reads it as each of them.
  static func examine(_ bytes: [UInt8]) throws -> Outcome {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .refused(["not UTF-8"])
    }
    let outcomes = [
      try WholeLetter.examine("---\n\(text)\n---\nHei {{name}}\n", Sample.record),
      stationery(text),
      try ListReading(bytes, named: "list.yaml", options: ListOptions(format: .yaml)).outcome,
    ]
    return Outcome(
      isTaken: outcomes.contains { $0.isTaken }, words: outcomes.flatMap(\.words))
  }

  private static func stationery(_ text: String) -> Outcome {
    do {
      let read = try Stationery.parse(text, named: "stationery.yaml", folder: "")
      return .taken(read.warnings.map(\.description) + ["\(read.output.hashValue)"])
    } catch {
      return .refused(error.diagnostics.map(\.description))
    }
  }
}
