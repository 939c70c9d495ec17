import Glibc

/// How the terminal was set when the command began.
///
/// A question for a pass phrase keeps the terminal from showing what is typed; a command that ends in the
/// middle of one must not leave it like that.
///
/// An object, since optimised programs read the fields beside an optional `termios` wrongly (Swift 6.3).
final class TerminalSettings: Sendable {
  private let settings: termios

  /// The settings of the terminal that the command was started from; nil if there is none.
  init?() {
    var settings = termios()
    let status = TerminalSettings.withTerminal { unsafe tcgetattr($0, &settings) }
    guard status == 0 else { return nil }
    self.settings = settings
  }

  /// Sets the terminal as it was, unless it is another command's by now.
  func restore() {
    var settings = settings
    _ = TerminalSettings.withTerminal { terminal in
      guard tcgetpgrp(terminal) == getpgrp() else { return -1 }
      return unsafe tcsetattr(terminal, TCSANOW, &settings)
    }
  }

  private static func withTerminal(_ work: (Int32) -> Int32) -> Int32 {
    let terminal = unsafe open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return -1 }
    defer { close(terminal) }
    return work(terminal)
  }
}
