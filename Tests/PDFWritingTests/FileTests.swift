import Deflate
import PDFReading
import PDFWriting
import Testing

/// Files that our writer wrote, read by our reader.
struct FileTests {
  typealias Numbers = RelocationTests.Numbers

  private let trailer = Trailer(
    size: 0, root: ObjectNumber(1), information: ObjectNumber(2),
    identifier: Array(repeating: 0xA5, count: 16))

  /// Objects of which the first is the root, and a stream of every byte.
  private var objects: (plain: UnnumberedObjects, streams: UnnumberedObjects) {
    var (plain, streams) = (UnnumberedObjects(), UnnumberedObjects())
    plain.write(Reference(code: 0)) { root in
      root.name("/Type", "/Catalog")
      root.reference("/Next", Reference(code: 1))
      root.reference("/Data", Reference(code: 2))
    }
    plain.write(Reference(code: 1)) { $0.text("/Title", "Møte (1)") }
    let data = StreamData(plain: Array(UInt8.min...UInt8.max))
    streams.write(Reference(code: 2), stream: data) { $0.reference("/Root", Reference(code: 0)) }
    return (plain, streams)
  }

  private func file(packed: Bool) throws -> PDFDocument {
    let compressor = try Compressor(level: 6)
    var file = FileWriter(
      numbering: Numbers(first: 1), entries: Array(repeating: .free, count: packed ? 6 : 5))
    file.writeHeader(version: "1.7")
    let (plain, streams) = objects
    file.add(streams)
    if packed {
      file.add(plain, plain.indices, in: Reference(code: 3)) {
        StreamData($0, from: 0, compressor: compressor)
      }
    } else {
      file.add(plain)
    }
    var trailer = trailer
    trailer.size = file.entries.count
    file.finish(.init(place: 3, index: 1), trailer)
    return try PDFDocument(file.takeBytes())
  }

  @Test("objects are found by themselves and in a stream of objects", arguments: [false, true])
  func reading(packed: Bool) throws {
    let document = try file(packed: packed)
    let root = try document.catalog()
    #expect(try document.resolve(root["Next"])["Title"].text == "Møte (1)")
    let number = try #require(root["Data"].reference?.number)
    let data = try #require(try document.object(number)).data
    #expect(data.map(Array.init) == Array(UInt8.min...UInt8.max))
    #expect(try document.object(number)?.value["Root"] == document.trailer["Root"])
    #expect(try document.entry(0) == .free)
    #expect(document.trailer["ID"].items.count == 2)
  }

  @Test("an object that is written at once has its numbers, too")
  func direct() throws {
    var file = FileWriter(numbering: Numbers(first: 1), entries: [.free, .free, .free])
    file.writeHeader(version: "1.7")
    file.write(Reference(code: 0)) { out in
      out.dictionary { root in
        root.name("/Type", "/Catalog")
        root.reference("/Self", Reference(code: 0))
      }
    }
    var trailer = trailer
    trailer.size = 3
    file.finish(.init(place: 3, index: 1), trailer)
    let document = try PDFDocument(file.takeBytes())
    #expect(try document.resolve(document.catalog()["Self"])["Type"] == .name("Catalog"))
  }

  // MARK: Cross-references

  /// A file of nothing but a root and cross-references to whatever `entries` say after that.
  private func document(
    _ entries: [CrossReference], _ widths: CrossReferenceStream.Widths, isCompressed: Bool
  ) throws -> PDFDocument {
    let compressor = try Compressor(level: 6)
    var out = ObjectText()
    out.header(version: "1.7")
    let root = CrossReference.offset(out.bytes.count)
    out.object(ObjectNumber(1)) { $0.dictionary { $0.name("/Type", "/Catalog") } }
    let place = out.bytes.count
    let all = [.free, root] + entries + [.offset(place)]
    var trailer = trailer
    trailer.size = all.count
    let stream = CrossReferenceStream(all, widths: widths, trailer: trailer)
    out.object(ObjectNumber(all.count - 1)) { out in
      stream.write(to: &out) {
        isCompressed
          ? StreamData($0, from: 0, compressor: compressor) : StreamData(plain: $0)
      }
    }
    out.ending(crossReferences: place)
    return try PDFDocument(out.bytes)
  }

  @Test(
    "places come back in every width", arguments: [(3, 1), (3, 2), (4, 2), (5, 2), (6, 1), (6, 2)],
    [true, false])
  func widths(_ widths: (place: Int, index: Int), isCompressed: Bool) throws {
    let greatest = min(1 << (8 * widths.place) - 1, 1 << 44 - 1)
    let document = try document(
      [
        .offset(greatest), .packed(in: ObjectNumber(greatest), at: 255), .free,
        .packed(in: ObjectNumber(1), at: widths.index == 2 ? 999 : 9), .offset(77),
      ], .init(place: widths.place, index: widths.index), isCompressed: isCompressed)
    #expect(try document.catalog()["Type"] == .name("Catalog"))
    #expect(try document.entry(2) == .offset(greatest, generation: 0))
    #expect(try document.entry(3) == .stream(greatest, index: 255))
    #expect(try document.entry(4) == .free)
    #expect(try document.entry(5) == .stream(1, index: widths.index == 2 ? 999 : 9))
    #expect(try document.entry(6) == .offset(77, generation: 0))
  }

  @Test("objects beyond four gigabytes are not taken for free ones")
  func large() throws {
    let document = try document(
      [.offset(5 << 32), .packed(in: ObjectNumber(8_000_000), at: 999)],
      .init(place: 6, index: 2), isCompressed: true)
    #expect(try document.entry(2) == .offset(5 << 32, generation: 0))
    #expect(try document.entry(3) == .stream(8_000_000, index: 999))
  }

  @Test("cross-references in several streams are a chain")
  func chain() throws {
    var out = ObjectText()
    out.header(version: "1.7")
    let root = CrossReference.offset(out.bytes.count)
    out.object(ObjectNumber(1)) { $0.dictionary { $0.name("/Type", "/Catalog") } }
    let first = out.bytes.count
    var trailer = trailer
    trailer.size = 4
    let widths = CrossReferenceStream.Widths(place: 3, index: 2)
    let older = CrossReferenceStream([.free, root], widths: widths, trailer: trailer)
    out.object(ObjectNumber(2)) { older.write(to: &$0) { StreamData(plain: $0) } }
    let second = out.bytes.count
    trailer.previous = first
    let newer = CrossReferenceStream(
      [.offset(first), .offset(second)], from: 2, widths: widths, trailer: trailer)
    out.object(ObjectNumber(3)) { newer.write(to: &$0) { StreamData(plain: $0) } }
    out.ending(crossReferences: second)
    let document = try PDFDocument(out.bytes)
    #expect(document.sections.count == 2)
    #expect(try document.catalog()["Type"] == .name("Catalog"))
    #expect(try document.entry(3) == .offset(second, generation: 0))
  }
}
