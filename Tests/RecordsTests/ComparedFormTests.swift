import Testing

@testable import Records

/// Names that need no work are told from the others at once; that must never show.
struct ComparedFormTests {
  /// The characters of ASCII, Latin-1 and Latin Extended-A and -B, with some that change what is around them.
  static let scalars =
    (0...0x24F).compactMap(Unicode.Scalar.init as (UInt32) -> Unicode.Scalar?)
    + ["\u{2FF}", "\u{300}", "\u{301}", "\u{30A}", "\u{2028}", "\u{2029}", "\u{2003}", "\u{3000}"]
    + ["\u{200D}", "\u{FEFF}", "\u{212B}", "\u{1F469}", "\u{1F3FD}", "\u{FE0F}"]

  @Test("every character of Latin keeps its form, alone and between others")
  func characters() {
    for scalar in Self.scalars {
      let one = String(scalar)
      for name in [one, "a" + one, one + "a", "a" + one + "a", "ø" + one + one + "å", " " + one] {
        expectSameForm(name)
      }
    }
  }

  @Test("pairs and any other sequences of characters keep their form", arguments: 0..<20)
  func sequences(seed: Int) {
    var generator = RoundTripTests.Generator(state: UInt64(seed))
    for _ in 0..<2000 {
      var name = ""
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        name.unicodeScalars.append(Self.scalars.randomElement(using: &generator) ?? "a")
      }
      expectSameForm(name)
    }
  }

  private func expectSameForm(_ name: String) {
    let (form, tidied) = (ComparedForm.ofName(name), ComparedForm.tidied(name))
    // Equality of strings would not tell two normal forms from each other.
    #expect(form.unicodeScalars.elementsEqual(tidied.unicodeScalars), "\(name.unicodeScalars)")
  }
}
