import Batch
import Diagnostics
import Foundation
import Imaging
import TestSupport
import Testing

/// Cairo as the other witness: what the archival writer makes looks like Cairo's picture of the page.
struct WitnessTests {
  /// Poppler and Cairo place glyphs alike but smooth their edges otherwise (Splash against filled outlines
  /// on Cairo's image surface), and the archival PDF gives positions to a thousandth of the em. So single
  /// pixels at edges may differ much, but few do, and none by the whole scale over an area: a shifted line,
  /// a missing word or a wrong glyph moves ten times as many.
  private static let tolerance = (mean: 1.0, share: 0.004, above: UInt8(128))

  @Test("pages look alike", arguments: ["parties", "starter", "names"])
  func pages(mailing: String) async throws {
    let folder = try TemporaryFolder()
    let path =
      mailing == "starter" ? try Mailings.starter(in: folder) : Mailings.parties
    let data = mailing == "names" ? try Mailings.names(in: folder) : nil
    for file in try await Mailings.make(path, into: folder, data: data) {
      let key = try key(of: file, mailing: mailing, data: data)
      let pictures = folder.url.appending(path: "cairo-\(UUID().uuidString)")
      var request = RunRequest(mailing: path)
      (request.data, request.only) = (data, [key])
      var wanted = PictureRequest()
      wanted.png = pictures.appending(path: "page.png").path
      wanted.dotsPerInch = 100
      let drawn = try Run(request).drawPictures(wanted).output
      for (index, picture) in drawn.enumerated() {
        let theirs = try rasterised(file, page: index + 1, into: pictures)
        let ours = try Bitmap(png: [UInt8](Data(contentsOf: URL(filePath: picture))))
        let difference = try #require(BitmapDifference(ours, theirs))
        let share = difference.share(above: WitnessTests.tolerance.above)
        let isAlike =
          difference.mean <= WitnessTests.tolerance.mean
          && share <= WitnessTests.tolerance.share
        #expect(isAlike, "\(key), page \(index + 1): mean \(difference.mean), share \(share)")
      }
    }
  }

  /// The key of a letter: its file's name, or that name's first word where a number comes first.
  private func key(of file: URL, mailing: String, data: String?) throws -> String {
    let name = file.deletingPathExtension().lastPathComponent
    return mailing == "starter" ? String(name.prefix { $0 != " " }) : name
  }

  private func rasterised(_ file: URL, page: Int, into folder: URL) throws -> Bitmap {
    let target = folder.appending(path: "poppler-\(page)").path
    let answer = try Judges.run(
      "pdftoppm",
      ["-r", "100", "-png", "-singlefile", "-f", "\(page)", "-l", "\(page)", file.path, target])
    #expect(answer.status == 0)
    return try Bitmap(png: [UInt8](Data(contentsOf: URL(filePath: target + ".png"))))
  }
}
