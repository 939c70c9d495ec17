import ArgumentParser
import Diagnostics
import Foundation
import Signing

/// `flett keys`: the keys that letters are signed with.
struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Show, check, make and import the keys that letters are signed with.",
    discussion: """
      A key is a folder in ~/.config/flett/keys, or in $FLETT_KEYS, with an identity.yaml that says where \
      the key and its certificates are.
      """,
    subcommands: [
      ListKeysCommand.self, ShowKeyCommand.self, CheckKeyCommand.self, MakeKeyCommand.self,
      ImportKeyCommand.self, DemonstrationCommand.self,
    ], defaultSubcommand: ListKeysCommand.self)

  /// The user's own keys.
  static var store: KeyStore { KeyStore(environment: environment) }
  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}

/// `flett keys list`: all of them.
struct ListKeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show all keys.")

  @Flag(help: "Print the names alone.")
  var names = false

  @Flag(help: "Print one JSON array instead of words.")
  var json = false

  func run() async throws {
    if names { return KeysCommand.store.names.forEach { say($0.onOneLine) } }
    let report = Reporter(json: json)
    try await report.catching {
      let (found, faults) = KeysCommand.store.summaries(environment: KeysCommand.environment)
      if json { report.printJSON(found) } else { found.forEach { say("\($0)") } }
      report.print(faults)
      if found.isEmpty, faults.isEmpty, !json {
        say("no keys in \(KeysCommand.store.folder.onOneLine)")
      }
    }
  }
}

/// `flett keys show`: one of them.
struct ShowKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a key: whose it is, who says so, and until when.")

  @Argument(help: "The key's name.")
  var name: String

  @Flag(help: "Print one JSON object instead of words.")
  var json = false

  func run() async throws {
    let report = Reporter(json: json)
    try await report.catching {
      let summary = try KeysCommand.store.openedSummary(
        named: name, environment: KeysCommand.environment)
      if json { report.printJSON(summary) } else { say("\(summary)") }
    }
  }
}

/// `flett keys check`: whether letters can be signed with one.
struct CheckKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find everything that keeps letters from being signed with a key.",
    discussion: "The key is opened and signs once, as before every run.")

  @Argument(help: "The key's name.")
  var name: String

  func run() async throws {
    let report = Reporter(json: false)
    try await report.catching {
      let identity = try KeysCommand.store.identity(
        named: name, environment: KeysCommand.environment)
      report.print(try identity.check(at: Date()))
      try identity.tryOut()
      say("\(IdentitySummary(identity))")
      say("letters can be signed with '\(name.onOneLine)'")
    }
  }
}

/// `flett keys demonstration`: a key for a first try.
struct DemonstrationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demonstration",
    abstract: "Make a key for a first try; it proves nothing outside this machine.")

  @Flag(help: "Make a new one also if there is one.")
  var renew = false

  func run() async throws {
    let report = Reporter(json: false)
    try await report.catching {
      let store = KeysCommand.store
      let isNew = try store.makeDemonstration(at: Date(), renew: renew)
      say(
        """
        \(isNew ? "made" : "there is already") the key '\(Demonstration.name)' in \(store.folder.onOneLine)
        signatures by it prove nothing outside this machine
        """)
    }
  }
}
