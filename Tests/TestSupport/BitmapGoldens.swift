import Foundation
package import Imaging
package import Testing

/// How two pictures of one size differ, channel by channel.
package struct BitmapDifference {
  /// For each pixel, the largest difference of its channels.
  private let pixels: [UInt8]

  /// Compares two pictures; nil if they differ in size.
  package init?(_ left: Bitmap, _ right: Bitmap) {
    guard left.width == right.width, left.height == right.height else { return nil }
    let (ours, theirs) = (left.pixels, right.pixels)
    pixels = stride(from: 0, to: ours.count, by: 4).map { start in
      (start..<start + 4).reduce(0) { largest, index in
        max(largest, max(ours[index], theirs[index]) - min(ours[index], theirs[index]))
      }
    }
  }

  /// Which part of the pixels, from 0 to 1, differs by more than so many of 255 steps.
  package func share(above steps: UInt8) -> Double {
    Double(pixels.count { $0 > steps }) / Double(pixels.count)
  }

  /// By how many of 255 steps pixels differ on average.
  package var mean: Double { Double(pixels.reduce(0) { $0 + Int($1) }) / Double(pixels.count) }
}

extension Bitmap {
  /// The picture `factor` times smaller each way, each pixel the mean of those it covers; without alpha.
  package func reduced(by factor: Int) -> Bitmap {
    let (width, height) = (self.width / factor, self.height / factor)
    let (source, row, area) = (pixels, self.width * 4, factor * factor)
    var result: [UInt8] = []
    result.reserveCapacity(width * height * 4)
    for y in 0..<height {
      for x in 0..<width {
        var sums = (0, 0, 0)
        for line in y * factor..<(y + 1) * factor {
          var index = line * row + x * factor * 4
          for _ in 0..<factor {
            sums.0 += Int(source[index])
            sums.1 += Int(source[index + 1])
            sums.2 += Int(source[index + 2])
            index += 4
          }
        }
        result += [UInt8(sums.0 / area), UInt8(sums.1 / area), UInt8(sums.2 / area), 255]
      }
    }
    return Bitmap(width: width, height: height, pixels: result) ?? self
  }
}

/// Compares a picture with `Goldens/<name>` beside the test; `RECORD_GOLDENS=1` rewrites it and still fails.
///
/// One pixel in a thousand may differ by more than an eighth of the scale, since another version of
/// FreeType or Cairo smooths the edges of letters a little otherwise.
package func expectGolden(
  _ actual: Bitmap, named name: String, filePath: String = #filePath,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
  let golden = Golden(name, beside: filePath)
  let png = Data(try actual.png())
  guard try !golden.isRecorded(png, sourceLocation) else { return }
  let expected = try Bitmap(png: [UInt8](Data(contentsOf: golden.file)))
  let difference = BitmapDifference(actual, expected)
  guard let difference, difference.share(above: 32) <= 0.001 else {
    Attachment.record(Array(png), named: name, sourceLocation: sourceLocation)
    let words = difference.map { "\($0.share(above: 32) * 100) % of its pixels differ" }
    Issue.record(
      "\(name) looks different: \(words ?? "it has another size")", sourceLocation: sourceLocation)
    return
  }
}
