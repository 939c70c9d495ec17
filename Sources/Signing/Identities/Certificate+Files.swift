import Bytes
package import Foundation
package import OpenSSL

// Certificates in files, and as people tell them apart.
extension Certificate {
  /// The certificates of a file: PEM, with whatever else stands between them, or one in DER.
  ///
  /// - Returns: nil if one of them cannot be read.
  package static func all(in file: [UInt8]) -> [Certificate]? {
    if file.first == 0x30 { return (try? Certificate(file)).map { [$0] } }
    var found: [Certificate] = []
    let text = String(decoding: file, as: UTF8.self)
    for part in text.components(separatedBy: "-----BEGIN CERTIFICATE-----").dropFirst() {
      guard let end = part.range(of: "-----END CERTIFICATE-----"),
        let bytes = Data(
          base64Encoded: String(part[..<end.lowerBound]), options: .ignoreUnknownCharacters),
        let certificate = try? Certificate([UInt8](bytes))
      else { return nil }
      found.append(certificate)
    }
    return found
  }

  /// The certificate as a PEM block.
  package var pem: String {
    let text = Data(bytes).base64EncodedString(options: [
      .lineLength64Characters, .endLineWithLineFeed,
    ])
    return "-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n"
  }

  /// The SHA-256 digest of the certificate, by which people tell it from others.
  package var fingerprint: String {
    Digest.of(bytes).map { [$0].hexadecimalText.uppercased() }.joined(separator: ":")
  }

  /// The first moment at which it is valid.
  package var notValidBefore: Date { Date(timeIntervalSince1970: Double(validFrom)) }

  /// The last moment at which it is valid.
  package var notValidAfter: Date { Date(timeIntervalSince1970: Double(validTo)) }
}
