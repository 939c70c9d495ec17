import Foundation
import Testing

/// Every command in the pages for users works, and prints what the page says.
///
/// `docs/engineering/documentation.md` says how pages are written for this.
@Suite(.timeLimit(.minutes(30)))
struct CommandExampleTests {
  /// Whether pages get the words that are printed now.
  private let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil

  @Test("commands end and print as the page says", arguments: Page.forUsers)
  func commands(of page: Page) throws {
    let session = try Session()
    var recorded: [(block: CodeBlock, text: String)] = []
    steps: for (line, step) in steps(of: page) {
      switch step {
      case .write(let text, let path):
        try session.write(text, to: path)
      case .show(let text, let path):
        #expect(
          try session.read(path).holds(text), "\(path) has no such lines",
          sourceLocation: page.place(line))
      case .run(let commands, let status, let quoted):
        let outcome = try session.run(commands)
        if isRight(outcome, status: status, quoted: quoted) { continue }
        Issue.record(
          "ends with \(outcome.status), not \(status), or prints something else:\n\(outcome.text)",
          sourceLocation: page.place(line))
        // What follows rests on this, and would only fail as well.
        guard isRecording, outcome.status == status, let quoted, quoted.isExact else { break steps }
        recorded.append((quoted, outcome.text))
      }
    }
    if !recorded.isEmpty { try page.write(page.replacing(recorded)) }
  }

  private func isRight(_ outcome: Session.Outcome, status: Int32, quoted: CodeBlock?) -> Bool {
    outcome.status == status && quoted.map { PrintedText($0.text).matches(outcome.text) } ?? true
  }

  /// What the page has its reader do; a block that nobody can hold to anything is an issue.
  private func steps(of page: Page) -> [Step.Numbered] {
    do throws(PageFault) {
      return try Step.all(of: CodeBlock.all(in: page.text))
    } catch {
      Issue.record(error, sourceLocation: page.place(error.line))
      return []
    }
  }

  @Test("no command hides in an indented block, where it is not run", arguments: Page.forUsers)
  func indented(in page: Page) {
    let lines = page.prose().split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.contains(/^ {4,}(\$ )?(flett|Scripts\/)/) {
      Issue.record("write it between ```sh and ```", sourceLocation: page.place(index + 1))
    }
  }
}
