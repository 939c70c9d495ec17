import Diagnostics
import DisplayList
@testable import Drawing
import Foundation
import Geometry
import Imaging
import TestSupport
import Testing

/// Pages as PNG and SVG.
struct PictureTests {
  @Test(
    "a page has the pixels its size and resolution give",
    arguments: [(80, 661, 935), (200, 1654, 2339)])
  func size(dotsPerInch: Int, width: Int, height: Int) throws {
    let png = try Painter().png(of: Sample.page([]), dotsPerInch: Double(dotsPerInch))
    let bitmap = try Bitmap(png: png)
    #expect((bitmap.width, bitmap.height) == (width, height))
    #expect(bitmap.pixels.allSatisfy { $0 == 255 })
    let folder = try TemporaryFolder()
    let file = try folder.write(Data(png), to: "page.png")
    let picture = try PictureReader.read(path: file.path(percentEncoded: false), named: "page")
    #expect(picture.pixelsPerInch.map { $0.rounded() } == Double(dotsPerInch))
  }

  @Test(
    "a resolution without pixels or with too many is an error",
    arguments: [0, -80, 0.01, 1e9, .nan, .infinity])
  func resolution(dotsPerInch: Double) {
    let error = #expect(throws: DiagnosticsError.self) {
      try Painter().png(of: Sample.page([]), dotsPerInch: dotsPerInch)
    }
    #expect(error?.diagnostics.map(\.id) == ["drawing.resolution"])
    #expect(error?.failure == .usage)
  }

  @Test("a hairline is one row of pure colour", arguments: [72, 80, 200])
  func hairline(dotsPerInch: Double) throws {
    let rule = Item(
      .fill(Sample.rectangle(0, 0.3, 100, 0.25), .black), meaning: .artifact(.decoration),
      origin: nil)
    let bitmap = try Painter().bitmap(
      of: Sample.page([Sample.block([rule])]), dotsPerInch: dotsPerInch)
    let column = (0..<bitmap.height).map { bitmap[Int(100 * dotsPerInch / 72), $0][0] }
    #expect(column.count { $0 == 0 } == 1)
    #expect(column.count { $0 == 255 } == bitmap.height - 1)
  }

  @Test("a picture's clear parts show the paper")
  func transparency() throws {
    let item = Item(
      .image(try Sample.transparent(), in: Sample.rectangle(0, 0, 2, 2)), meaning: .element(0),
      origin: nil)
    let page = Sample.page([Sample.block([item], x: 0, y: 0)])
    let bitmap = try Painter().bitmap(of: page, dotsPerInch: 72)
    #expect(bitmap[0, 0] == [255, 0, 0, 255])
    #expect(bitmap[1, 0] == [127, 255, 127, 255])
    #expect(bitmap[0, 1] == [255, 255, 255, 255])
  }

  @Test("a page looks as recorded")
  func looks() throws {
    let page = try small(Sample.everything())
    try expectGolden(try Painter().bitmap(of: page, dotsPerInch: 72), named: "everything.png")
  }

  @Test("guides look as recorded and lie over the page")
  func guides() throws {
    let page = try small(Sample.everything())
    let guides = [
      Guide(.margin, Sample.rectangle(40, 40, 340, 190), label: "margin"),
      Guide(.addressWindow, Sample.rectangle(60, 60, 200, 60), label: "C5"),
      Guide(.foldMark, Sample.rectangle(0, 130, 400, 0), label: "fold"),
      Guide(.block, Sample.rectangle(72, 100, 200, 34), label: "letter.md:3"),
    ]
    try expectGolden(
      try Painter().bitmap(of: page, dotsPerInch: 72, guides: guides), named: "guides.png")
    #expect(try Painter().svg(of: page, guides: guides) != Painter().svg(of: page))
  }

  @Test("no label of a guide lies upon another")
  func guideLabels() {
    var labels = GuideLabels(size: Size(width: .points(400), height: .points(300)))
    let boxes = [(0, 0), (0, 2), (0, 4), (0, 298), (0, 299), (500, 0)].map { x, y in
      let guide = Guide(.block, Sample.rectangle(x, y, 390, 10), label: "block")
      return Rectangle(
        origin: labels.place(guide, width: .points(40)),
        size: Size(width: .points(40), height: Guide.labelSize))
    }
    for (index, box) in boxes.enumerated() where box.bottom < .points(298) {
      #expect(boxes[..<index].allSatisfy { !$0.overlaps(box) }, "\(index)")
    }
    #expect(boxes.count { $0.bottom < .points(298) } == 4)
  }

  @Test("the PDF looks like the pixels")
  func agreement() throws {
    let page = try small(Sample.everything())
    let painter = Painter()
    let pdf = try painter.pdf(of: Sample.letter([page]))
    let folder = try TemporaryFolder()
    let stem = folder.url.appending(path: "page").path(percentEncoded: false)
    _ = try Program("pdftoppm").run(["-r", "144", "-png", "-singlefile", "FILE", stem], on: pdf)
    let poppler = try Bitmap(png: [UInt8](Data(contentsOf: URL(filePath: stem + ".png"))))
    let ours = try painter.bitmap(of: page, dotsPerInch: 144)
    let difference = try #require(BitmapDifference(ours, poppler))
    #expect(difference.share(above: 128) < 0.005)
    #expect(difference.mean < 2)
  }

  @Test("SVG is well-formed, needs nothing from outside and is the same each time")
  func svg() throws {
    let page = try Sample.everything()
    let painter = Painter()
    let svg = try painter.svg(of: page)
    let lint = try Program("xmllint").run(["--noout", "FILE"], on: svg)
    #expect(lint.status == 0 && lint.text.isEmpty, "\(lint.text)")
    let text = String(decoding: svg, as: UTF8.self)
    let references = text.matches(of: #/(?:href|src)\s*=\s*"([^"]*)"/#).map(\.1)
    #expect(!references.isEmpty)
    #expect(references.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("data:image/jpeg;base64,") })
    #expect(!text.contains("url(http"))
    #expect(try painter.svg(of: page) == svg)
    #expect(try Painter().svg(of: page) == svg)
  }

  /// The page on a smaller sheet, for small goldens.
  private func small(_ page: Page) -> Page {
    Sample.page(page.blocks, size: Size(width: .points(420), height: .points(260)))
  }
}
