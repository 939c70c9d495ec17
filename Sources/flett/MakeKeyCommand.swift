import ArgumentParser
import Diagnostics
import Foundation
import Signing

/// Where the pass phrase of a key comes from, as an option.
struct PassPhraseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the key's pass phrase comes from: environment:NAME, file:PATH or prompt.",
      valueName: "source"))
  var passPhraseFrom: String?

  func source() throws -> PassPhrase {
    try passPhraseFrom.map { try PassPhrase(said: $0) } ?? .none
  }
}

/// `flett keys make`: a key of one's own.
struct MakeKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make", abstract: "Make a key, and a request for a certificate.",
    discussion: """
      The key vouches for itself at first, which only those trust who know its certificate. For more, send \
      request.pem of its folder to an authority and put what comes back into certificates.pem.
      """)

  @Argument(help: "The key's name on this machine.")
  var name: String

  @Option(help: "Whom the certificate names.")
  var commonName: String

  @Option(help: "Of which organisation.")
  var organization = ""

  @Option(help: "What kind of key: p256, p384, rsa2048, rsa3072 or rsa4096.")
  var kind = "p256"

  @Option(help: "For how many days the key vouches for itself.")
  var days = 365

  @OptionGroup var phrase: PassPhraseOptions

  func run() async throws {
    let report = Reporter(json: false)
    try await report.catching {
      let new = NewIdentity(
        commonName: commonName, organization: organization, kind: try .init(said: kind),
        days: days, passPhrase: try phrase.source())
      let store = KeysCommand.store
      let identity = try store.make(
        new, named: name, environment: KeysCommand.environment, at: Date())
      say("\(IdentitySummary(identity))")
      let file = "\(store.folder)/\(name)/request.pem".onOneLine
      say("made the key '\(name.onOneLine)'; to have it certified: \(file)")
    }
  }
}

/// `flett keys import`: a key that was made elsewhere.
struct ImportKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take over a key that was made elsewhere.",
    discussion: """
      Key and certificates are checked as before a run, and copied as they are: a key that is encrypted \
      stays so. The pass phrase itself is never an argument.
      """)

  @Argument(help: "The key's name on this machine.")
  var name: String

  @Argument(help: "The file with the key: PEM or PKCS#12.")
  var file: String

  @Option(help: "The file with its certificates, where they are not in the key's.")
  var certificates: String?

  @OptionGroup var phrase: PassPhraseOptions

  func run() async throws {
    let report = Reporter(json: false)
    try await report.catching {
      let source = KeySource(
        key: file, certificates: certificates, passPhrase: try phrase.source())
      let added = try KeysCommand.store.add(
        source, named: name, environment: KeysCommand.environment, at: Date())
      report.print(added.warnings)
      say("\(IdentitySummary(added.output))")
      say("letters can be signed with '\(name.onOneLine)'")
    }
  }
}
