import Foundation
import TestSupport
import Testing

/// Options that pages name are options that the command has.
struct OptionTests {
  /// Every option of every subcommand, as their help has them.
  private static let known: Set<String> = {
    let commands = [
      "merge", "preview", "check", "status", "verify", "rebuild", "new", "keys list", "keys show",
      "keys check", "keys make", "keys import", "keys demonstration",
    ]
    let help = commands.compactMap { command in
      try? Program(builtProgram.path).run(
        command.split(separator: " ").map(String.init) + ["--help"]
      ).text
    }
    return options(in: help.joined())
  }()

  private static func options(in text: String) -> Set<String> {
    Set(text.matches(of: /(?:^|[^-\w])(--[a-z][a-z-]+)/).map { String($0.1) })
  }

  @Test(
    "code that is an option, or a call of flett, has no option that is not there",
    arguments: Page.forUsers)
  func options(of page: Page) {
    for code in page.text.matches(of: /`((?:flett |--)[^`\n]*)`/) {
      let unknown = Self.options(in: String(code.1)).subtracting(Self.known)
      #expect(unknown == [], "\(code.1)")
    }
  }
}
