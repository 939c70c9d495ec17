import Diagnostics
import Document
import Merge
import Records
import Testing

/// A value's controls of direction reach no further than the value.
struct DirectionControlTests {
  @Test(
    "controls of direction are left out of values, with a warning at the cell",
    arguments: [
      ("abc\u{202E}", "abc", "202E"), ("\u{202A}+47 99\u{202C}", "+47 99", "202A"),
      ("\u{2067}שלום\u{2069}", "שלום", "2067"), ("a\u{2069}b", "ab", "2069"),
      ("\u{202B}x", "x", "202B"),
    ])
  func dropped(value: String, printed: String, code: String) throws {
    let fixture = Fixture(body: "Dear {{n}}, you owe 100 kr.", record: [("n", .text(value))])
    let made = try fixture.merger().letter(for: fixture.filled, recipients: .none)
    #expect(try fixture.outline().contains("Dear \(printed)"))
    #expect(
      made.warnings.map(\.description) == [
        """
        list.csv:2:1: warning: 'n' holds the control of direction U+\(code), which is left out \
        [merge.direction-control]
          hint: it would turn around the words after it; it is used at letter.md:6:6
        """
      ])
  }

  @Test(
    "names as people write them stay as they are",
    arguments: ["שלום כהן", "محمد عبد الله", "Zoë", "a\u{200F}b\u{200E}", "‘x’ … €", "a\u{200D}b"])
  func kept(value: String) throws {
    let fixture = Fixture(body: "Dear {{n}}.", record: [("n", .text(value))])
    let made = try fixture.merger().letter(for: fixture.filled, recipients: .none)
    #expect(made.warnings.isEmpty)
    #expect(try fixture.outline().contains(value))
  }

  @Test("the author's own controls around a value stay")
  func ofTheAuthor() throws {
    let fixture = Fixture(
      body: "Dear {{n | prefix: '\u{2068}' | suffix: '\u{2069}'}}.", record: [("n", .text("שלום"))])
    let made = try fixture.merger().letter(for: fixture.filled, recipients: .none)
    #expect(made.warnings.isEmpty)
    #expect(try fixture.outline().contains("\u{2068}שלום\u{2069}"))
  }

  @Test("nesting is measured as UAX #9 does")
  func nesting() {
    let deepest = DirectionControls.deepest
    let open = String(repeating: "\u{2067}", count: deepest)
    #expect(DirectionControls.tooDeep(in: open) == nil)
    #expect(DirectionControls.tooDeep(in: "ab" + open + "\u{202A}") == 2 + 3 * deepest)
    let pairs = String(repeating: "\u{202B}a\u{202C}\u{2066}b\u{2069}", count: 200)
    #expect(DirectionControls.tooDeep(in: pairs) == nil)
    // An isolate's end closes what was opened in it; an embedding's end closes no isolate.
    let inner = String(repeating: "\u{2066}\u{202B}\u{202B}\u{2069}", count: 200)
    #expect(DirectionControls.tooDeep(in: inner) == nil)
    #expect(
      DirectionControls.tooDeep(in: String(repeating: "\u{2066}\u{202C}", count: 17)) != nil)
  }
}
