import Diagnostics
package import OpenSSL

extension DistinguishedName {
  /// The common name, or the whole name where there is none, as it can be shown.
  package var commonName: String {
    for attribute in parts.reversed().joined() where attribute.kind == Attribute.commonName {
      return attribute.escapedText.onOneLine
    }
    return words
  }

  /// The whole name, as RFC 4514 writes it and as it can be shown.
  package var words: String { description.onOneLine }
}
