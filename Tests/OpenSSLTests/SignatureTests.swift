import OpenSSL
import Testing

struct SignatureTests {
  private let message = Array("Partienes landsmøter våren 2021".utf8)

  @Test(
    "what a key signs, its public half verifies",
    arguments: [KeyKind.p256, .p384, .rsa(bits: 2048), .rsa(bits: 3072)],
    [DigestMethod.sha256, .sha384])
  func signing(kind: KeyKind, method: DigestMethod) throws {
    let key = try PrivateKey.make(kind)
    #expect(key.kind == kind)
    let digest = SignatureDigest(method)
    let signature = try key.signature(over: message, digest: method)
    #expect(signature.count <= key.maximumSignatureLength)
    let publicKey = try PublicKey(try key.publicKeyBytes())
    #expect(publicKey.verifies(signature, over: message, digest: digest))
    #expect(!publicKey.verifies(signature, over: message + [0], digest: digest))
    #expect(!publicKey.verifies(signature.dropLast(), over: message, digest: digest))
    #expect(!publicKey.verifies(signature, over: message, digest: .sha512))
    #expect(
      !publicKey.verifies(
        signature, over: message, digest: digest,
        scheme: .probabilistic(mask: digest, saltLength: 32)))
    #expect(publicKey.kindName == kind.description)
  }

  @Test("a key signs many messages one after the other and side by side")
  func together() async throws {
    let key = try PrivateKey.make(.p256)
    let publicKey = try PublicKey(try key.publicKeyBytes())
    let good = try await withThrowingTaskGroup(of: Int.self) { group in
      for thread in 0..<4 {
        group.addTask {
          try (0..<25).count { number in
            let message = Array("Letter \(number) of \(thread)".utf8)
            let digest: DigestMethod = number.isMultiple(of: 3) ? .sha384 : .sha256
            let signature = try key.signature(over: message, digest: digest)
            return publicKey.verifies(signature, over: message, digest: SignatureDigest(digest))
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(good == 100)
  }

  @Test("the longest signature is known beforehand")
  func lengths() throws {
    #expect(try PrivateKey.make(.p256).maximumSignatureLength == 72)
    #expect(try PrivateKey.make(.p384).maximumSignatureLength == 104)
    #expect(try PrivateKey.make(.rsa(bits: 2048)).maximumSignatureLength == 256)
  }

  @Test("keys are told apart")
  func sameness() throws {
    let (one, other) = (try PrivateKey.make(.p256), try PrivateKey.make(.p256))
    let publicKey = try PublicKey(try one.publicKeyBytes())
    #expect(publicKey.isSame(as: try PublicKey(try one.publicKeyBytes())))
    #expect(!publicKey.isSame(as: try PublicKey(try other.publicKeyBytes())))
  }

  @Test("what is no public key is refused", arguments: [[], [0x30], [0x30, 0x03, 2, 1, 1]])
  func noKey(_ bytes: [UInt8]) {
    #expect(throws: OpenSSLError.notAPublicKey) { try PublicKey(bytes) }
  }
}

extension PublicKey {
  fileprivate func verifies(
    _ signature: ArraySlice<UInt8>, over message: [UInt8], digest: SignatureDigest
  ) -> Bool {
    verifies(Array(signature), over: message, digest: digest)
  }
}
