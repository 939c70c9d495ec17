import Glibc

/// How the terminal was set when the command began.
///
/// A question for a pass phrase keeps the terminal from showing what is typed; a command that ends in the
/// middle of one must not leave it like that.
///
/// An object, since optimised programs read the fields beside an optional `termios` wrongly (Swift 6.3).
package final class TerminalSettings: Sendable {
  private let settings: termios

  /// The settings of the terminal that the command was started from; nil if there is none.
  package init?() {
    guard let terminal = ControllingTerminal(), let settings = terminal.settings else { return nil }
    self.settings = settings
  }

  /// Sets the terminal as it was, unless it is another command's by now.
  package func restore() {
    guard let terminal = ControllingTerminal(), terminal.isOurs else { return }
    terminal.set(settings)
  }
}
