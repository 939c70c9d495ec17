import OpenSSL
import SwiftASN1

// How a signature was made (RFC 3370, RFC 4056, RFC 5753, RFC 8419).
extension SignatureCheck {
  /// The scheme of an algorithm, which must fit the digest and the key; nil with a reason in the status.
  mutating func scheme(
    _ algorithm: AlgorithmIdentifier, _ digest: SignatureDigest, _ key: PublicKey
  ) -> PublicKey.Scheme? {
    let name = algorithm.algorithm
    if name == ObjectIdentifiers.rsa {
      return fitting(.ordinary, key.family == .rsa)
    }
    if let own = ObjectIdentifiers.rsaWithDigest[name] {
      return fitting(.ordinary, key.family == .rsa && own == digest)
    }
    if let own = ObjectIdentifiers.ecdsaWithDigest[name] {
      return fitting(.ordinary, key.family == .ellipticCurve && own == digest)
    }
    if name == ObjectIdentifiers.edwards25519 {
      return fitting(.edwards, key.family == .edwards)
    }
    if name == ObjectIdentifiers.rsaProbabilistic {
      guard fitting(.ordinary, [.rsa, .probabilisticRSA].contains(key.family)) != nil else {
        return nil
      }
      return probabilistic(algorithm.parameters, digest)
    }
    status.unjudged.append("its algorithm, \(name), is not known")
    return nil
  }

  private mutating func fitting(_ scheme: PublicKey.Scheme, _ fits: Bool) -> PublicKey.Scheme? {
    if fits { return scheme }
    status.faults.append("the signature's algorithm does not fit its digest or the signer's key")
    return nil
  }

  private mutating func probabilistic(
    _ parameters: ASN1Any?, _ digest: SignatureDigest
  ) -> PublicKey.Scheme? {
    guard let settings = parameters.flatMap({ try? ProbabilisticParameters($0) }) else {
      status.faults.append("the settings of the PSS signature cannot be read")
      return nil
    }
    guard settings.digest == digest else {
      status.faults.append("the settings of the PSS signature name another digest than is used")
      return nil
    }
    guard let mask = settings.mask else {
      status.unjudged.append("the PSS signature makes its mask in a way that is not known")
      return nil
    }
    return .probabilistic(mask: mask, saltLength: settings.saltLength)
  }
}
