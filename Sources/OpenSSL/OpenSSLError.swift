import COpenSSL

/// Why libcrypto could not do what it was asked; never carries anything of a key.
package enum OpenSSLError: Error, Hashable, Sendable {
  /// There is no private key in the data.
  case noKey
  /// There is no certificate in a PKCS#12 bundle.
  case noCertificate
  /// The data is no PKCS#12 bundle, or a damaged one.
  case notABundle
  /// The key is encrypted, and no pass phrase was given.
  case passPhraseMissing
  /// The pass phrase does not open the key; a damaged file looks the same.
  case passPhraseWrong
  /// The data is of a kind that this build of OpenSSL does not offer, such as an old cipher.
  case unsupported
  /// The key is of a kind that letters are not signed with; its kind in words.
  case unsuitableKey(String)
  /// The data is no public key.
  case notAPublicKey
  /// The data is no certificate in DER.
  case notACertificate
  /// The data is no name in DER.
  case notAName
  /// libcrypto failed at a step that does not depend on input; its reason code.
  case library(step: String, reason: Int)

  /// Drops what earlier calls left in this thread's queue of errors.
  static func clearQueue() {
    ERR_clear_error()
  }

  /// The reasons in this thread's queue, oldest first; the queue is empty afterwards.
  static func takeReasons() -> [Int] {
    var reasons: [Int] = []
    while true {
      let code = ERR_get_error()
      guard code != 0 else { return reasons }
      reasons.append(Int(code & 0x7F_FFFF))
    }
  }

  /// What to throw when `step`, which reads no input, has failed.
  static func failure(of step: String) -> OpenSSLError {
    .library(step: step, reason: takeReasons().last ?? 0)
  }
}

extension OpenSSLError: CustomStringConvertible {
  /// The fault as a lowercase phrase.
  package var description: String {
    switch self {
    case .noKey: "there is no private key in it"
    case .noCertificate: "there is no certificate in it"
    case .notABundle: "it is no PKCS#12 bundle, or a damaged one"
    case .passPhraseMissing: "the key is encrypted and no pass phrase is given"
    case .passPhraseWrong: "the pass phrase does not open it, or the file is damaged"
    case .unsupported: "it is encrypted in a way that this OpenSSL does not offer"
    case .unsuitableKey(let kind): "the key is \(kind)"
    case .notAPublicKey: "it is no public key"
    case .notACertificate: "it is no certificate"
    case .notAName: "it is no distinguished name"
    case .library(let step, let reason): "OpenSSL failed at \(step) (reason \(reason))"
    }
  }
}
