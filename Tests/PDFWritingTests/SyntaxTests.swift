@testable import PDFReading
import PDFWriting
import Testing

/// What is written is read as what was meant.
struct SyntaxTests {
  /// What a reader makes of some text.
  private func read(_ text: ObjectText) throws -> PDFValue {
    var parser = try PDFParser(text.bytes[...], values: 10_000)
    return try parser.value()
  }

  private func words(_ text: ObjectText) -> String { String(decoding: text.bytes, as: UTF8.self) }

  // MARK: Dictionaries and arrays

  @Test("dictionaries and arrays close themselves")
  func closing() {
    let text = ObjectText { page in
      page.name("/Type", "/Page")
      page.array("/MediaBox") { box in
        for side in [0, 0, 595_276, 841_890] { box.thousandths(side) }
      }
      page.dictionary("/Resources") { resources in
        resources.dictionary("/Font") { $0.reference("/F1", to: ObjectNumber(7)) }
      }
      page.array("/Empty") { _ in }
      page.dictionary("/None") { _ in }
    }
    #expect(
      words(text)
        == "<</Type/Page/MediaBox[0 0 595.276 841.89]/Resources<</Font<</F1 7 0 R>>>>/Empty[]/None<<>>>>"
    )
  }

  @Test("one that is left early is closed all the same")
  func leftEarly() throws {
    let text = ObjectText { out in
      out.integer("/A", 1)
      out.dictionary("/B") { inner in
        guard inner.position.byte == 0 else { return }
        inner.integer("/Never", 2)
      }
      out.array("/C") { items in
        for number in 0..<9 {
          if number > 1 { return }
          items.integer(number)
        }
      }
    }
    #expect(words(text) == "<</A 1/B<<>>/C[0 1]>>")
  }

  @Test("words and numbers are set apart, and nothing else is")
  func spaces() {
    var text = ObjectText()
    text.array { items in
      items.integer(1)
      items.name("/A")
      items.null()
      items.dictionary { $0.boolean("/B", true) }
      items.integer(-2)
      items.hexadecimal([0xAB])
      items.array { $0.thousandths(500) }
      items.reference(to: ObjectNumber(3))
      items.integer(4)
    }
    #expect(words(text) == "[1/A null<</B true>>-2<AB>[.5]3 0 R 4]")
  }

  @Test("one value stands by itself, several in an array")
  func oneOrMore() {
    let one = ObjectText { $0.oneOrMore("/K", isOne: true) { $0.integer(5) } }
    let two = ObjectText { out in
      out.oneOrMore("/K", isOne: false) { kids in
        kids.integer(5)
        kids.dictionary { $0.integer("/MCID", 6) }
      }
    }
    #expect(words(one) == "<</K 5>>" && words(two) == "<</K[5 <</MCID 6>>]>>")
  }

  @Test("the leaves of a number tree follow their keys")
  func numberTree() {
    let text = ObjectText { out in
      out.limits(3, 7)
      out.numbers { tree in
        tree.dictionary(3) { $0.name("/S", "/D") }
        tree.dictionary(7) { $0.name("/S", "/r") }
      }
    }
    #expect(words(text) == "<</Limits[3 7]/Nums[3<</S/D>>7<</S/r>>]>>")
  }

  // MARK: Strings and names

  @Test("every byte comes back from a literal and from a hexadecimal string")
  func bytes() throws {
    let all = (UInt8.min...UInt8.max).map(\.self)
    var literal = ObjectText()
    literal.literal(all)
    #expect(try read(literal) == .string(all))
    var hexadecimal = ObjectText()
    hexadecimal.hexadecimal(all)
    #expect(try read(hexadecimal) == .string(all))
    #expect(hexadecimal.bytes.count == 2 * all.count + 2)
  }

  @Test(
    "text comes back",
    arguments: ["", "Brev (1)", "a\\b)", "Ærlig", "\u{202F}", "😀", "linje\r\nskift", "\u{7F}"])
  func text(_ text: String) throws {
    let dictionary = try read(ObjectText { $0.text("/T", text) })
    #expect(dictionary["T"].text == text)
  }

  @Test("names are escaped where a byte would end them", arguments: ["A B", "/()<>[]{}%", "Å\n"])
  func names(_ name: String) throws {
    let dictionary = try read(ObjectText { $0.name("/N", escaping: name) })
    #expect(dictionary["N"].name == PDFName(bytes: Array(name.utf8)))
  }

  @Test("a name is ASCII and has no white space")
  func nameText() {
    var text = ObjectText()
    text.name("Å b#1/")
    #expect(words(text) == "/#C3#85#20b#231#2F")
  }

  // MARK: Numbers

  @Test(
    "numbers have no exponent and no needless digit",
    arguments: [
      (0, "0"), (1, ".001"), (-1, "-.001"), (10, ".01"), (500, ".5"), (1000, "1"), (-1500, "-1.5"),
      (99_999_999_000, "99999999"), (100_000_000_001, "100000000.001"),
      (Int.max, "9223372036854775.807"), (Int.min, "-9223372036854775.808"),
    ])
  func thousandths(_ value: Int, expected: String) throws {
    var text = ObjectText()
    text.thousandths(value)
    #expect(words(text) == expected)
    _ = try read(text)
  }

  @Test("whole numbers of any size are written", arguments: [0, 9, 10, 99, 100, -7, .max, .min])
  func integers(_ value: Int) throws {
    var text = ObjectText()
    text.integer(value)
    #expect(words(text) == String(value))
  }
}
