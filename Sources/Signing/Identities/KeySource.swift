import Configuration
package import Diagnostics
import Foundation
package import OpenSSL

/// Where a key and its certificates lie.
package struct KeySource: Hashable, Sendable {
  /// The file with the key: PEM, or PKCS#12.
  package var key: String
  /// The file with the certificates, PEM or one in DER; nil if they lie beside the key in its file.
  package var certificates: String?
  /// The pass phrase of the key.
  package var passPhrase: PassPhrase

  /// A key in a file.
  package init(key: String, certificates: String? = nil, passPhrase: PassPhrase = .none) {
    (self.key, self.certificates, self.passPhrase) = (key, certificates, passPhrase)
  }

  /// Reads key and certificates.
  ///
  /// - Parameters:
  ///   - name: What the identity is called, for messages.
  ///   - environment: The environment's variables.
  ///   - prompt: How to ask for a pass phrase at the terminal.
  /// - Returns: The identity.
  /// - Throws: ``DiagnosticsError`` if a file cannot be read, the key file can be read by others
  ///   (``Failure/permission``), the pass phrase is wrong, or key and certificates do not belong together.
  package func identity(
    named name: String, environment: [String: String],
    prompt: PassPhrase.Prompt = PassPhrase.askAtTerminal
  ) throws(DiagnosticsError) -> SigningIdentity {
    let file = try SecretFile.read(key, as: "the key file")
    let phrase = try passPhrase.read(for: name, environment: environment, prompt: prompt)
    let listed = try certificatesOfFile()
    // PEM is text; a PKCS#12 bundle begins as every DER sequence does.
    let (key, bundled) = try file.first == 0x30 ? bundle(file, phrase) : pem(file, phrase)
    return try SigningIdentity(
      named: name, certificates: bundled + (listed ?? []), key: LocalKey(key))
  }

  /// The certificates of their own file; nil if they lie in the key's.
  ///
  /// - Throws: ``DiagnosticsError`` if the file cannot be read.
  package func certificatesOfFile() throws(DiagnosticsError) -> [Certificate]? {
    guard let certificates else { return nil }
    guard let data = FileManager.default.contents(atPath: certificates) else {
      throw DiagnosticsError(
        .error(
          "keys.unreadable", "the certificate file '\(certificates)' cannot be read",
          failure: .input))
    }
    return try parse([UInt8](data), certificates)
  }

  private func parse(
    _ file: [UInt8], _ path: String
  ) throws(DiagnosticsError) -> [Certificate] {
    if let found = Certificate.all(in: file) { return found }
    throw DiagnosticsError(
      .error(
        "keys.certificate", "a certificate in '\(path)' cannot be read", failure: .configuration))
  }

  private func pem(
    _ file: [UInt8], _ phrase: [UInt8]?
  ) throws(DiagnosticsError) -> (PrivateKey, [Certificate]) {
    do {
      return (try PrivateKey(pem: file, passPhrase: phrase), Certificate.all(in: file) ?? [])
    } catch {
      throw fault(error)
    }
  }

  private func bundle(
    _ file: [UInt8], _ phrase: [UInt8]?
  ) throws(DiagnosticsError) -> (PrivateKey, [Certificate]) {
    do throws(OpenSSLError) {
      let bundle = try KeyBundle(file, passPhrase: phrase)
      return (bundle.key, bundle.certificates.compactMap { try? Certificate($0) })
    } catch {
      throw fault(error)
    }
  }

  private func fault(_ error: OpenSSLError) -> DiagnosticsError {
    var hints: [String] = []
    switch error {
    case .passPhraseMissing:
      hints = ["say in identity.yaml where it comes from: pass phrase: {environment: NAME}"]
    case .unsuitableKey:
      hints = ["letters are signed with ECDSA P-256 or P-384, or RSA of 2048 to 4096 bits"]
    case .unsupported:
      hints = ["encrypt it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc, or openssl pkcs12 -export"]
    default: break
    }
    return DiagnosticsError(
      .error(
        "keys.\(error.id)", "the key file '\(key)' cannot be used: \(error)", hints: hints,
        failure: .configuration))
  }
}

extension OpenSSLError {
  /// The fault's name in diagnostics.
  fileprivate var id: String {
    switch self {
    case .noKey: "no-key"
    case .noCertificate: "no-certificate"
    case .notABundle: "not-a-bundle"
    case .passPhraseMissing: "pass-phrase-missing"
    case .passPhraseWrong: "pass-phrase-wrong"
    case .unsupported: "unsupported"
    case .unsuitableKey: "unsuitable"
    default: "failed"
    }
  }
}
