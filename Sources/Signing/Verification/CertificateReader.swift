import OpenSSL
import Synchronization

/// Reads the certificates that come with signatures, those that come again once.
///
/// The letters of a run bring the same few certificates, and decoding one takes longer than checking a
/// signature. One that is kept is found by all of its bytes and never changes, and bytes that are none are
/// tried anew each time: what is said of one signature does not depend on the others.
final class CertificateReader: Sendable {
  /// How many certificates are kept; whoever brings more than these begins anew.
  static let countLimit = 64
  /// How long one may be that is kept, in bytes.
  static let sizeLimit = 16_384

  private let kept = Mutex<[[UInt8]: Certificate]>([:])

  /// Reads a certificate in DER; nil if it is none that can be read.
  func certificate(_ bytes: [UInt8]) -> Certificate? {
    if let known = kept.withLock({ $0[bytes] }) { return known }
    guard let certificate = try? Certificate(bytes) else { return nil }
    if bytes.count <= CertificateReader.sizeLimit { keep(certificate) }
    return certificate
  }

  /// How many certificates are kept.
  var count: Int { kept.withLock { $0.count } }

  private func keep(_ certificate: Certificate) {
    kept.withLock { kept in
      if kept.count >= CertificateReader.countLimit { kept.removeAll(keepingCapacity: true) }
      kept[certificate.bytes] = certificate
    }
  }
}
