import PDFWriting
import Testing

/// Numbers that are put in when a file is put together.
struct RelocationTests {
  /// Numbers objects from some number on.
  struct Numbers: Numbering {
    var first: Int
    var firstParentKey = 0

    func number(of object: Reference) -> ObjectNumber { ObjectNumber(first + Int(object.code)) }
  }

  private func words(_ text: ObjectText) -> String { String(decoding: text.bytes, as: UTF8.self) }

  private func numbered(_ text: ObjectText, _ numbers: Numbers) -> String {
    var out = ObjectText()
    out.append(text, text.start..<text.end, numbering: numbers)
    #expect(out.relocations.isEmpty)
    return words(out)
  }

  private let text = ObjectText { out in
    out.reference("/P", Reference(code: 0))
    out.array("/K") { $0.references([1, 2].map(Reference.init(code:))) }
    out.counted("/StructParent", 4)
    out.literal("/T", [0x80, 0x88, 0x90, 0x91, 0xFF])
  }

  @Test("the same text has other numbers in another file")
  func files() {
    let tail = "/T(\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD})>>"
    #expect(
      numbered(text, Numbers(first: 1)) == "<</P 1 0 R/K[2 0 R 3 0 R ]/StructParent 4\(tail)")
    #expect(
      numbered(text, Numbers(first: 99, firstParentKey: 1000))
        == "<</P 99 0 R/K[100 0 R 101 0 R ]/StructParent 1004\(tail)")
  }

  @Test("text that is added to other text keeps its open numbers")
  func adding() {
    var out = ObjectText()
    out.reference(Reference(code: 5))
    out += " "
    out += text
    out.reference(Reference(code: 6))
    #expect(out.relocations.count == 6 && out.relocations.last?.offset == out.bytes.count)
    #expect(numbered(out, Numbers(first: 1)).hasPrefix("6 0 R <</P 1 0 R/K"))
    #expect(numbered(out, Numbers(first: 1)).hasSuffix(")>>7 0 R"))
  }

  @Test("a piece has the numbers between its ends, also where they stand at a byte that it shares")
  func pieces() {
    var out = ObjectText()
    out.reference(Reference(code: 0))
    let start = out.end
    out.reference(Reference(code: 1))
    let end = out.end
    out.reference(Reference(code: 2))
    var piece = ObjectText()
    piece.append(out, start..<end, numbering: Numbers(first: 10))
    #expect(words(piece) == "11 0 R")
  }

  @Test("numbers are put in since a position, and those before stay open")
  func since() {
    var out = ObjectText()
    out.reference(Reference(code: 0))
    out += "\n"
    let start = out.end
    out += text
    out.number(since: start, Numbers(first: 1))
    #expect(out.relocations.map(\.target) == [.reference(Reference(code: 0))])
    #expect(words(out).hasPrefix("\n<</P 1 0 R/K[2 0 R 3 0 R ]"))
  }

  @Test("sequences are counted from the first of their page")
  func counting() {
    var content = ObjectText()
    for index in 0..<3 {
      content += "/P"
      content.dictionary { $0.counted("/MCID", index) }
      content += "BDC EMC\n"
    }
    var out = ObjectText()
    out.append(content, countingFrom: 9)
    #expect(words(out) == (9...11).map { "/P<</MCID \($0)>>BDC EMC\n" }.joined())
  }

  @Test("targets and places come back, as large as they may be")
  func extremes() {
    let greatest = UInt32(1) << Reference.width - 1
    for target in [Relocation.Target.reference(Reference(code: greatest)), .counted(0)] {
      let relocation = Relocation(target, at: 1 << 34)
      #expect(relocation.target == target && relocation.offset == 1 << 34)
      #expect(Relocation(word: relocation.word).moved(by: -1).offset == 1 << 34 - 1)
    }
  }

  @Test("objects that were changed while they were set aside are refused")
  func damaged() {
    var objects = UnnumberedObjects()
    for code: UInt32 in 0..<3 {
      objects.write(Reference(code: code)) { out in
        out.reference("/P", Reference(code: 0))
        out.counted("/StructParent", 4)
      }
    }
    let (whole, starts) = (objects.text, objects.starts)
    #expect(UnnumberedObjects(whole, starts: starts)?.indices == 0..<3)
    let (bytes, relocations) = (whole.bytes, whole.relocations)
    for (bytes, relocations, starts) in [
      (bytes.dropLast(20), relocations, starts),
      (bytes[...], relocations.reversed(), starts),
      (bytes[...], relocations, starts.reversed()),
      (bytes[...], relocations.map { $0.moved(by: bytes.count) }, starts),
    ] as [(ArraySlice<UInt8>, [Relocation], [UnnumberedObjects.Start])] {
      let changed = ObjectText(bytes: Array(bytes), relocations: relocations)
      #expect(UnnumberedObjects(changed, starts: starts) == nil)
    }
  }
}
