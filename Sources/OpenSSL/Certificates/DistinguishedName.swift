import COpenSSL

/// The name of somebody in certificates (RFC 5280, 4.1.2.4).
///
/// A value. Two names are the same if their bytes are, which is how authorities are bound to write them.
package struct DistinguishedName: Sendable {
  /// One thing that a name says.
  package struct Attribute: Hashable, Sendable {
    /// Of what kind it is: an object identifier with dots, such as `2.5.4.3`.
    package let kind: String
    /// What it says; in hexadecimal digits behind `#` where that is not text.
    package let text: String
    fileprivate let isText: Bool

    /// The kinds that certificates made here have.
    package static let commonName = "2.5.4.3"
    package static let country = "2.5.4.6"
    package static let organization = "2.5.4.10"
  }

  /// The name in DER.
  package let bytes: [UInt8]
  /// What it says, the widest first; mostly one attribute in each part.
  package let parts: [[Attribute]]

  /// Reads a name in DER.
  ///
  /// - Throws: ``OpenSSLError/notAName``, also for a string that breaks the rules of its kind.
  package init(_ bytes: [UInt8]) throws(OpenSSLError) {
    guard let name = decoded(bytes, { d2i_X509_NAME(nil, $0, $1) }) else { throw .notAName }
    defer { X509_NAME_free(name.object) }
    guard name.count == bytes.count else { throw .notAName }
    try self.init(reading: name.object)
  }

  /// A name that says these things, each in a part of its own.
  ///
  /// - Throws: ``OpenSSLError/library(step:reason:)`` if one of them is too long, or a country does
  ///   not have two letters.
  package init(_ attributes: KeyValuePairs<String, String>) throws(OpenSSLError) {
    guard let name = X509_NAME_new() else { throw .failure(of: "making a name") }
    defer { X509_NAME_free(name) }
    for (kind, text) in attributes {
      let text = Array(text.utf8)
      guard
        X509_NAME_add_entry_by_txt(name, kind, MBSTRING_UTF8, text, Int32(text.count), -1, 0) == 1
      else { throw .failure(of: "making a name") }
    }
    try self.init(reading: name)
  }

  /// Reads a name that libcrypto holds.
  init(reading name: OpaquePointer?) throws(OpenSSLError) {
    bytes = try encoded("reading a name") { i2d_X509_NAME(name, $0) }
    var parts: [Int32: [Attribute]] = [:]
    for index in 0..<max(0, X509_NAME_entry_count(name)) {
      guard let entry = X509_NAME_get_entry(name, index) else { throw .notAName }
      parts[X509_NAME_ENTRY_set(entry), default: []].append(try Attribute(entry))
    }
    self.parts = parts.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Lends the name in libcrypto's form.
  func withHandle(_ body: (OpaquePointer) -> Bool) throws(OpenSSLError) -> Bool {
    guard let name = decoded(bytes, { d2i_X509_NAME(nil, $0, $1) }) else { throw .notAName }
    defer { X509_NAME_free(name.object) }
    return body(name.object)
  }
}

extension DistinguishedName: Hashable {
  package static func == (left: DistinguishedName, right: DistinguishedName) -> Bool {
    left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(bytes)
  }
}

extension DistinguishedName.Attribute {
  fileprivate init(_ entry: OpaquePointer) throws(OpenSSLError) {
    kind = identifier(of: X509_NAME_ENTRY_get_object(entry))
    let value = X509_NAME_ENTRY_get_data(entry)
    if let text = DistinguishedName.Attribute.text(of: value) {
      (self.text, isText) = (text, true)
    } else {
      let sink = try MemorySink()
      let isWritten = ASN1_STRING_print_ex(
        sink.handle, value, UInt(ASN1_STRFLGS_DUMP_ALL | ASN1_STRFLGS_DUMP_DER))
      guard isWritten >= 0 else { throw .failure(of: "reading a name") }
      (text, isText) = (String(decoding: sink.take(), as: UTF8.self), false)
    }
  }

  /// The text of a string of any kind (X.680, 41), TeletexString read as Latin-1, with which
  /// everybody fills it; nil if it is not text.
  private static func text(of value: UnsafePointer<ASN1_STRING>?) -> String? {
    var pointer: UnsafeMutablePointer<UInt8>?
    let length = ASN1_STRING_to_UTF8(&pointer, value)
    defer {
      CRYPTO_free(pointer, #file, 0)
      OpenSSLError.clearQueue()
    }
    guard length >= 0, let pointer else { return nil }
    return String(
      decoding: UnsafeBufferPointer(start: pointer, count: Int(length)), as: UTF8.self)
  }
}

extension DistinguishedName: CustomStringConvertible {
  /// The name as RFC 4514 writes it, the narrowest part first.
  package var description: String {
    parts.reversed().map { part in
      part.map { "\($0.kindName)=\($0.escapedText)" }.joined(separator: "+")
    }.joined(separator: ",")
  }
}

extension DistinguishedName.Attribute {
  /// What the kind is called in names (RFC 4514, 3).
  private static let kindNames = [
    "2.5.4.3": "CN", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.9": "STREET",
    "2.5.4.10": "O", "2.5.4.11": "OU", "0.9.2342.19200300.100.1.25": "DC",
    "1.2.840.113549.1.9.1": "E",
  ]

  fileprivate var kindName: String { DistinguishedName.Attribute.kindNames[kind] ?? kind }

  /// The text with what parts a name from others escaped (RFC 4514, 2.4).
  package var escapedText: String {
    guard isText else { return text }
    let leading = text.prefix { $0 == " " || $0 == "#" }
    let rest = text.dropFirst(leading.count)
    let trailing = rest.reversed().prefix { $0 == " " }
    let middle = rest.dropLast(trailing.count)
    return leading.map { "\\\($0)" }.joined()
      + middle.map { ",+\"\\<>;".contains($0) ? "\\\($0)" : String($0) }.joined()
      + trailing.map { "\\\($0)" }.joined()
  }
}

/// An object identifier with dots between its numbers.
func identifier(of object: OpaquePointer?) -> String {
  let length = OBJ_obj2txt(nil, 0, object, 1)
  guard length > 0 else { return "" }
  var text = [CChar](repeating: 0, count: Int(length) + 1)
  OBJ_obj2txt(&text, Int32(text.count), object, 1)
  return String(decoding: text.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
}
