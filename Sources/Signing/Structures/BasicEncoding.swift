import Bytes
import SwiftASN1

/// Rewrites BER, which some signers use, as DER (X.690, 8 and 10).
///
/// Lengths become definite and short, and strings one piece. What is DER already stays as it is, byte for byte;
/// the order of sets is not touched.
struct BasicEncoding {
  private var reader: ByteReader
  private var nesting = Nesting(limit: 50)

  private init(_ bytes: ArraySlice<UInt8>) {
    reader = ByteReader(bytes)
  }

  /// The element at the start of bytes in DER, and how many bytes it has there.
  ///
  /// - Throws: ``ByteFault`` or ``StructureFault/kind`` if it is no BER.
  static func distinguished(
    _ bytes: ArraySlice<UInt8>
  ) throws -> (element: [UInt8], length: Int) {
    var encoding = BasicEncoding(bytes)
    let element = try encoding.element()
    return (element.bytes, encoding.reader.position - bytes.startIndex)
  }

  private struct Element {
    /// The element in DER.
    var bytes: [UInt8]
    /// What it holds.
    var content: ArraySlice<UInt8> { bytes[start...] }
    var tag: [UInt8]
    /// Where the content starts.
    var start: Int
  }

  private mutating func element() throws -> Element {
    let tag = try tag()
    guard let first = tag.first else { throw StructureFault.kind }
    let isConstructed = first & 0x20 != 0
    let length = try length()
    guard isConstructed else {
      guard let length else { throw StructureFault.kind }
      return BasicEncoding.element(tag, Array(try reader.take(length)))
    }
    try nesting.enter()
    defer { nesting.leave() }
    let end = try length.map { try reader.slice(at: reader.position, count: $0).endIndex }
    var parts: [Element] = []
    while try !isAtEnd(of: end) { parts.append(try element()) }
    // A string in pieces (8.7.3): its tag is universal, so that it cannot be anything else.
    if first & 0xC0 == 0, first & 0x1F == 4 {
      guard parts.allSatisfy({ $0.tag == [4] }) else { throw StructureFault.kind }
      return BasicEncoding.element([4], parts.flatMap(\.content))
    }
    return BasicEncoding.element(tag, parts.flatMap(\.bytes))
  }

  /// Whether an element that holds others is over: at its end, or at two zeros if it does not say where that is.
  private mutating func isAtEnd(of end: Int?) throws -> Bool {
    guard let end else { return reader.take([0, 0]) }
    guard reader.position <= end else { throw StructureFault.kind }
    return reader.position == end
  }

  private mutating func tag() throws -> [UInt8] {
    var tag = [try reader.byte()]
    guard tag[0] & 0x1F == 0x1F else { return tag }
    repeat { tag.append(try reader.byte()) } while tag[tag.count - 1] & 0x80 != 0 && tag.count < 6
    return tag
  }

  /// A length; nil if it is indefinite.
  private mutating func length() throws -> Int? {
    let first = Int(try reader.byte())
    if first < 0x80 { return first }
    return first == 0x80 ? nil : try reader.number(first & 0x7F)
  }

  private static func element(_ tag: [UInt8], _ content: [UInt8]) -> Element {
    var bytes = tag
    if content.count < 0x80 {
      bytes.append(UInt8(content.count))
    } else {
      let digits = stride(from: 56, through: 0, by: -8).map { UInt8(content.count >> $0 & 0xFF) }
        .drop { $0 == 0 }
      bytes.append(0x80 | UInt8(digits.count))
      bytes += digits
    }
    let start = bytes.count
    return Element(bytes: bytes + content, tag: tag, start: start)
  }
}
