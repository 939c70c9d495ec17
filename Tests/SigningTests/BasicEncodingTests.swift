@testable import Signing
import Testing

@Suite("BER as DER")
struct BasicEncodingTests {
  @Test(
    "each element is written as DER has it",
    arguments: [
      ("a short length", [0x04, 0x01, 0x07], [0x04, 0x01, 0x07]),
      ("a long form of a short length", [0x04, 0x81, 0x01, 0x07], [0x04, 0x01, 0x07]),
      ("zeros before a length", [0x02, 0x83, 0, 0, 1, 7], [0x02, 0x01, 0x07]),
      ("a long length within a short one", [0x30, 4, 4, 0x81, 1, 7], [0x30, 3, 4, 1, 7]),
      ("an open length", [0x30, 0x80, 4, 1, 7, 0, 0], [0x30, 3, 4, 1, 7]),
      ("an open length of nothing", [0x30, 0x80, 0, 0], [0x30, 0]),
      ("a string in pieces", [0x24, 6, 4, 1, 7, 4, 1, 8], [4, 2, 7, 8]),
      ("a string in one piece that holds others", [0x24, 5, 0x24, 3, 4, 1, 7], [4, 1, 7]),
      ("a tag of several bytes", [0x3F, 0x81, 0x01, 2, 5, 0], [0x3F, 0x81, 0x01, 2, 5, 0]),
    ] as [(String, [UInt8], [UInt8])])
  func written(_ what: String, _ bytes: [UInt8], _ expected: [UInt8]) throws {
    let file = [9, 9] + bytes + [0, 0, 0]
    let (element, length) = try BasicEncoding.distinguished(file[2...])
    #expect(Array(element) == expected, "\(what)")
    #expect(length == bytes.count)
  }

  @Test("what is DER already is not copied, however deep it is", arguments: [1, 127, 128, 70_000])
  func same(count: Int) throws {
    var bytes = [UInt8](repeating: 7, count: count)
    for tag: UInt8 in [4, 0x30, 0xA0, 0x31] { bytes = element(tag, bytes) }
    let (found, length) = try BasicEncoding.distinguished(bytes[...])
    #expect(found == bytes[...] && length == bytes.count)
    let isShared = found.withUnsafeBytes { part in
      bytes.withUnsafeBytes { $0.baseAddress == part.baseAddress }
    }
    #expect(isShared)
  }

  @Test(
    "what is no BER is refused",
    arguments: [
      [], [0x30], [0x30, 0x80], [0x30, 2, 4], [4, 0x80, 0, 0], [0x24, 3, 2, 1, 7],
      [0x30, 2, 4, 1, 7], [0x30, 0x89, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ] as [[UInt8]])
  func refused(_ bytes: [UInt8]) {
    #expect(throws: (any Error).self) { try BasicEncoding.distinguished(bytes[...]) }
  }
}
