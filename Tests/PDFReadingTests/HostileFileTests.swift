import Bytes
import Deflate
@testable import PDFReading
import Testing

/// Files that were made to bring a reader down or to keep it busy: each is refused after little work.
@Suite(.timeLimit(.minutes(30)))
struct HostileFileTests {
  /// A file with objects, found through a cross-reference stream with the given entries and rows.
  private func file(
    _ objects: [(Int, String)], entries: String = "/Root 1 0 R/Size 4", rows: [[UInt8]]? = nil,
    compressed: [UInt8]? = nil
  ) -> [UInt8] {
    var text = Array("%PDF-1.7\n".utf8)
    var places: [Int: Int] = [:]
    for (number, body) in objects {
      places[number] = text.count
      text += Array("\(number) 0 obj\n\(body)\nendobj\n".utf8)
    }
    places[3] = text.count
    let found = (0..<4).map { number -> [UInt8] in
      guard let place = places[number] else { return [0, 0, 0, 0, 0, 0, 0] }
      return [1, 0, 0, UInt8(place >> 8), UInt8(place & 255), 0, 0]
    }
    let data = compressed ?? (rows ?? found).flatMap(\.self)
    let filter = compressed == nil ? "" : "/Filter/FlateDecode"
    let widths = entries.contains("/W") ? "" : "/W[1 4 2]"
    text += Array(
      "3 0 obj\n<</Type/XRef\(widths)\(entries)\(filter)/Length \(data.count)>>\nstream\n".utf8)
    text += data + Array("\nendstream\nendobj\nstartxref\n\(places[3] ?? 0)\n%%EOF\n".utf8)
    return text
  }

  private let catalog = (1, "<</Type/Catalog/X 2 0 R>>")

  @Test(
    "numbers beyond all bounds in a cross-reference stream are refused",
    arguments: [
      "/Index[9223372036854775807 1]", "/Index[0 9223372036854775807]", "/Index[0 5]",
      "/Index[-1 1]", "/Index[0]", "/Index[0 1.5]", "/Index 7", "/Size 9223372036854775807",
      "/Size 5", "/Size -1", "/W[1 4 9]", "/W[1 4]", "/W[1 4 2 1]", "/W[1 0 2]", "/W[1 -4 2]",
      "/W[0 0 0]", "/W[8 8 8]", "/W 7",
    ])
  func numbers(entries: String) {
    let size = entries.contains("/Size") ? "" : "/Size 4"
    let bytes = file([catalog], entries: "/Root 1 0 R\(size)\(entries)")
    #expect(throws: PDFFault.damaged("the cross-reference stream")) { try PDFDocument(bytes) }
  }

  @Test(
    "places beyond the file are no places", arguments: [[0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 5]])
  func places(place: [UInt8]) throws {
    let bytes = file([catalog], rows: [[0, 0, 0, 0, 0, 0, 0], [1] + place + [0, 0]])
    #expect(throws: PDFFault.self) { try PDFDocument(bytes).catalog() }
  }

  @Test(
    "numbers beyond all bounds in an object stream are refused",
    arguments: [
      "/N 1/First 9223372036854775807", "/N 9223372036854775807/First 4", "/N -1/First 4",
      "/N 1/First -4", "/N 1/First 4000", "/N 3/First 4", "/N 1/First 1 0 R", "/First 4", "/N 1",
      "/N 1/First 4/Extends 2 0 R/Filter/FlateDecode", "/N 1/First 4/Filter[/A/B]",
    ])
  func objectStream(entries: String) throws {
    let stream = (2, "<</Type/ObjStm\(entries)/Length 9>>\nstream\n1 0 <<>> \nendstream")
    let bytes = file(
      [stream],
      rows: [[0, 0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 2, 0, 0], [1, 0, 0, 0, 9, 0, 0]])
    #expect(throws: PDFFault.self) { try PDFDocument(bytes).catalog() }
  }

  @Test("an object stream's list may place objects nowhere, twice at one place, or in each other")
  func slots() throws {
    for list in ["1 0 1 4 ", "1 0 4 0 ", "1 99 4 0 ", "1 0 4 2 "] {
      let data = "\(list)<<>> 5 "
      let bytes = file(
        [
          (
            2,
            "<</Type/ObjStm/N 2/First \(list.utf8.count)/Length \(data.utf8.count)>>\nstream\n"
              + "\(data)\nendstream"
          )
        ], rows: [[0, 0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 2, 0, 0], [1, 0, 0, 0, 9, 0, 0]])
      #expect(throws: PDFFault.self, "\(list)") { try PDFDocument(bytes).catalog() }
    }
  }

