import Bytes
import OpenSSL
import SwiftASN1

/// What a time stamp states (RFC 3161, 2.4.2, TSTInfo), as far as it is asked for here.
struct TimeStampContent {
  /// The digest of what was stamped; nil for an unknown one.
  var digest: SignatureDigest?
  /// The value of the digest.
  var imprint: [UInt8]
  /// When it was stamped, as ISO 8601.
  var time: String

  /// Reads the content of a time stamp.
  init(_ content: [UInt8]) throws {
    let nodes = try children(of: try DER.parse(content), .sequence)
    guard nodes.count >= 5 else { throw StructureFault.kind }
    let message = try children(of: nodes[2], .sequence)
    guard message.count == 2 else { throw StructureFault.kind }
    digest = try AlgorithmIdentifier(derEncoded: message[0]).signatureDigest
    imprint = Array(try ASN1OctetString(derEncoded: message[1]).bytes)
    let stamp = try GeneralizedTime(derEncoded: nodes[4])
    let two = { (number: Int) in String(number, digits: 2) }
    time =
      "\(stamp.year)-\(two(stamp.month))-\(two(stamp.day))T"
      + "\(two(stamp.hours)):\(two(stamp.minutes)):\(two(stamp.seconds))Z"
  }
}
