import ArgumentParser
import Batch
import Diagnostics
import Foundation
import Glibc
import Synchronization

/// Prints results on standard output and problems on standard error.
struct Reporter: Sendable {
  private let json: Bool
  private let bar = ProgressBar()

  /// A reporter in words, or in JSON for programs.
  init(json: Bool) {
    self.json = json
  }

  /// Where progress is told: a bar on a terminal, nothing in a pipe.
  var progress: Run.Progress? {
    guard !json, isatty(STDERR_FILENO) == 1 else { return nil }
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
      throw ExitCode(error.failure.rawValue)
    }
  }

  /// Prints diagnostics as compilers do, for people and editors.
  func print(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      FileHandle.standardError.write(Data("\(diagnostic)\n".utf8))
    }
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
      for letter in letters ?? [] {
        let columns = [letter.file, count(letter.pages, "page"), letter.key]
        Swift.print(columns.filter { !$0.isEmpty }.joined(separator: "\t"))
      }
      Swift.print(words(report, summary))
    }
    guard report.hasErrors else { return }
    throw ExitCode(DiagnosticsError(report.diagnostics).failure.rawValue)
  }

  /// What the last line says of the letters.
  enum Summary {
    /// They were made, in a folder.
    case made(in: String)
    /// A run would make them.
    case planned
    /// Nothing keeps them from being made.
    case possible

    /// The words after `9 letters, 18 pages`.
    fileprivate var words: String {
      switch self {
      case .made(let folder): "in \(folder)"
      case .planned: "would be made"
      case .possible: "can be made"
      }
    }

    /// The words where there are none.
    fileprivate var wordsForNone: String {
      switch self {
      case .made: "no letter was made"
      case .planned: "no letter would be made"
      case .possible: "no letter can be made"
      }
    }
  }

  private func words(_ report: RunReport, _ summary: Summary) -> String {
    let warnings = report.diagnostics.count { $0.severity == .warning }
    var text =
      report.letters == 0 && report.failed > 0
      ? summary.wordsForNone
      : "\(count(report.letters, "letter")), \(count(report.pages, "page")), \(summary.words)"
    if report.failed > 0 { text += "; \(count(report.failed, "letter")) at fault" }
    if warnings > 0 { text += "; \(count(warnings, "warning"))" }
    return text
  }

  private func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  private func printJSON(_ report: RunReport, letters: [PlannedLetter]?) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(JSONReport(report, letters: letters)) else { return }
    FileHandle.standardOutput.write(data + Data("\n".utf8))
  }
}

/// One line on the terminal that grows as the run goes on.
private final class ProgressBar: Sendable {
  private struct State {
    var shown = -1
    var stage = RunProgress.Stage.checking
  }

  private let state = Mutex(State())
  private static let width = 30

  /// Shows how far the run is; does nothing while the picture would be the same.
  func show(_ progress: RunProgress) {
    let filled = ProgressBar.width * progress.done / max(1, progress.total)
    state.withLock { state in
      guard filled != state.shown || progress.stage != state.stage else { return }
      (state.shown, state.stage) = (filled, progress.stage)
      let bar =
        String(repeating: "█", count: filled)
        + String(repeating: "░", count: ProgressBar.width - filled)
      let text = "\r\(progress.stage.rawValue) \(bar) \(progress.done) of \(progress.total) "
      FileHandle.standardError.write(Data(text.utf8))
    }
  }

  /// Takes the bar away.
  func clear() {
    state.withLock { state in
      guard state.shown >= 0 else { return }
      FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
      state.shown = -1
    }
  }
}
