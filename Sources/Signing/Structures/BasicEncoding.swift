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
  ) throws -> (element: ArraySlice<UInt8>, length: Int) {
    var encoding = BasicEncoding(bytes)
    let element = try encoding.element()
    return (element.bytes, encoding.reader.position - bytes.startIndex)
  }

  private struct Element {
    /// The element in DER.
    var bytes: ArraySlice<UInt8>
    /// Where the content starts.
    var start: Int
    /// Whether it is written otherwise than it was read.
    var isChanged: Bool
    /// What it holds.
    var content: ArraySlice<UInt8> { bytes[start...] }
  }

  private mutating func element() throws -> Element {
    let begin = reader.position
    let tag = try tag()
    guard let first = tag.first else { throw StructureFault.kind }
    let length = try length()
    let start = reader.position
    guard first & 0x20 != 0 else {
      guard let length else { throw StructureFault.kind }
      let content = try reader.take(length)
      return element(tag, [content], at: begin..<start)
    }
    try nesting.enter()
    defer { nesting.leave() }
    let parts = try parts(until: try length.map { try reader.slice(at: start, count: $0).endIndex })
    // A string in pieces (8.7.3): its tag is universal, so that it cannot be anything else.
    if first & 0xC0 == 0, first & 0x1F == 4 {
      guard parts.allSatisfy({ $0.bytes.first == 4 }) else { throw StructureFault.kind }
      return BasicEncoding.element([4], parts.map(\.content))
    }
    guard length != nil, !parts.contains(where: \.isChanged) else {
      return BasicEncoding.element(tag, parts.map(\.bytes))
    }
    return element(tag, parts.map(\.bytes), at: begin..<start)
  }

  private mutating func parts(until end: Int?) throws -> [Element] {
    var parts: [Element] = []
    while try !isAtEnd(of: end) { parts.append(try element()) }
    return parts
  }

  /// Whether an element that holds others is over: at its end, or at two zeros if it does not say where that is.
  private mutating func isAtEnd(of end: Int?) throws -> Bool {
    guard let end else { return reader.take([0, 0]) }
    guard reader.position <= end else { throw StructureFault.kind }
    return reader.position == end
  }

  private mutating func tag() throws -> ArraySlice<UInt8> {
    let begin = reader.position
    if try reader.byte() & 0x1F == 0x1F {
      while try reader.byte() & 0x80 != 0, reader.position - begin < 6 {}
    }
    return reader.bytes[begin..<reader.position]
  }

  /// A length; nil if it is indefinite.
  private mutating func length() throws -> Int? {
    let first = Int(try reader.byte())
    if first < 0x80 { return first }
    return first == 0x80 ? nil : try reader.number(first & 0x7F)
  }

  /// The element that was just read, as it stands there if its length, of a definite form, is a short one.
  private func element(
    _ tag: ArraySlice<UInt8>, _ parts: [ArraySlice<UInt8>], at header: Range<Int>
  ) -> Element {
    let length = BasicEncoding.length(reader.position - header.upperBound)
    guard tag.count + length.count == header.count else {
      return BasicEncoding.element(tag, parts)
    }
    let bytes = reader.bytes[header.lowerBound..<reader.position]
    return Element(bytes: bytes, start: header.upperBound, isChanged: false)
  }

  private static func element(
    _ tag: ArraySlice<UInt8>, _ parts: [ArraySlice<UInt8>]
  ) -> Element {
    let header = tag + length(parts.reduce(0) { $0 + $1.count })
    let bytes = ArraySlice(header + parts.joined())
    return Element(bytes: bytes, start: bytes.startIndex + header.count, isChanged: true)
  }

  private static func length(_ count: Int) -> [UInt8] {
    if count < 0x80 { return [UInt8(count)] }
    let digits = stride(from: 56, through: 0, by: -8).map { UInt8(count >> $0 & 0xFF) }
      .drop { $0 == 0 }
    return [0x80 | UInt8(digits.count)] + digits
  }
}
