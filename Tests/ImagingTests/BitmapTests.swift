import Imaging
import Testing

struct BitmapTests {
  private let pixels: [UInt8] = [1, 2, 3, 255, 4, 5, 6, 128, 7, 8, 9, 0, 10, 11, 12, 255]

  @Test("a bitmap written as PNG is read back the same", arguments: [nil, 200])
  func roundTrip(dotsPerInch: Double?) throws {
    let opaque = pixels.enumerated().map { $0.offset % 4 == 3 ? 255 : $0.element }
    let bitmap = try #require(Bitmap(width: 2, height: 2, pixels: opaque))
    #expect(try Bitmap(png: bitmap.png(dotsPerInch: dotsPerInch)) == bitmap)
  }

  @Test(
    "a bitmap needs four bytes for each pixel, and a pixel", arguments: [(2, 3), (0, 0), (-2, -2)])
  func sizes(width: Int, height: Int) {
    #expect(Bitmap(width: width, height: height, pixels: pixels) == nil)
  }

  @Test("a broken PNG is no bitmap")
  func broken() {
    #expect(throws: (any Error).self) { try Bitmap(png: [1, 2, 3]) }
  }
}
