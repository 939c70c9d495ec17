import Diagnostics

/// Finds what one version of a letter uses and another lacks, where it was probably forgotten.
struct VersionComparison {
  private let versions: [(name: String, uses: [Use])]
  private var problems = DiagnosticCollector()

  /// Something that a version has.
  private struct Use {
    /// What it is, as a message puts it: `'Beløp'`, `'enclosures'`.
    var name: String
    var place: SourceLocation
    /// Whether it is a field, and not a setting.
    var isField: Bool
  }

  /// The warnings about versions that were read.
  static func warnings(_ choice: LanguageChoice, _ templates: [Template]) -> [Diagnostic] {
    var comparison = VersionComparison(choice, templates)
    comparison.run()
    return comparison.problems.inReadingOrder
  }

  private init(_ choice: LanguageChoice, _ templates: [Template]) {
    versions = zip(choice.versions, templates).map { version, template in
      (
        version.file.name,
        template.fieldsUsed.map { Use(name: $0.name, place: $0.location, isField: true) }
          + template.settings.parts.map { Use(name: $0.name, place: $0.place, isField: false) }
      )
    }
  }

  private mutating func run() {
    var told: Set<String> = []
    let names = versions.map { version in
      Set(version.uses.map { VersionComparison.mark($0) })
    }
    for version in versions {
      for use in version.uses where told.insert(VersionComparison.mark(use)).inserted {
        for (index, other) in versions.enumerated()
        where !names[index].contains(VersionComparison.mark(use)) {
          report(use, lackedBy: other.name)
        }
      }
    }
  }

  private static func mark(_ use: Use) -> String { (use.isField ? "field " : "part ") + use.name }

  private mutating func report(_ use: Use, lackedBy other: String) {
    problems.report(
      .warning(
        "merge.version-lacks",
        use.isField
          ? "'\(other)' does not use '\(use.name)', which is used here"
          : "'\(other)' has no '\(use.name)', which is here", at: use.place))
  }
}

extension Settings {
  /// The parts that a letter may lack, with where those are that are there.
  fileprivate var parts: [(name: String, place: SourceLocation)] {
    let parts: [(String, SourceLocation?)] = [
      ("marking", marking?.origin), ("closing", closing?.origin), ("to", to.first?.origin),
      ("sender", sender.first?.origin), ("reference", reference.first?.label.origin),
      ("signers", signers.first?.lines.first?.origin), ("enclosures", enclosures?.label.origin),
      ("copies", copies?.label.origin), ("recipients", recipientLabel?.origin),
      ("file", file?.origin), ("date", date?.origin),
    ]
    return parts.compactMap { part in part.1.map { (part.0, $0) } }
  }
}
