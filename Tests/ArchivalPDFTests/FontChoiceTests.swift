import ArchivalPDF
import DisplayList
import Testing

/// Which glyphs of a face are embedded.
struct FontChoiceTests {
  /// A letter with a name and, in bold type, other words: the template's or a value.
  private static func letter(_ name: String, _ words: String, isValue: Bool) throws -> PagedLetter {
    var builder = LetterBuilder(key: name)
    try builder.text([name], isStatic: false, part: .address)
    try builder.text(
      [words], isStatic: false, in: Typesetter(face: TestFace.bold, isValue: isValue))
    return builder.paged
  }

  @Test("a face in which no field stands holds only what the letter shows")
  func room() throws {
    let writer = try ArchivalWriter(.test)
    let own = try writer.write(Self.letter("Rødt", "Tiltak", isValue: false)).bytes.count
    let open = try writer.write(Self.letter("Rødt", "Tiltak", isValue: true)).bytes.count
    #expect(own + 8_000 < open)
  }

  @Test("in such a face, other words are another font, whatever was written before")
  func order() throws {
    let words = ["Tiltak", "Beløp", "Tiltak", "Sum", "Кремль", "Beløp", "Til"]
    let letters = try words.enumerated().map {
      try Self.letter("Parti \($0.offset)", $0.element, isValue: false)
    }
    let writer = try ArchivalWriter(.test)
    let together = try letters.map { try writer.write($0) }
    #expect(try Array(letters.reversed().map { try writer.write($0) }.reversed()) == together)
    for (letter, file) in zip(letters, together) {
      #expect(try ArchivalWriter(.test).write(letter) == file)
    }
  }

  @Test(
    "where a value stands in one letter and the template's words in the next, each has its font")
  func mixed() throws {
    let letters = try [false, true, false, true].enumerated().map {
      try Self.letter("Parti \($0.offset)", "Tiltak", isValue: $0.element)
    }
    let writer = try ArchivalWriter(.test)
    let together = try letters.map { try writer.write($0) }
    for (letter, file) in zip(letters, together) {
      #expect(try ArchivalWriter(.test).write(letter) == file)
    }
  }
}
