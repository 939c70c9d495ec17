import Foundation
import Testing

@testable import Storage

/// Texts are found in bytes.
struct ByteSearchTests {
  @Test(
    "at the beginning, the end, behind zeros and half matches, and not where a byte differs",
    arguments: [
      ("/ByteRange", true), ("\0\0x/ByteRange[0", true), ("//Byte/ByteRang/ByteRange", true),
      ("/ByteRang", false), ("/Byterange", false), ("", false),
    ])
  func holds(_ text: String, _ isThere: Bool) {
    #expect(Data(text.utf8).holds("/ByteRange") == isThere)
    // A part of other data keeps its own bounds.
    let whole = Data(("/ByteRange" + text + "/ByteRange").utf8)
    #expect(whole[10..<(whole.count - 10)].holds("/ByteRange") == isThere)
  }
}
