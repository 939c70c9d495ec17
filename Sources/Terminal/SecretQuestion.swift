import Glibc

/// A question at the terminal whose answer is not shown while it is typed.
///
/// OpenSSL could ask as well; it takes signals for its own then, and where another thread than the asking one
/// gets it, a Ctrl-C is lost. Here signals stay with who listens for them.
package enum SecretQuestion {
  /// Asks.
  ///
  /// - Parameter question: What is written before the answer.
  /// - Returns: What was typed, without the line break; nil if there is no terminal, or nobody answers.
  package static func ask(_ question: String) -> [UInt8]? {
    guard let terminal = ControllingTerminal(), let shown = terminal.settings else { return nil }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    // Hidden first: who sees the question may answer at once.
    guard terminal.set(hidden) else { return nil }
    defer {
      terminal.set(shown)
      terminal.write("\n")
    }
    guard terminal.write(question) else { return nil }
    return terminal.readLine()
  }
}
