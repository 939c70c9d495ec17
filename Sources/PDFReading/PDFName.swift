import Bytes

/// A name of the PDF language (ISO 32000-1, 7.3.5): two names are the same if their bytes are.
///
/// It is not a text, because texts that are written differently can be equal, by Unicode's rules or
/// where bytes are not UTF-8; names that are written differently name different things.
package struct PDFName: Hashable, Sendable {
  /// The bytes without the slash, escapes undone.
  package let bytes: [UInt8]

  /// A name of bytes.
  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }
}

extension PDFName: ExpressibleByStringLiteral {
  /// A name that standards use.
  package init(stringLiteral text: String) {
    bytes = Array(text.utf8)
  }
}

extension PDFName: CustomStringConvertible {
  /// The name as it is shown to people: anything but visible ASCII is escaped as in a file.
  package var description: String {
    bytes.reduce(into: "") { text, byte in
      if (0x21...0x7E).contains(byte), byte != UInt8(ascii: "#") {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "#" + [byte].hexadecimalText.uppercased()
      }
    }
  }
}
