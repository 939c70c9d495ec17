import Diagnostics
import DisplayList
import Foundation
import Imaging
import TestSupport
import Testing

struct PictureReaderTests {
  @Test(
    "pictures tell their size, coding and resolution",
    arguments: [
      ("colour.png", Picture.Format.png, 2, 2, nil), ("alpha.png", .png, 2, 2, 300),
      ("palette.png", .png, 2, 2, nil), ("deep.png", .png, 2, 2, nil),
      ("colour.jpg", .jpeg, 16, 8, 300), ("progressive.jpg", .jpeg, 16, 8, nil),
      ("exif.jpg", .jpeg, 16, 8, 150), ("rgb.jpg", .jpeg, 16, 8, nil),
    ] as [(String, Picture.Format, Int, Int, Double?)])
  func properties(
    name: String, format: Picture.Format, width: Int, height: Int, resolution: Double?
  ) throws {
    let picture = try fixture(name)
    #expect(picture.format == format)
    #expect((picture.pixelWidth, picture.pixelHeight) == (width, height))
    #expect(picture.pixelsPerInch.map { $0.rounded() } == resolution)
    #expect(picture.name == name)
    #expect(try picture.bytes == [UInt8](Data(contentsOf: url(name))))
    #expect(picture.digest.count == 32)
  }

  @Test(
    "pixels come out as red, green, blue and straight alpha",
    arguments: [
      (
        "colour.png",
        [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [255, 255, 255, 255]]
      ),
      (
        "alpha.png", [[255, 0, 0, 255], [0, 255, 0, 128], [0, 0, 255, 0], [255, 255, 255, 255]]
      ),
      (
        "palette.png",
        [[255, 0, 0, 255], [0, 255, 0, 128], [0, 0, 255, 255], [255, 255, 255, 255]]
      ),
      (
        "deep.png",
        [[255, 0, 0, 255], [0, 128, 0, 255], [0, 0, 255, 255], [255, 255, 255, 255]]
      ),
      (
        "grey.png",
        [[0, 0, 0, 255], [128, 128, 128, 255], [200, 200, 200, 255], [255, 255, 255, 255]]
      ),
      (
        "bits.png",
        [[0, 0, 0, 255], [255, 255, 255, 255], [255, 255, 255, 255], [0, 0, 0, 255]]
      ),
    ] as [(String, [[UInt8]])])
  func pixels(name: String, expected: [[UInt8]]) throws {
    let bitmap = try fixture(name).decoded()
    #expect([bitmap[0, 0], bitmap[1, 0], bitmap[0, 1], bitmap[1, 1]] == expected)
  }

  @Test(
    "samples come out as the file has them",
    arguments: [
      ("colour.png", .rgb, 8, [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]),
      ("grey.png", .gray, 8, [0, 128, 200, 255]), ("bits.png", .gray, 1, [0x40, 0x80]),
      (
        "alpha.png", .rgbAlpha, 8,
        [255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 255, 0, 255, 255, 255, 255]
      ),
    ] as [(String, Picture.Graphic.ColorType, Int, [UInt8])])
  func samples(
    name: String, type: Picture.Graphic.ColorType, bits: Int, expected: [UInt8]
  ) throws {
    let picture = try fixture(name)
    guard case .png(let graphic) = picture.content else { return #expect(Bool(false), "no PNG") }
    #expect((graphic.colorType, graphic.bits) == (type, bits))
    #expect(try picture.samples(of: graphic) == expected)
    #expect(
      graphic.data.allSatisfy {
        picture.bytes[..<$0.lowerBound].reversed().starts(with: "TADI".utf8)
      })
  }

  @Test("a palette and its opacities are handed on")
  func palette() throws {
    let picture = try fixture("palette.png")
    guard case .png(let graphic) = picture.content else { return #expect(Bool(false), "no PNG") }
    #expect(graphic.colorType == .palette)
    #expect(graphic.palette.starts(with: [255, 0, 0, 0, 255, 0, 0, 0, 255]))
    #expect(graphic.transparency.contains(128))
  }

  @Test(
    "JPEG files tell their channels",
    arguments: [("colour.jpg", 3), ("rgb.jpg", 3), ("grey.jpg", 1)])
  func channels(name: String, count: Int) throws {
    #expect(try fixture(name).content == .jpeg(channels: count))
  }

  @Test(
    "JPEG pixels are close to what was coded",
    arguments: [
      ("colour.jpg", [200, 30, 40]), ("progressive.jpg", [200, 30, 40]),
      ("rgb.jpg", [200, 30, 40]),
      ("grey.jpg", [100, 100, 100]),
    ])
  func jpegPixels(name: String, expected: [Int]) throws {
    let pixel = try fixture(name).decoded()[3, 3].map(Int.init)
    #expect(zip(pixel, expected).allSatisfy { abs($0 - $1) <= 3 })
    #expect(pixel[3] == 255)
  }

  @Test(
    "JPEG files that PDF readers differ about are refused",
    arguments: [
      (
        "cmyk.jpg",
        "error: the picture 'logo' has the colours of printing inks (CMYK) [picture.cmyk]\n"
          + "  hint: save it with RGB colours or in grey"
      ),
      (
        "turned.jpg",
        "error: the picture 'logo' is stored on its side or mirrored (Exif orientation) "
          + "[picture.turned]\n  hint: open it in an image editor and save it upright"
      ),
    ])
  func refusedJPEG(name: String, expected: String) {
    #expect(problem(at: url(name)) == expected)
  }

  @Test("colours without an Adobe marker or with arithmetic coding are refused")
  func rareJPEG() throws {
    var arithmetic = [UInt8](try Data(contentsOf: url("colour.jpg")))
    let frame = try #require(
      arithmetic.indices.first { arithmetic[$0...].starts(with: [255, 192]) })
    arithmetic[frame + 1] = 0xC9
    let text = try #require(try problem(with: Data(arithmetic)))
    #expect(text.contains("[picture.rare-jpeg]") || text.contains("[picture.broken]"))
  }

