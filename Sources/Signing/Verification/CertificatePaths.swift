import Foundation
import OpenSSL

/// The ways from a certificate to trusted ones, shortest first (RFC 5280, 6; RFC 4158).
///
/// The number of ways can double with every authority that others vouch for, so all that the search does is
/// bounded: how long a way may be, how often it leads over a certificate, how many steps it tries, and how many
/// signatures it checks.
struct CertificatePaths {
  /// How many signatures of certificates are checked.
  static let checkLimit = 500
  /// How many certificates are looked at as issuers.
  static let stepLimit = 100_000
  private static let lengthLimit = 10
  private static let visitLimit = 4

  private let roots: Set<Certificate>
  private let issuers: [DistinguishedName: [Certificate]]
  private var waiting: [[Certificate]]
  private var visits: [Certificate: Int] = [:]
  private var checked: [Pair: Bool] = [:]
  private var steps = 0
  /// Why a certificate was not accepted as an issuer's, as a lowercase phrase; nil if none was
  /// refused.
  private(set) var refusal: String?

  /// A certificate, and a key that may have signed it.
  private struct Pair: Hashable {
    let certificate: Certificate
    let key: [UInt8]
  }

  /// The ways from a certificate.
  ///
  /// - Parameters:
  ///   - certificate: Where they begin.
  ///   - roots: Where they may end.
  ///   - others: What they may lead over.
  init(from certificate: Certificate, to roots: [Certificate], over others: [Certificate]) {
    self.roots = Set(roots)
    issuers = Dictionary(grouping: roots + others, by: \.subject)
    waiting = [[certificate]]
  }

  /// How many signatures of certificates were checked.
  var checks: Int { checked.count }

  /// Whether there may be ways that were not looked for.
  var isExhausted: Bool {
    steps >= CertificatePaths.stepLimit || checks >= CertificatePaths.checkLimit
  }

  /// The next way, from the certificate to a trusted one; nil if no more is found.
  mutating func next() -> [Certificate]? {
    while !waiting.isEmpty {
      let path = waiting.removeFirst()
      guard let last = path.last else { continue }
      if path.count > 1, roots.contains(last) { return path }
      if path.count < CertificatePaths.lengthLimit { follow(path, from: last) }
    }
    return nil
  }

  private mutating func follow(_ path: [Certificate], from last: Certificate) {
    for issuer in issuers[last.issuer] ?? [] where !isExhausted {
      steps += 1
      guard !path.contains(where: { $0.subject == issuer.subject }),
        visits[issuer, default: 0] < CertificatePaths.visitLimit || roots.contains(issuer),
        issued(last, by: issuer)
      else { continue }
      visits[issuer, default: 0] += 1
      waiting.append(path + [issuer])
    }
  }

  private mutating func issued(_ certificate: Certificate, by issuer: Certificate) -> Bool {
    let pair = Pair(certificate: certificate, key: issuer.publicKeyBytes)
    let isSigned = checked[pair] ?? certificate.isSigned(by: issuer)
    checked[pair] = isSigned
    guard isSigned else { return false }
    guard let reason = reasonAgainst(certificate, by: issuer) else { return true }
    refusal = refusal ?? reason
    return false
  }

  private func reasonAgainst(_ certificate: Certificate, by issuer: Certificate) -> String? {
    if let digest = certificate.weakDigest {
      return
        "the certificate of \(certificate.subject.commonName) is signed with \(digest), which proves"
        + " nothing any more"
    }
    if issuer.keyUsage?.contains(.certificateSigning) == false {
      return "\(issuer.subject.commonName) may not issue certificates, and issued one"
    }
    return nil
  }
}
