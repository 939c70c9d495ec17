import ArgumentParser
import Batch
import Diagnostics
import Foundation
import Glibc
import Storage

/// Prints results on standard output and problems on standard error.
struct Reporter: Sendable {
  private let json: Bool
  /// Whether it prints JSON.
  var isJSON: Bool { json }
  private let bar: ProgressDisplay

  /// A reporter in words, or in JSON for programs.
  ///
  /// - Parameters:
  ///   - json: Whether it prints JSON.
  ///   - form: How progress is told; nil for a bar on a terminal, and nothing in a pipe.
  init(json: Bool, progress form: ProgressForm? = nil) {
    self.json = json
    let isTerminal = !json && isatty(STDERR_FILENO) == 1
    bar = ProgressDisplay(form ?? (isTerminal ? .bar : .none))
  }

  /// Where progress is told.
  var progress: Run.Progress? {
    guard bar.form != .none else { return nil }
    return { [bar] in bar.show($0) }
  }

  /// Does a piece of work; problems that end it are printed and become the exit status.
  func catching(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let error as DiagnosticsError {
      bar.clear()
      if json {
        printJSON(RunReport(diagnostics: error.diagnostics), letters: nil)
      } else {
        print(error.diagnostics)
      }
      let isInterrupted = error.isStoppedBeforeMaking
      throw ExitCode((isInterrupted ? Interruption.status : nil) ?? error.failure.rawValue)
    }
  }

  /// Prints diagnostics as compilers do, for people and editors.
  func print(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { StandardStream.error.say("\(diagnostic)") }
  }

  /// Prints what became of a run; an error among it becomes the exit status.
  ///
  /// - Parameters:
  ///   - report: What became of the run.
  ///   - letters: The letters one by one, where they were asked for.
  ///   - summary: What the last line for people says of them.
  /// - Throws: The exit status, if the run found an error.
  func finish(_ report: RunReport, letters: [PlannedLetter]? = nil, summary: Summary) throws {
    bar.clear()
    if json {
      printJSON(report, letters: letters)
    } else {
      print(report.diagnostics)
      let lines = (letters ?? []).map(line) + [words(report, summary)]
      say(lines.joined(separator: "\n"))
    }
    guard report.hasErrors else { return }
    throw ExitCode(DiagnosticsError(report.diagnostics).failure.rawValue)
  }

  /// A planned letter on a line: its row, whether it would be made, its pages, the beginning of its input
  /// digest, its file and its key.
  private func line(_ letter: PlannedLetter) -> String {
    let columns = [
      letter.row == 0 ? "-" : String(letter.row), letter.isCurrent ? "keep" : "make",
      count(letter.pages, "page"), String(letter.input.prefix(12)), letter.file, letter.key,
    ]
    return columns.filter { !$0.isEmpty }.map(\.onOneLine).joined(separator: "\t")
  }

  /// What the last line says of the letters.
  enum Summary {
    /// They were made, in a folder.
    case made(in: String)
    /// A run would make them.
    case planned
    /// Nothing keeps them from being made.
    case possible
    /// They were held against a manifest.
    case verified

    /// The words after `9 letters, 18 pages`.
    fileprivate var words: String {
      switch self {
      case .made(let folder): "in \(folder.onOneLine)"
      case .planned: "would be made"
      case .possible: "can be made"
      case .verified: "as the manifest says"
      }
    }

    /// What did not go well, in words.
    fileprivate func words(forFailed count: Int) -> String {
      let plural = count == 1 ? "" : "s"
      if case .verified = self { return "\(count) problem\(plural)" }
      return "\(count) letter\(plural) at fault"
    }

    /// The words where there are none.
    fileprivate var wordsForNone: String {
      switch self {
      case .made: "no letter was made"
      case .planned: "no letter would be made"
      case .possible: "no letter can be made"
      case .verified: "no letter is as the manifest says"
      }
    }
  }

  private func words(_ report: RunReport, _ summary: Summary) -> String {
    let warnings = report.diagnostics.count { $0.severity == .warning }
    var text = "\(count(report.letters, "letter")), \(count(report.pages, "page"))"
    if report.letters == 0, report.failed > 0 {
      text = summary.wordsForNone
    } else if case .planned = summary, report.current > 0 {
      text += "; \(report.letters - report.current) would be made, \(report.current) made before"
    } else {
      text += ", \(summary.words)"
      if report.current > 0 { text += "; \(report.current) of them made before" }
    }
    if report.failed > 0 { text += "; " + summary.words(forFailed: report.failed) }
    if warnings > 0 { text += "; \(count(warnings, "warning"))" }
    return text
  }

  private func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  private func printJSON(_ report: RunReport, letters: [PlannedLetter]?) {
    printJSON(JSONReport(report, letters: letters))
  }

  /// Prints a value for programs.
  func printJSON(_ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return }
    StandardStream.output.write(String(decoding: data, as: UTF8.self).inJSON + "\n")
  }
}
