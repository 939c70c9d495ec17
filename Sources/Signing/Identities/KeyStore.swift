import Configuration
package import Diagnostics
import Foundation

/// The identities that are set up on this machine, each a folder with its name.
///
/// ```yaml
/// # keys/archive-seal/identity.yaml
/// key: /etc/letters/seal.p12          # PEM or PKCS#12; from this folder if not absolute
/// certificates: chain.pem             # not needed where they lie beside the key
/// pass phrase: {environment: SEAL}    # or {file: PATH}, or prompt; left out if the key has none
/// ```
package struct KeyStore: Hashable, Sendable {
  /// The folder that holds the identities' folders.
  package let folder: String

  /// The store in a folder, which need not be there yet.
  package init(folder: String) {
    self.folder = folder
  }

  /// The user's own store: `$FLETT_KEYS`, or else `~/.config/flett/keys`.
  package init(environment: [String: String]) {
    let home = environment["HOME"] ?? "/"
    folder = environment["FLETT_KEYS"] ?? "\(home)/.config/flett/keys"
  }

  /// The names of the identities, in alphabetical order.
  package var names: [String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return entries.filter { !$0.hasPrefix(".") && hasIdentity($0) }.sorted()
  }

  /// Where the key and the certificates of an identity lie.
  ///
  /// - Throws: ``DiagnosticsError`` if there is no such identity, or with the faults of its file.
  package func source(named name: String) throws(DiagnosticsError) -> KeySource {
    let path = settings(name)
    guard isName(name), let data = FileManager.default.contents(atPath: path) else {
      throw unknown(name)
    }
    let root = try ConfigurationNode(yaml: String(decoding: data, as: UTF8.self), file: path)
    var reading = KeySourceReading(folder: "\(folder)/\(name)")
    return try reading.source(root)
  }

  /// Reads an identity.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - environment: The environment's variables.
  ///   - prompt: How to ask for a pass phrase at the terminal.
  /// - Returns: The identity.
  /// - Throws: ``DiagnosticsError`` as ``source(named:)`` and
  ///   ``KeySource/identity(named:environment:prompt:)`` do.
  package func identity(
    named name: String, environment: [String: String],
    prompt: PassPhrase.Prompt = PassPhrase.askAtTerminal
  ) throws(DiagnosticsError) -> SigningIdentity {
    try source(named: name).identity(named: name, environment: environment, prompt: prompt)
  }

  /// Whether an identity of that name is set up.
  package func hasIdentity(_ name: String) -> Bool {
    isName(name) && FileManager.default.fileExists(atPath: settings(name))
  }

  private func settings(_ name: String) -> String {
    "\(folder)/\(name)/identity.yaml"
  }

  /// Whether something lies where an identity of that name would.
  func isOccupied(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(name)")
  }

  /// Whether a text can be the name of an identity's folder.
  func isName(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && !name.utf8.contains(UInt8(ascii: "/"))
      && !name.utf8.contains(0)
  }

  private func unknown(_ name: String) -> DiagnosticsError {
    let names = names
    let known =
      names.isEmpty
      ? ["no keys are set up in \(folder); for a first try: flett keys demonstration"]
      : ["the keys are \(names.joined(separator: ", "))"]
    return DiagnosticsError(
      .error(
        "keys.unknown", "there is no key named '\(name)'",
        hints: didYouMean(name, among: names) + known, failure: .configuration))
  }
}

/// Takes an `identity.yaml` apart.
private struct KeySourceReading {
  let folder: String
  var problems = DiagnosticCollector()

  init(folder: String) {
    self.folder = folder
  }

  mutating func source(_ root: ConfigurationNode) throws(DiagnosticsError) -> KeySource {
    var reader = MappingReader(
      root, context: "the identity", failure: .configuration, problems: &problems)
    let key = reader.string("key", problems: &problems)
    let certificates = reader.string("certificates", problems: &problems)
    let phrase = passPhrase(reader.node("pass phrase"))
    if key == nil {
      problems.report(
        .error(
          "keys.no-key-file", "the identity does not say where its key is", at: reader.location,
          hints: ["add a line such as key: key.pem"], failure: .configuration))
    }
    reader.finish(problems: &problems)
    let source = KeySource(
      key: place(key ?? ""), certificates: certificates.map(place), passPhrase: phrase)
    return try problems.finish(source).output
  }

  private mutating func passPhrase(_ node: ConfigurationNode?) -> PassPhrase {
    guard let node else { return .none }
    if node.content == .scalar("prompt") { return .prompt }
    guard case .mapping = node.content else {
      problems.report(
        .error(
          "keys.pass-phrase-source",
          "'pass phrase' of the identity must say where it comes from", at: node.location,
          hints: ["{environment: NAME}, {file: PATH} or prompt; never the pass phrase itself"],
          failure: .configuration))
      return .none
    }
    var reader = MappingReader(
      node, context: "the pass phrase", failure: .configuration, problems: &problems)
    let variable = reader.string("environment", problems: &problems)
    let file = reader.string("file", problems: &problems)
    reader.finish(problems: &problems)
    return variable.map(PassPhrase.environment) ?? file.map { .file(place($0)) } ?? .none
  }

  private func place(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }
}
