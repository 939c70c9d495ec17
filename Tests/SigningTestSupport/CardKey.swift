package import Diagnostics
package import OpenSSL
package import Signing
import Synchronization

/// A key in a card, which is taken out after some signatures, or makes signatures that are none.
package final class CardKey: SignatureKey {
  private let key: LocalKey
  private let left: Mutex<Int>
  private let answer: [UInt8]?

  /// A card with a key, which makes so many signatures; with an answer, it gives that for each.
  package init(_ key: LocalKey, signatures: Int, answer: [UInt8]? = nil) {
    (self.key, self.answer) = (key, answer)
    left = Mutex(signatures)
  }

  package var kind: KeyKind { key.kind }
  package var maximumSignatureLength: Int { key.maximumSignatureLength }
  package func publicKeyBytes() throws(DiagnosticsError) -> [UInt8] { try key.publicKeyBytes() }

  package func signature(
    over message: [UInt8], digest: DigestMethod
  ) throws(DiagnosticsError) -> [UInt8] {
    let isThere = left.withLock { left in
      left -= 1
      return left >= 0
    }
    guard isThere else {
      throw DiagnosticsError(.error("sign.key", "the card was taken out", failure: .temporary))
    }
    if let answer { return answer }
    return try key.signature(over: message, digest: digest)
  }
}
