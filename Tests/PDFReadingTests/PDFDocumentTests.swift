import Foundation
@testable import PDFReading
import Testing

struct PDFParserTests {
  @Test(
    "values are read",
    arguments: [
      ("null", PDFValue.null), ("true", .boolean(true)), ("-17", .integer(-17)),
      ("+.5", .real("0.5")), ("4.", .real("4.")), ("12 0 R", .reference(PDFReference(number: 12))),
      ("12 0 RG", .integer(12)), ("(a\\(b(c)\\)\\101\\\n)", .string(Array("a(b(c))A".utf8))),
      ("<48656C6C6F 5>", .string(Array("HelloP".utf8))), ("/A#20B", .name("A B")),
      ("/A#2", .name("A#2")), ("/#23#41#/B", .name("#23A#")), ("/A#2 0", .name("A#2")),
      ("[1 2 0 R/X]", .array([.integer(1), .reference(PDFReference(number: 2)), .name("X")])),
      (
        "<</A<</B[]>>%x\n/C(d)>>",
        .dictionary([
          "A": .dictionary(["B": .array([])]), "C": .string([0x64]),
        ])
      ),
    ])
  func values(text: String, value: PDFValue) throws {
    var parser = try PDFParser(Array(text.utf8)[...], values: 1000)
    #expect(try parser.value() == value)
  }

  @Test(
    "what is no value is refused",
    arguments: [
      "", "<", "<</A", "<</A 1", "[1", "(a", "<4x>", "nul", "1x", "<</A 1/A 2>>", ">>", "<<1 2>>",
      "1e5", "0x10", "+nan", "-inf", "1.2.3", "--1", "+", ".", "-.", "nullnull", "[truefalse]",
      "<</A foo>>", "[nullx]",
      String(repeating: "[", count: 5000), String(repeating: "<</A", count: 5000),
    ])
  func faults(text: String) throws {
    var parser = try PDFParser(Array(text.utf8)[...], values: 1000)
    #expect(throws: PDFFault.self) { try parser.value() }
  }

  @Test("text strings are read in each of their codings")
  func texts() {
    #expect(PDFValue.string([0xFE, 0xFF, 0, 0xE6]).text == "æ")
    #expect(PDFValue.string([0xEF, 0xBB, 0xBF, 0xC3, 0xA6]).text == "æ")
    #expect(PDFValue.string([0xE6]).text == "æ")
    #expect(PDFValue.string([0xFE, 0xFF, 0]).text == "")
    #expect(PDFValue.name("x").text == nil)
  }
}

struct PDFDocumentTests {
  private static let minimal = """
    %PDF-1.7
    1 0 obj
    <</Type/Catalog/X 2 0 R>>
    endobj
    2 0 obj
    [1 0 R]
    endobj
    xref
    0 3
    0000000000 65535 f 
    0000000009 00000 n 
    0000000050 00000 n 
    trailer
    <</Size 3/Root 1 0 R>>
    startxref
    73
    %%EOF
    """

  @Test("objects are found through the table")
  func objects() throws {
    let document = try PDFDocument(Array(Self.minimal.utf8))
    let catalog = try document.catalog()
    #expect(catalog["Type"] == .name("Catalog"))
    #expect(try document.resolve(catalog["X"]).items.count == 1)
    #expect(try document.object(3) == nil)
    #expect(try document.object(0) == nil)
  }

  @Test(
    "files whose structure is broken are refused",
    arguments: [
      ("%PDF-1.7", "%PDX-1.7", PDFFault.notPDF), ("startxref", "startyref", .noEnd),
      ("startxref\n73", "startxref\n99999", .noEnd),
      ("startxref\n73", "startxref\n50", .damaged("the cross-reference stream")),
      ("startxref\n73", "startxref\n60", .damaged("the place of object 0")),
      ("0 3\n", "0 9\n", .damaged("the cross-reference table")),
      ("/Size 3", "/Prev 73", .damaged("the cross-reference table")),
      ("/Size 3", "/Prev 1", .damaged("the place of object 0")),
      ("/Size 3", "/Encrypt 2 0 R", .encrypted),
      ("trailer\n<<", "trailer\n(", .damaged("an object")),
      ("/Size 3", "/Prev 9 0 R", .damaged("the cross-reference table")),
      ("/Size 3", "/Prev (73)", .damaged("the cross-reference table")),
      ("/Size 3", "/XRefStm /A", .damaged("the cross-reference table")),
      ("0 3\n", "2 1\n0000000009 00000 n\n0 3\n", .damaged("the cross-reference table")),
    ])
  func broken(part: String, other: String, fault: PDFFault) {
    let text = Self.minimal.replacingOccurrences(of: part, with: other)
    #expect(throws: fault) { try PDFDocument(Array(text.utf8)) }
  }

  @Test("no beginning of a file and no single changed byte brings the reader down")
  func hostile() {
    let bytes = Array(Self.minimal.utf8)
    for length in bytes.indices { walk(Array(bytes.prefix(length))) }
    for index in bytes.indices {
      for byte in [UInt8(ascii: "9"), UInt8(ascii: "<"), UInt8(ascii: "-"), 0xFF] {
        var copy = bytes
        copy[index] = byte
        walk(copy)
      }
    }
  }

  private func walk(_ bytes: [UInt8]) {
    guard let document = try? PDFDocument(bytes) else { return }
    for number in 0..<4 { _ = try? document.object(number) }
    _ = try? document.catalog()
  }

  @Test("references that lead in a circle are refused")
  func circle() throws {
    let text = Self.minimal.replacingOccurrences(of: "[1 0 R]", with: " 2 0 R ")
    let document = try PDFDocument(Array(text.utf8))
    let catalog = try document.catalog()
    #expect(throws: PDFFault.damaged("a reference")) { try document.resolve(catalog["X"]) }
  }
}
