import Diagnostics
import Records
import Testing

struct ValueTests {
  @Test(
    "a cell becomes a list",
    arguments: [
      ("a; b;c", "[a, b, c]"), ("a;b | c", "[a;b, c]"), ("a;b\n\n c|d ", "[a;b, c|d]"),
      ("one", "[one]"), ("", "[]"), (" ; ", "[]"), ("æ\u{A0};ø", "[æ, ø]"),
    ])
  func lists(text: String, list: String) {
    let place = SourceLocation(file: "x", line: 1, column: 2)
    let value = Value(.text(text), at: place).splitIntoList()
    #expect(value.testText == list)
    #expect(value.location == place)
    #expect(value.splitIntoList() == value)
  }

  @Test("texts that stand twice are found and told with both places")
  func uniqueness() {
    var check = UniquenessCheck()
    let texts = ["a", "b", "\u{C5}", "a", "c", "\u{C5}", "a"]
    for text in texts { check.insert(text) }
    var repetitions: Repetitions<Int> = check.repetitions()
    #expect(repetitions.surplus == 3)
    let firsts = texts.enumerated().map { repetitions.firstPlace(of: $0.element, at: $0.offset) }
    #expect(firsts == [nil, nil, nil, 0, nil, 2, 0])
    var single = UniquenessCheck()
    single.insert("a")
    let none: Repetitions<Int> = single.repetitions()
    #expect(none.isEmpty)
  }
}
