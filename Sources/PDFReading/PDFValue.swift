/// A value of the PDF language (ISO 32000-1, 7.3).
package enum PDFValue: Hashable, Sendable {
  /// Nothing.
  case null
  /// Yes or no.
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// Any other number: its digits, of which leading and trailing zeros are left out.
  case real(String)
  /// The bytes of a string, whichever way it is written.
  case string([UInt8])
  case name(PDFName)
  /// A list.
  case array([PDFValue])
  /// Named values.
  case dictionary([PDFName: PDFValue])
  /// A value that is an object of its own.
  case reference(PDFReference)

  /// The value under a name; null where there is none or this is no dictionary.
  package subscript(key: PDFName) -> PDFValue {
    guard case .dictionary(let entries) = self else { return .null }
    return entries[key] ?? .null
  }

  /// The whole number; nil for any other value.
  package var integer: Int? {
    guard case .integer(let number) = self else { return nil }
    return number
  }

  /// The name; nil for any other value.
  package var name: PDFName? {
    guard case .name(let name) = self else { return nil }
    return name
  }

  /// The items of a list; none for any other value.
  package var items: [PDFValue] {
    guard case .array(let items) = self else { return [] }
    return items
  }

  /// The entries of a dictionary; nil for any other value.
  package var entries: [PDFName: PDFValue]? {
    guard case .dictionary(let entries) = self else { return nil }
    return entries
  }

  /// The object it refers to; nil for any other value.
  package var reference: PDFReference? {
    guard case .reference(let reference) = self else { return nil }
    return reference
  }

  /// A text string (7.9.2.2): UTF-16 or UTF-8 by their marks, else read as Latin-1, which
  /// PDFDocEncoding is but for a few signs; nil for any other value.
  package var text: String? {
    guard case .string(let bytes) = self else { return nil }
    if bytes.starts(with: [0xFE, 0xFF]) {
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
        UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
      }
      return String(decoding: units, as: UTF16.self)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return String(decoding: bytes.dropFirst(3), as: UTF8.self)
    }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}

/// The number by which one object names another (7.3.10).
package struct PDFReference: Hashable, Sendable {
  /// The object's number.
  package var number: Int
  /// Its generation, nearly always 0.
  package var generation: Int

  /// A reference to an object.
  package init(number: Int, generation: Int = 0) {
    (self.number, self.generation) = (number, generation)
  }
}

/// An object as it stands in a file.
package struct PDFObject: Hashable, Sendable {
  /// The value; of a stream, its dictionary.
  package var value: PDFValue
  /// A stream's bytes as they are stored; nil for any other object.
  package var data: ArraySlice<UInt8>?
  /// For an object that is a dictionary and stands by itself in the file, where its entries' values
  /// begin and end.
  package var extents: [PDFName: Range<Int>] = [:]
  /// Where it ends in the file; 0 if it does not stand by itself there.
  package var end = 0

  /// An object that is no stream and does not stand by itself in a file.
  package init(value: PDFValue) {
    self.value = value
  }
}

/// Why a file cannot be read as PDF.
package enum PDFFault: Error, Hashable, Sendable {
  /// There is no `%PDF-` near its start.
  case notPDF
  /// It does not say where its cross-reference table is: it is cut short, or no whole PDF.
  case noEnd
  /// A part of it is not as it must be, in words.
  case damaged(String)
  case encrypted
  /// Reading it costs more than a file of its size is worth: it was made to keep readers busy.
  case excessive
}

extension PDFFault: CustomStringConvertible {
  /// The fault as a lowercase phrase.
  package var description: String {
    switch self {
    case .notPDF: "it is no PDF file"
    case .noEnd: "its end is missing"
    case .damaged(let part): "\(part) is damaged"
    case .encrypted: "it is encrypted"
    case .excessive: "it asks for more work than any honest file of its size"
    }
  }
}
