import Diagnostics
import SwiftASN1
package import X509

extension DistinguishedName {
  /// The common name, or the whole name where there is none, as it can be shown.
  package var commonName: String {
    for attribute in reversed().joined() where attribute.type == .RDNAttributeType.commonName {
      return attribute.words
    }
    return words
  }

  /// The whole name, as RFC 4514 writes it and as it can be shown.
  package var words: String {
    let hasForeign = joined().contains { $0.foreignText != nil }
    guard hasForeign else { return description.onOneLine }
    let parts = reversed().map { part in
      DistinguishedName([RelativeDistinguishedName(part.map(\.readable))]).description
    }
    return parts.joined(separator: ",").onOneLine
  }
}

extension RelativeDistinguishedName.Attribute {
  /// The value as it can be shown.
  fileprivate var words: String { readable.value.description.onOneLine }

  /// The attribute with a text that the library can read, if it has one.
  fileprivate var readable: RelativeDistinguishedName.Attribute {
    guard let foreignText else { return self }
    return RelativeDistinguishedName.Attribute(type: type, value: .init(utf8String: foreignText))
  }

  /// The text of a value in one of the older kinds of string (X.680, 41): BMPString, UniversalString, and
  /// TeletexString, which everybody fills with Latin-1; nil for any other.
  fileprivate var foreignText: String? {
    guard let node = try? ASN1Any(value).node(), case .primitive(let bytes) = node.content else {
      return nil
    }
    switch node.identifier {
    case ASN1Identifier(tagWithNumber: 30, tagClass: .universal):
      return text(bytes, width: 2) { String(decoding: $0.map(UInt16.init), as: UTF16.self) }
    case ASN1Identifier(tagWithNumber: 28, tagClass: .universal):
      return text(bytes, width: 4) { String(decoding: $0, as: UTF32.self) }
    case ASN1Identifier(tagWithNumber: 20, tagClass: .universal):
      return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    default: return nil
    }
  }

  private func text(
    _ bytes: ArraySlice<UInt8>, width: Int, _ decode: ([UInt32]) -> String
  ) -> String? {
    guard bytes.count.isMultiple(of: width) else { return nil }
    return decode(
      stride(from: bytes.startIndex, to: bytes.endIndex, by: width).map { start in
        bytes[start..<start + width].reduce(0) { $0 << 8 | UInt32($1) }
      })
  }
}
