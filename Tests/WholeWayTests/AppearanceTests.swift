import Batch
import Diagnostics
import Foundation
import Imaging
import Preview
import TestSupport
import Testing

/// What the archival writer makes looks, drawn by poppler, like the page that Cairo draws.
struct AppearanceTests {
  /// How much finer than they are compared the pictures are drawn: poppler puts glyphs on whole pixels
  /// from top to bottom, which at 72 dpi would be a third of a millimetre, and here is a twelfth.
  private static let detail = 4

  /// What is left is the smoothing of edges (poppler's Splash against outlines filled by Cairo): fewer
  /// than one pixel in two thousand may differ by more than this.
  private static let tolerance = (share: 0.0005, above: UInt8(96))

  @Test("pages look alike", arguments: ["parties", "starter", "names", "notice", "invoices"])
  func pages(mailing: String) async throws {
    let folder = try TemporaryFolder()
    let path =
      switch mailing {
      case "starter": try Mailings.starter(in: folder)
      case "notice": Mailings.notice
      case "invoices": Mailings.invoices
      default: Mailings.parties
      }
    let data = mailing == "names" ? try Mailings.names(in: folder) : nil
    // Letters of one mailing differ little; two of them show what all are like.
    for file in try await Mailings.make(path, into: folder, data: data).suffix(2) {
      let key = try key(of: file, mailing: mailing, data: data)
      let pictures = folder.url.appending(path: "cairo-\(UUID().uuidString)")
      var request = RunRequest(mailing: path)
      (request.data, request.only) = (data, [key])
      var wanted = PictureRequest()
      wanted.png = pictures.appending(path: "page.png").path
      wanted.dotsPerInch = 72 * Double(AppearanceTests.detail)
      let drawn = try Run(request).drawPictures(wanted).output
      for (index, picture) in drawn.enumerated() {
        let ours = try Bitmap(png: [UInt8](Data(contentsOf: URL(filePath: picture))))
        let theirs = try rasterised(file, page: index + 1, like: ours, into: pictures)
        let detail = AppearanceTests.detail
        expectAlike(
          ours.reduced(by: detail), theirs.reduced(by: detail), "\(key), page \(index + 1)")
      }
    }
  }

  private func expectAlike(_ ours: Bitmap, _ theirs: Bitmap, _ page: String) {
    guard let difference = BitmapDifference(ours, theirs),
      let moved = BitmapDifference(ours.movedDown(), theirs)
    else {
      Issue.record("\(page) has another size")
      return
    }
    // Whatever stands on the page, it must agree at least twice as well as when it is moved by a third of
    // a millimetre; so the measure bites on a page with three words as it does on a full one.
    let share = difference.share(above: AppearanceTests.tolerance.above)
    let isAlike = difference.mean * 2 <= moved.mean && share <= AppearanceTests.tolerance.share
    #expect(
      isAlike,
      "\(page): \(difference.mean) steps on average, moved \(moved.mean); \(share) differ much")
  }

  /// The key of a letter: its file's name, or that name's first word where a number comes first.
  private func key(of file: URL, mailing: String, data: String?) throws -> String {
    let name = file.deletingPathExtension().lastPathComponent
    if mailing == "invoices" { return String(name.split(separator: " ").last ?? "") }
    return ["starter", "notice"].contains(mailing) ? String(name.prefix { $0 != " " }) : name
  }

  private func rasterised(_ file: URL, page: Int, like ours: Bitmap, into folder: URL) throws
    -> Bitmap
  {
    let target = folder.appending(path: "poppler-\(page)").path
    let answer = try PDFTools.run(
      "pdftoppm",
      [
        "-png", "-singlefile", "-f", "\(page)", "-l", "\(page)", "-scale-to-x", "\(ours.width)",
        "-scale-to-y", "\(ours.height)", file.path, target,
      ])
    #expect(answer.status == 0)
    return try Bitmap(png: [UInt8](Data(contentsOf: URL(filePath: target + ".png"))))
  }
}

extension Bitmap {
  /// The picture moved down by one pixel, under a white line.
  fileprivate func movedDown() -> Bitmap {
    let white = [UInt8](repeating: 255, count: width * 4)
    return Bitmap(width: width, height: height, pixels: white + pixels.dropLast(width * 4)) ?? self
  }
}
