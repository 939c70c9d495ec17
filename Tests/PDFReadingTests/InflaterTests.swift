import Foundation
@testable import PDFReading
import TestSupport
import Testing

struct InflaterTests {
  /// Compressed by zlib, through Python, with every kind of block.
  private func compressed(_ expression: String) throws -> (packed: [UInt8], plain: [UInt8]) {
    let folder = try TemporaryFolder()
    let script = """
      import zlib, random
      random.seed(7)
      level, data = \(expression)
      open('packed', 'wb').write(zlib.compress(data, level))
      open('plain', 'wb').write(data)
      """
    let outcome = try Program("python3").run(["-c", script], in: folder.url)
    try #require(outcome.status == 0, "\(outcome.text)")
    return (
      [UInt8](try Data(contentsOf: folder.url.appending(path: "packed"))),
      [UInt8](try Data(contentsOf: folder.url.appending(path: "plain")))
    )
  }

  @Test(
    "what zlib compresses comes back",
    arguments: [
      "0, bytes(range(256)) * 300", "9, b''", "9, b'a'", "9, b'vedtak ' * 5000",
      "9, bytes(random.randrange(256) for _ in range(5000))",
      "1, bytes(random.choice(b'abcdefg') for _ in range(40000))",
      "9, bytes(random.choice(b'aab') for _ in range(70000))",
    ])
  func zlib(expression: String) throws {
    let (packed, plain) = try compressed(expression)
    var inflater = Inflater(packed[...])
    #expect(inflater.inflateWrapped() == plain)
  }

  @Test("cut and damaged streams give nothing or something, and never more than that")
  func damaged() throws {
    let (packed, plain) = try compressed("9, bytes(random.choice(b'abcdefg') for _ in range(200))")
    for length in 0..<(packed.count - 5) {
      var inflater = Inflater(packed.prefix(length))
      #expect(inflater.inflateWrapped() == nil)
    }
    for index in packed.indices {
      var damaged = packed
      damaged[index] ^= 0x55
      var inflater = Inflater(damaged[...])
      let result = inflater.inflateWrapped()
      #expect(index >= packed.count - 4 || index == 1 || result != plain)
    }
  }
}
