import Foundation
import TestSupport
import Testing

/// Every command in the pages for users works, and prints what the page says.
///
/// `docs/engineering/documentation.md` says how pages are written for this.
@Suite(.timeLimit(.minutes(5)))
struct CommandExampleTests {
  @Test("commands end and print as the page says", arguments: Page.forUsers)
  func commands(of page: Page) throws {
    let session = try Session()
    for (line, step) in steps(of: page) {
      switch step {
      case .write(let text, let path):
        try session.write(text, to: path)
      case .run(let commands, let status, let quoted):
        let outcome = try session.run(commands)
        // What follows rests on this, and would only fail as well.
        guard isRight(outcome, status: status, quoted: quoted) else {
          Issue.record(
            "ends with \(outcome.status), not \(status), or prints something else:\n\(outcome.text)",
            sourceLocation: page.place(line))
          return
        }
      }
    }
  }

  private func isRight(_ outcome: Program.Outcome, status: Int32, quoted: String?) -> Bool {
    outcome.status == status && quoted.map { PrintedText($0).matches(outcome.text) } ?? true
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
