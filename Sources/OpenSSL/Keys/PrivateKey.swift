import COpenSSL
import Synchronization

/// A private key in this process's memory.
///
/// Owns an `EVP_PKEY`. It is never changed after `init`; libcrypto counts references atomically and
/// locks what RSA blinding keeps beside a key, which is what makes sharing it between workers safe.
/// Its description never tells more than its kind.
package final class PrivateKey: @unchecked Sendable {
  let key: OpaquePointer  // owned: EVP_PKEY
  /// What kind of key it is.
  package let kind: KeyKind
  /// The most bytes that a signature by this key can have.
  package let maximumSignatureLength: Int
  /// What was made ready for a signature, for the next one: as many as there were signatures at once.
  private let idle = Mutex<[SigningContext]>([])

  /// Takes over a key; frees it if it is of no use.
  ///
  /// - Throws: ``OpenSSLError/unsuitableKey(_:)``.
  init(taking key: OpaquePointer) throws(OpenSSLError) {
    do throws(OpenSSLError) {
      kind = try KeyKind(key)
    } catch {
      EVP_PKEY_free(key)
      throw error
    }
    self.key = key
    maximumSignatureLength = Int(EVP_PKEY_get_size(key))
  }

  deinit {
    EVP_PKEY_free(key)
  }

  /// The signature over `message`: ECDSA as a DER sequence, RSA after PKCS#1 v1.5.
  ///
  /// - Throws: ``OpenSSLError/library(step:reason:)``.
  package func signature(over message: [UInt8], digest: DigestMethod) throws(OpenSSLError)
    -> [UInt8]
  {
    OpenSSLError.clearQueue()
    let context = try readyContext(for: digest)
    let signature = try context.signature(over: message, upTo: maximumSignatureLength)
    idle.withLock { $0.append(context) }
    return signature
  }

  private func readyContext(for digest: DigestMethod) throws(OpenSSLError) -> SigningContext {
    let ready = idle.withLock { idle in
      idle.lastIndex { $0.digest == digest }.map { idle.remove(at: $0) }
    }
    if let ready { return ready }
    return try SigningContext(key, digest)
  }

  /// The public half.
  package var publicKey: PublicKey { PublicKey(sharing: key) }

  /// The public half as a DER SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).
  ///
  /// - Throws: ``OpenSSLError/library(step:reason:)``.
  package func publicKeyBytes() throws(OpenSSLError) -> [UInt8] {
    OpenSSLError.clearQueue()
    return try encoded("writing a public key") { i2d_PUBKEY(key, $0) }
  }

  /// The key as a PKCS#8 PEM file, encrypted with AES-256 and scrypt if a pass phrase is given.
  ///
  /// - Throws: ``OpenSSLError/library(step:reason:)``.
  package func pem(passPhrase: [UInt8]? = nil) throws(OpenSSLError) -> [UInt8] {
    OpenSSLError.clearQueue()
    let sink = try MemorySink()
    let isWritten =
      if let passPhrase {
        writeEncrypted(to: sink, passPhrase: passPhrase)
      } else {
        PEM_write_bio_PKCS8PrivateKey(sink.handle, key, nil, nil, 0, nil, nil) == 1
      }
    guard isWritten else { throw .failure(of: "writing a key") }
    return sink.take()
  }

  /// Writes the key encrypted; whether that was possible.
  ///
  /// With the parameters of `openssl pkcs8 -scrypt`, for which 16 MiB must be filled for each guess.
  private func writeEncrypted(to sink: MemorySink, passPhrase: [UInt8]) -> Bool {
    guard let plain = EVP_PKEY2PKCS8(key) else { return false }
    defer { PKCS8_PRIV_KEY_INFO_free(plain) }
    guard let method = PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nil, 0, nil, 16_384, 8, 1) else {
      return false
    }
    let phrase = passPhrase.map(CChar.init(bitPattern:))
    guard let encrypted = PKCS8_set0_pbe(phrase, Int32(phrase.count), plain, method) else {
      X509_ALGOR_free(method)
      return false
    }
    defer { X509_SIG_free(encrypted) }
    return PEM_write_bio_PKCS8(sink.handle, encrypted) == 1
  }
}

extension PrivateKey: CustomStringConvertible, CustomReflectable {
  /// The kind of the key and nothing else.
  package var description: String { "\(kind) private key" }
  /// No parts: a dump of the key shows only its kind.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
