import Configuration
import Diagnostics
import Terminal

/// Where the pass phrase of a key comes from; never from the command line, where others can see it.
package enum PassPhrase: Hashable, Sendable {
  /// The key has none.
  case none
  /// From an environment variable.
  case environment(String)
  /// From the first line of a file, which nobody else may read.
  case file(String)
  /// Typed at the terminal.
  case prompt

  /// A way of asking for a pass phrase; nil if nobody answers.
  package typealias Prompt = @Sendable (_ question: String) -> [UInt8]?

  /// Asks at the terminal, without showing what is typed.
  @Sendable package static func askAtTerminal(_ question: String) -> [UInt8]? {
    SecretQuestion.ask(question)
  }

  /// Gets the pass phrase.
  ///
  /// - Parameters:
  ///   - name: The identity, for messages.
  ///   - environment: The environment's variables.
  ///   - prompt: How to ask at the terminal.
  /// - Returns: The pass phrase; nil if the key has none.
  /// - Throws: ``DiagnosticsError`` if the variable is not set, the file cannot be read or others can
  ///   read it, or nobody answers.
  func read(
    for name: String, environment: [String: String], prompt: Prompt
  ) throws(DiagnosticsError) -> [UInt8]? {
    switch self {
    case .none: return nil
    case .environment(let variable):
      guard let value = environment[variable] else {
        throw DiagnosticsError(
          .error(
            "keys.pass-phrase-variable",
            "the environment variable '\(variable)', which holds the pass phrase of '\(name)', is not set",
            failure: .configuration))
      }
      return Array(value.utf8)
    case .file(let path):
      let contents = try SecretFile.read(path, as: "the pass phrase file")
      return Array(contents.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") })
    case .prompt: return try PassPhrase.ask(for: name, prompt)
    }
  }

  private static func ask(
    for name: String, _ prompt: Prompt
  ) throws(DiagnosticsError) -> [UInt8] {
    if let answer = prompt("Pass phrase of '\(name)': ") { return answer }
    throw DiagnosticsError(
      .error(
        "keys.pass-phrase-unanswered", "no pass phrase was typed for '\(name)'",
        hints: ["without a terminal, let it come from an environment variable or a file"],
        failure: .configuration))
  }
}
