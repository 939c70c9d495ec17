import Diagnostics
import DisplayList
import Foundation
import Imaging
import TestSupport
import Testing

/// Files that lie about themselves are read or refused in words, and nothing worse.
@Suite(.timeLimit(.minutes(30)))
struct HostilePictureTests {
  /// A file and what must come of it: the end of an error's identifier, or nil where it is read.
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var problem: String?

    init(_ name: String, _ problem: String?, _ bytes: [UInt8]) {
      (testDescription, self.problem, self.bytes) = (name, problem, bytes)
    }
  }

  private typealias Build = PictureBuilder
  private static let end: (name: String, body: [UInt8]) = ("IEND", [])
  private static let pixel: (name: String, body: [UInt8]) = ("IDAT", Build.stored([0, 7]))

  private static func png(_ chunks: (name: String, body: [UInt8])...) -> [UInt8] {
    Build.png(chunks)
  }
  private static func png(_ chunks: [(name: String, body: [UInt8])]) -> [UInt8] {
    Build.png(chunks)
  }

  static let graphics = [
    Case("a grey pixel", nil, png(Build.header(1, 1), pixel, end)),
    Case("no width", "broken", png(Build.header(0, 1), pixel, end)),
    Case("no height", "broken", png(Build.header(1, 0), pixel, end)),
    Case("the widest number", "too-large", png(Build.header(.max, 1), pixel, end)),
    Case("the largest numbers", "too-large", png(Build.header(.max, .max), pixel, end)),
    Case("a negative width", "too-large", png(Build.header(1 << 31, 1), pixel, end)),
    Case("a long row", "too-large", png(Build.header(32_768, 1), pixel, end)),
    Case("many pixels", "too-large", png(Build.header(30_000, 30_000), pixel, end)),
    Case("three bits", "broken", png(Build.header(1, 1, bits: 3), pixel, end)),
    Case("no bits", "broken", png(Build.header(1, 1, bits: 0), pixel, end)),
    Case("colours of two bits", "broken", png(Build.header(1, 1, bits: 2, type: 2), pixel, end)),
    Case("a palette of 16 bits", "broken", png(Build.header(1, 1, bits: 16, type: 3), pixel, end)),
    Case("type 1", "broken", png(Build.header(1, 1, type: 1), pixel, end)),
    Case("type 255", "broken", png(Build.header(1, 1, type: 255), pixel, end)),
    Case("an unknown coding", "broken", png(Build.header(1, 1, coding: 1), pixel, end)),
    Case("unknown filters", "broken", png(Build.header(1, 1, filter: 1), pixel, end)),
    Case("an unknown interlacing", "broken", png(Build.header(1, 1, interlaced: 2), pixel, end)),
    Case("a short header", "broken", png(("IHDR", [0, 0, 0, 1]), pixel, end)),
    Case("no header", "broken", png(pixel, end)),
    Case("no pixels", "broken", png(Build.header(1, 1), end)),
    Case("no end", "broken", png(Build.header(1, 1), pixel)),
    Case("empty data", "broken", png(Build.header(1, 1), ("IDAT", []), end)),
    Case("too little data", "broken", png(Build.header(4, 4), pixel, end)),
    Case("filter 5", "broken", png(Build.header(1, 1), ("IDAT", Build.stored([5, 7])), end)),
    Case("data that is no deflate", "broken", png(Build.header(1, 1), ("IDAT", [1, 2, 3]), end)),
    Case("no palette", "broken", png(Build.header(1, 1, type: 3), pixel, end)),
    Case(
      "a palette of four bytes", "broken",
      png(Build.header(1, 1, type: 3), ("PLTE", [1, 2, 3, 4]), pixel, end)),
    Case(
      "a chunk of 2 GB", "broken",
      png(Build.header(1, 1)) + Build.chunk("IDAT", [], length: 1 << 31)),
    Case(
      "a chunk of 4 GB", "broken", png(Build.header(1, 1)) + Build.chunk("IDAT", [], length: .max)),
    Case(
      "an unknown chunk that matters", "broken", png(Build.header(1, 1), ("ABCD", []), pixel, end)),
    Case(
      "a resolution of 2^32 a metre", nil,
      png(Build.header(1, 1), ("pHYs", Array(repeating: 255, count: 8) + [1]), pixel, end)),
    Case(
      "a number without a colour", "broken",
      png(Build.header(1, 1, type: 3), ("PLTE", [1, 2, 3]), pixel, end)),
    Case(
      "opacities without colours", nil,
      png(
        Build.header(1, 1, type: 3), ("PLTE", Array(repeating: 7, count: 24)),
        ("tRNS", Array(repeating: 0, count: 9)), pixel, end)),
    Case(
      "data whose sum is wrong", "broken",
      png(Build.header(1, 1), ("IDAT", Build.stored([0, 7]).dropLast() + [0]), end)),
    Case(
      "data without their sum", "broken",
      png(Build.header(1, 1), ("IDAT", Build.stored([0, 7]).dropLast(4)), end)),
    Case(
      "too much data", "broken", png(Build.header(1, 1), ("IDAT", Build.stored([0, 7, 0, 7])), end)),
    Case(
      "data in pieces", nil,
      png([Build.header(1, 1)] + Build.stored([0, 7]).map { ("IDAT", [$0]) } + [end])),
    Case("bytes behind the end", nil, png(Build.header(1, 1), pixel, end) + [1, 2, 3]),
  ]

  @Test("PNG files", arguments: graphics)
  func graphic(_ file: Case) throws { try check(file) }

  private func check(_ file: Case) throws {
    let problem = try problem(with: file.bytes)
    #expect(
      problem?.id == file.problem.map { "picture.\($0)" }, "\(problem?.description ?? "read")")
  }

  /// What reading a file says; nil if it is read, decodes again, and its resolution is one.
  private func problem(with bytes: [UInt8]) throws -> Diagnostic? {
    let folder = try TemporaryFolder()
    let file = try folder.write(Data(bytes), to: "p")
    do {
      let picture = try PictureReader.read(path: file.path, named: "p")
      _ = try picture.decoded()
      #expect(picture.pixelsPerInch.map(PictureReader.resolutions.contains) ?? true)
      return nil
    } catch {
      return error.diagnostics.first
    }
  }

  private static func fixture(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
  }

  /// Segments that are put into a good JPEG file behind its first marker, and what comes of it.
  static let segments: [(String, [UInt8], String?)] = [
    ("Exif that counts past its end", Build.exif([], count: .max), nil),
    ("Exif that begins outside", Build.exif([], first: .max), nil),
    ("Exif without a byte", Build.segment(0xE1, [0x45, 0x78, 0x69, 0x66, 0, 0]), nil),
    ("a resolution outside", Build.exif([(0x011A, 5, 1, .max)]), nil),
    (
      "a resolution of nothing", Build.exif([(0x011A, 5, 1, 26)], data: [0, 0, 0, 0, 0, 0, 0, 0]),
      nil
    ),
    (
      "a resolution of 2^32",
      Build.exif([(0x011A, 5, 1, 26)], data: [255, 255, 255, 255, 0, 0, 0, 1]), nil
    ),
    (
      "a resolution of 2^-32",
      Build.exif([(0x011A, 5, 1, 26)], data: [0, 0, 0, 1, 255, 255, 255, 255]), nil
    ),
    ("an orientation that is none", Build.exif([(0x0112, 3, 1, .max)]), nil),
    ("a picture on its side", Build.exif([(0x0112, 3, 1, 6 << 16)]), "turned"),
    ("an empty comment", Build.segment(0xFE, []), nil),
    ("a segment of no length", Build.segment(0xE5, [], length: 0), "rare-jpeg"),
    ("a segment of length one", Build.segment(0xE5, [], length: 1), "rare-jpeg"),
    ("fill bytes", Array(repeating: 0xFF, count: 300), nil),
  ]

  @Test("segments in JPEG files", arguments: segments.map { Case($0.0, $0.2, $0.1) })
  func segment(_ inserted: Case) throws {
    let file = try HostilePictureTests.fixture("rgb.jpg")
    let bytes = Array(file[..<2]) + inserted.bytes + file[2...]
    try check(Case(inserted.testDescription, inserted.problem, bytes))
  }

  @Test("more scans than anybody needs are refused before they are decoded", arguments: [500, 501])
  func scans(count: Int) throws {
    let file = try HostilePictureTests.fixture("grey.jpg")
    let scan = Build.segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x7F]
    let bytes = file.dropLast(2) + Array(repeating: scan, count: count - 1).joined() + [0xFF, 0xD9]
    let problem = try problem(with: Array(bytes))
    #expect((problem?.id == "picture.too-many-scans") == (count > 500))
    guard count > 500 else { return }
    #expect(
      problem?.message
        == "the picture 'p' is built up in more than 500 scans, which keeps readers busy")
  }

  @Test(
    "what stands behind a JPEG picture is not carried",
    arguments: [
      [0], Array("camera".utf8), [0xFF, 0xD8, 0xFF, 0xE0], Array(repeating: 7, count: 9999),
    ])
  func appendix(_ appended: [UInt8]) throws {
    for name in ["colour.jpg", "progressive.jpg", "exif.jpg"] {
      let file = try HostilePictureTests.fixture(name)
      let folder = try TemporaryFolder()
      let url = try folder.write(Data(file + appended), to: "p.jpg")
      #expect(try PictureReader.read(path: url.path, named: "p").bytes == file)
    }
  }

  @Test(
    "mutated files are read or refused in words",
    arguments: [
      "alpha.png", "palette.png", "deep.png", "colour.jpg", "progressive.jpg", "exif.jpg",
    ])
  func mutated(_ name: String) throws {
    let file = try HostilePictureTests.fixture(name)
    var numbers = SeededNumbers(seed: UInt64(name.utf8.count))
    for _ in 0..<300 {
      var bytes = file
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        let index = Int.random(in: 0..<bytes.count, using: &numbers)
        bytes[index] = [0, 1, 0x7F, 0x80, 0xFF, 0xD9, 0xDA][Int.random(in: 0..<7, using: &numbers)]
      }
      if let problem = try problem(with: bytes) { #expect(problem.id.hasPrefix("picture.")) }
    }
  }
}
