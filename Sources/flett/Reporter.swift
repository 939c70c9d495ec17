import ArgumentParser
import Batch
import Diagnostics
import Foundation
import Glibc
import Ledger
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
        printJSON(JSONReport(RunReport(diagnostics: error.diagnostics)))
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
  ///   - summary: What the last line for people says of them.
  /// - Throws: The exit status, if the run found an error.
  func finish(_ report: RunReport, summary: Summary) throws {
    bar.clear()
    if json {
      printJSON(JSONReport(report, summary))
    } else {
      print(report.diagnostics + report.hints)
      let lines = table(report) + (report.recipients?.lines ?? []) + [summary.line(report)]
      say(lines.joined(separator: "\n"))
    }
    guard report.hasErrors else { return }
    throw ExitCode(DiagnosticsError(report.diagnostics).failure.rawValue)
  }

  /// The letters of a plan on a line each, under a line that says what stands where, and then those who get none.
  private func table(_ report: RunReport) -> [String] {
    guard !report.each.isEmpty || !report.omitted.isEmpty else { return [] }
    return [Reporter.headings.joined(separator: "\t")] + report.each.map(line)
      + report.omitted.map(line)
  }

  private static let headings = ["row", "step", "pages", "input", "file", "key"]

  /// A planned letter on a line: its row, what would be done, its pages, the beginning of its input digest, its
  /// file and its key.
  private func line(_ letter: PlannedLetter) -> String {
    let columns = [
      letter.row == 0 ? "-" : String(letter.row), letter.step.word, String(letter.pages),
      letter.input.isEmpty ? "-" : String(letter.input.prefix(12)),
      letter.file.isEmpty ? "-" : letter.file, letter.key,
    ]
    return columns.map(\.onOneLine).joined(separator: "\t")
  }

  /// Somebody who gets no letter, on a line: as one of a letter, with the reason for its step.
  private func line(_ omitted: OmittedEntry) -> String {
    let columns = [
      String(omitted.row), "no letter: \(omitted.reason.rawValue)", "-", "-", omitted.cause,
      omitted.key,
    ]
    return columns.map(\.onOneLine).joined(separator: "\t")
  }

  /// Prints a value for programs.
  func printJSON(_ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return }
    StandardStream.output.write(String(decoding: data, as: UTF8.self).inJSON + "\n")
  }
}

extension PlannedLetter.Step {
  /// What is said of a planned letter.
  fileprivate var word: String {
    switch self {
    case .make: "make"
    case .again: "make again"
    case .current: "keep"
    case .failed: "at fault"
    case .leftOut: "leave out"
    }
  }
}
