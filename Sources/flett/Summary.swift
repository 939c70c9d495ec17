import Batch
import Diagnostics
import Foundation

/// What the last line for people says of a run's letters.
enum Summary {
  /// They were made.
  case made(Target)
  /// A run would make them.
  case planned(Target)
  /// Nothing keeps them from being made.
  case possible
  /// They were held against a manifest.
  case verified

  /// What letters go into.
  struct Target {
    /// The folder or file as it was named.
    var path: String
    /// Whether it is one file for printing on both sides.
    var isDuplex: Bool

    /// Where it is, wherever the command was called.
    var fullPath: String { URL(filePath: path).standardizedFileURL.path }
  }

  /// What the letters go into; nil where none are made.
  var target: Target? {
    switch self {
    case .made(let target), .planned(let target): target
    case .possible, .verified: nil
    }
  }

  /// The line.
  func line(_ report: RunReport) -> String {
    let warnings = report.diagnostics.count { $0.severity == .warning }
    let parts = [
      letters(report), faults(report), warnings == 0 ? "" : counted(warnings, "warning"),
      report.hints.isEmpty ? "" : counted(report.hints.count, "hint"),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func letters(_ report: RunReport) -> String {
    switch self {
    case .made(let target):
      steps(
        report, ["made", "made again", "current", "failed", "left out"], none: "no letter made")
        + pages(report, target)
        + (report.letters > 0 ? ", in \(target.fullPath.onOneLine)" : "")
    case .planned(let target):
      steps(
        report, ["would be made", "would be made again", "current", "at fault", "left out"],
        none: "no letter would be made") + pages(report, target)
    case .possible: state(report, "can be made", none: "no letter can be made")
    case .verified:
      state(report, "as the manifest says", none: "no letter is as the manifest says")
    }
  }

  /// `3 letters made, 1 made again, 5 current`.
  private func steps(_ report: RunReport, _ words: [String], none: String) -> String {
    let counts = [
      report.made - report.again, report.again, report.current, report.failed, report.leftOut,
    ]
    var parts = zip(counts, words).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    if report.made == 0 {
      parts.insert(none, at: 0)
    } else {
      let first = report.made == report.again ? report.again : report.made - report.again
      parts[0] = counted(first, "letter") + parts[0].dropFirst("\(first)".count)
    }
    return parts.joined(separator: ", ")
  }

  /// `, 24 pages on 12 sheets`.
  private func pages(_ report: RunReport, _ target: Target) -> String {
    guard report.letters > 0 else { return "" }
    return ", " + counted(report.pages, "page")
      + (target.isDuplex ? " on " + counted(report.sheets, "sheet") : "")
  }

  /// `9 letters, 18 pages, can be made`.
  private func state(_ report: RunReport, _ words: String, none: String) -> String {
    if report.letters == 0, report.failed > 0 { return none }
    return counted(report.letters, "letter") + ", " + counted(report.pages, "page") + ", " + words
  }

  /// What did not go well, where the letters are not told by what was done about them.
  private func faults(_ report: RunReport) -> String {
    guard report.failed > 0 else { return "" }
    return switch self {
    case .made, .planned: ""
    case .possible: counted(report.failed, "letter") + " at fault"
    case .verified: counted(report.failed, "problem")
    }
  }
}