  @Test(
    "other formats are told by their bytes, whatever the name",
    arguments: [
      ("GIF", "GIF89a"), ("WebP", "RIFF\u{4}\u{0}\u{0}\u{0}WEBPVP8 "), ("PDF", "%PDF-1.7\n"),
      ("SVG", "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
      ("SVG", "\n  <svg/>"), ("HEIC", "\0\0\0\u{18}ftypheic"), ("HEIC", "\0\0\0\u{18}ftypmif1"),
      ("AVIF", "\0\0\0\u{18}ftypavif"), ("TIFF", "II*\0"), ("Photoshop", "8BPS\0\u{1}"),
    ])
  func otherFormats(format: String, contents: String) throws {
    #expect(
      try problem(with: Data(contents.utf8)) == """
        error: the picture 'logo' is \(["AVIF", "SVG"].contains(format) ? "an" : "a") \(format) file, which a letter cannot hold [picture.format]
          hint: save it as PNG or JPEG
        """)
  }

  @Test(
    "what is no picture is said to be none",
    arguments: ["hello", "<html></html>", "\u{89}PN", "BM", "\0"])
  func noPicture(contents: String) throws {
    #expect(
      try problem(with: Data(contents.utf8)) == """
        error: the picture 'logo' is neither PNG nor JPEG [picture.format]
          hint: save it as PNG or JPEG
        """)
  }

  @Test("an empty file is broken")
  func emptyFile() throws {
    #expect(
      try problem(with: Data()) == """
        error: the picture 'logo' is broken: the file is empty [picture.broken]
          hint: save or copy it again
        """)
  }

  @Test(
    "a picture that breaks off anywhere is broken",
    arguments: [
      "alpha.png", "palette.png", "deep.png", "colour.jpg", "progressive.jpg", "grey.jpg",
    ])
  func truncated(name: String) throws {
    let whole = try Data(contentsOf: url(name))
    for length in 8..<whole.count - 1 {
      let text = try problem(with: whole.prefix(length)) ?? "nothing, with \(length) bytes"
      #expect(text.contains("[picture.broken]") || text.contains("[picture.rare-jpeg]"))
    }
  }

  @Test("no damaged byte in a PNG's data goes unnoticed", arguments: ["colour.png", "deep.png"])
  func damaged(name: String) throws {
    let whole = try Data(contentsOf: url(name))
    for index in 8..<whole.count - 12 {
      var damaged = whole
      damaged[index] ^= 0x10
      #expect(try problem(with: damaged) != nil, "byte \(index)")
    }
  }

  @Test("a picture of too many pixels is refused before it is decoded")
  func tooManyPixels() throws {
    let side = Data([0, 0, 0x75, 0x30])  // 30,000
    var file = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13])
    file += Data("IHDR".utf8) + side + side + Data([8, 2, 0, 0, 0])
    file += Data([0xE9, 0x45, 0x6F, 0xED]) + Data([0, 0, 0, 0]) + Data("IEND".utf8)
    file += Data([0xAE, 0x42, 0x60, 0x82])
    #expect(
      try problem(with: file) == """
        error: the picture 'logo' has 30000 × 30000 pixels, more than a letter can hold \
        [picture.too-large]
          hint: save it smaller: a letter needs 300 pixels an inch at most
        """)
  }

  @Test("a file over 50 MB is refused before it is read")
  func tooManyBytes() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("", to: "big.png")
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: UInt64(PictureReader.largestFile + 1))
    try handle.close()
    #expect(
      problem(at: file) == """
        error: the picture 'logo' is larger than 50 MB [picture.too-large]
          hint: save it smaller: a letter needs 300 pixels an inch at most
        """)
  }

  @Test("what is not there, or no file, is missing input")
  func missing() throws {
    let folder = try TemporaryFolder()
    let absent = folder.url.appending(path: "absent.png")
    #expect(
      problem(at: absent) == """
        error: there is no picture 'logo' [picture.missing]
          hint: check the name and the folder
        """)
    #expect(
      problem(at: folder.url) == """
        error: the picture 'logo' is not a file [picture.not-a-file]
          hint: name a PNG or JPEG file
        """)
    let error = #expect(throws: DiagnosticsError.self) {
      try PictureReader.read(path: absent.path(), named: "logo")
    }
    #expect(error?.failure == .input)
  }

  @Test("the message has the place where the author named the picture")
  func location() {
    let place = SourceLocation(file: "letter.md", line: 7, column: 3)
    let error = #expect(throws: DiagnosticsError.self) {
      try PictureReader.read(path: "/nowhere", named: "logo", at: place)
    }
    #expect(error?.diagnostics.map(\.location) == [place])
  }
}

/// A file beside this test.
private func url(_ name: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
}

private func fixture(_ name: String) throws -> Picture {
  try PictureReader.read(path: url(name).path(), named: name)
}

/// What reading a file as the picture `logo` says, or nil if it is read.
private func problem(at url: URL) -> String? {
  do {
    _ = try PictureReader.read(path: url.path(percentEncoded: false), named: "logo")
    return nil
  } catch {
    return error.description
  }
}

private func problem(with contents: Data) throws -> String? {
  let folder = try TemporaryFolder()
  return problem(at: try folder.write(contents, to: "logo.png"))
}