  @Test("object streams in object streams, and lengths that lead in a circle, are refused")
  func circles() {
    let rows: [[UInt8]] = [[0, 0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 2, 0, 0], [2, 0, 0, 0, 2, 0, 0]]
    #expect(throws: PDFFault.self) { try PDFDocument(file([], rows: rows)).catalog() }
    for length in ["2 0 R", "1 0 R", "3 0 R"] {
      let stream = (2, "<</Type/ObjStm/N 1/First 4/Length \(length)>>\nstream\n1 0 11\nendstream")
      let bytes = file(
        [stream],
        rows: [[0, 0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 2, 0, 0], [1, 0, 0, 0, 9, 0, 0]])
      #expect(throws: PDFFault.self) { try PDFDocument(bytes).catalog() }
    }
    let selfish = file([(1, "<</Type/Catalog/Length 1 0 R>>\nstream\nx\nendstream")])
    #expect(throws: PDFFault.self) { try PDFDocument(selfish).catalog() }
  }

  @Test("a small file that expands to gigabytes is refused, and nothing of it kept")
  func bomb() throws {
    // 64 MB of rows in 65 kB: each may become an entry, but not in so small a file.
    let rows = try Compressor(level: 9).compress([UInt8](repeating: 0, count: 1 << 26))
    #expect(rows.count < 70_000)
    let bytes = file([catalog], entries: "/Root 1 0 R/W[0 1 0]/Size 67108864", compressed: rows)
    #expect(throws: PDFFault.excessive) { try PDFDocument(bytes) }
    #expect(ReadingEffort(size: bytes.count).room == 1 << 24)
  }

  @Test("entries are counted, however small they are")
  func entries() throws {
    let rows = try Compressor(level: 9).compress([UInt8](repeating: 0, count: 1 << 20))
    let bytes = file([catalog], entries: "/Root 1 0 R/W[0 1 0]/Size 1048576", compressed: rows)
    #expect(throws: PDFFault.excessive) { try PDFDocument(bytes) }
  }

  @Test("asking a file for the same again and again ends")
  func work() throws {
    let bytes = file([catalog, (2, "(" + String(repeating: "x", count: 1000) + ")")])
    let effort = ReadingEffort(
      work: ReadingBudget(100_000), memory: ReadingBudget(100_000), valueLimit: 100)
    let document = try PDFDocument(bytes, spending: effort)
    var count = 0
    #expect(throws: PDFFault.excessive) {
      while count < 10_000 {
        _ = try document.object(2)
        count += 1
      }
    }
    #expect((90..<100).contains(count))
    #expect(throws: PDFFault.excessive) { try document.catalog() }
  }

  @Test("an object of more values than the file has bytes is refused")
  func values() throws {
    var parser = try PDFParser(
      Array(("[" + String(repeating: "1 ", count: 50) + "]").utf8)[...], values: 50)
    #expect(throws: PDFFault.self) { try parser.value() }
    parser = try PDFParser(
      Array(("[" + String(repeating: "1 ", count: 49) + "]").utf8)[...], values: 50)
    #expect(try parser.value().items.count == 49)
  }

  @Test("a stream that is cut or damaged gives nothing, and never more than it may")
  func inflating() throws {
    let plain = Array(String(repeating: "vedtak og vedlegg ", count: 3000).utf8)
    for level in [1, 6, 12] {
      let packed = try Compressor(level: level).compress(plain)
      #expect(try Decompressor.decompress(packed[...], upTo: plain.count) == plain)
      #expect(try Decompressor.decompress(packed[...], upTo: Int.max / 2) == plain)
      #expect(throws: DeflateError.otherSize) {
        try Decompressor.decompress(packed[...], upTo: plain.count - 1)
      }
      #expect(throws: DeflateError.otherSize) { try Decompressor.decompress(packed[...], upTo: 0) }
      // The checksum is the last four bytes, and is not looked at.
      #expect(try Decompressor.decompress(packed.dropLast(4), upTo: plain.count) == plain)
      for length in 0..<(packed.count - 4) {
        #expect(throws: DeflateError.self) {
          try Decompressor.decompress(packed.prefix(length), upTo: plain.count)
        }
      }
    }
    #expect(throws: DeflateError.damaged) {
      try Decompressor.decompress([0x78, 0xBB, 0, 0], upTo: 9)
    }
  }
}
