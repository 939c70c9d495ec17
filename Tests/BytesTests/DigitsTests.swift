import Bytes
import Testing

/// Digits as formats write them.
struct DigitsTests {
  @Test("bytes go into hexadecimal digits and back")
  func hexadecimal() {
    let all = (0...255).map { UInt8($0) }
    #expect(all.hexadecimalText.hasPrefix("000102") && all.hexadecimalText.hasSuffix("fdfeff"))
    #expect([UInt8](hexadecimalText: all.hexadecimalText) == all)
    #expect([UInt8](hexadecimalText: all.hexadecimalText.uppercased()) == all)
    #expect([UInt8](hexadecimalText: "") == [])
  }

  @Test(
    "what is no hexadecimal digits is refused",
    arguments: ["0", "0g", "+1", "0x0a", "0a ", "٠٠"])
  func refused(_ text: String) {
    #expect([UInt8](hexadecimalText: text) == nil)
  }

  @Test("numbers have zeros before them, and are never cut")
  func padded() {
    #expect(String(7, digits: 2) == "07")
    #expect(String(2026, digits: 2) == "2026")
    #expect(String(-3, digits: 2) == "00")
  }

  @Test("addresses keep what is asked for and are ASCII")
  func percentEncoded() {
    #expect("å b/c%".percentEncoded { $0 != UInt8(ascii: " ") } == "%C3%A5%20b/c%")
    #expect("\u{7F}".percentEncoded { _ in false } == "%7F")
  }
}
