import Diagnostics
import Testing

struct DiagnosticTests {
  @Test("a diagnostic reads as compilers word theirs")
  func wording() {
    let place = SourceLocation(file: "letter.md", line: 14, column: 7)
    let problem = Diagnostic.error(
      "merge.unknown-field", "the list has no field 'sirname'", at: place,
      hints: didYouMean("sirname", among: ["name", "surname", "city"]))
    #expect(
      problem.description == """
        letter.md:14:7: error: the list has no field 'sirname' [merge.unknown-field]
          hint: did you mean 'surname'?
        """)
  }

  @Test("what a problem quotes can neither forge a line nor turn the text around it")
  func forgery() {
    let place = SourceLocation(file: "a\nb.csv", line: 2, column: 1)
    let problem = Diagnostic.error(
      "merge.number",
      "'v' is no number: '1\nletter.md:1:1: error: forged [x]\r\u{2028}\u{85}\u{1B}[2K\u{202E}'",
      at: place, hints: ["write 'a\tb' at \(place), or\u{2066} ‘æ 👩‍👩‍👧’"])
    #expect(
      problem.description == """
        a\\nb.csv:2:1: error: 'v' is no number: '1\\nletter.md:1:1: error: forged [x]\\r\\u{2028}\
        \\u{85}\\u{1B}[2K\\u{202E}' [merge.number]
          hint: write 'a\\tb' at a\\nb.csv:2:1, or\\u{2066} ‘æ 👩‍👩‍👧’
        """)
  }

  @Test("what is hidden in a text is shown, wherever the text goes")
  func hidden() {
    let text = "a\r\u{200B}\u{FEFF}\u{AD}\u{3164}\u{E000}\u{E0041}\tb\nc"
    #expect(
      text.onOneLine == #"a\r\u{200B}\u{FEFF}\u{AD}\u{3164}\u{E000}\u{E0041}\tb\nc"#)
    #expect(
      text.onItsLines == #"a\r\u{200B}\u{FEFF}\u{AD}\u{3164}\u{E000}\u{E0041}"# + "\tb\nc")
    #expect(
      text.inJSON == #"a\u000D\u200B\uFEFF\u00AD\u3164\uE000\uDB40\uDC41"# + "\tb\nc")
    let plain = "Blåbærsyltetøy ‘æ’ 👩‍👩‍👧 ☎️ نامه‌ای – 山田"
    #expect([plain.onOneLine, plain.onItsLines, plain.inJSON] == [plain, plain, plain])
    #expect("a\nb".onOneLine.onOneLine == "a\nb".onOneLine)
  }

  @Test(
    "only a close candidate is suggested",
    arguments: [
      ("nmae", "name"), ("Name", "name"), ("adress", "address"), ("x", nil), ("telephone", nil),
      ("postkode", "postcode"),
    ] as [(String, String?)])
  func suggestions(word: String, expected: String?) {
    #expect(closestMatch(to: word, among: ["name", "address", "postcode"]) == expected)
  }

  @Test("the closest candidate is suggested, wherever it stands among the others")
  func closest() {
    #expect(
      closestMatch(to: "adress", among: ["addres", "adres", "ADRESS", "address"]) == "ADRESS")
    #expect(closestMatch(to: "adress", among: ["adres", "address"]) == "adres")
    #expect(closestMatch(to: "ab", among: ["ba"]) == "ba")
    #expect(closestMatch(to: "telefon", among: ["etlefno"]) == "etlefno")
  }

  @Test("words that nobody would have mistyped are compared with nothing", .timeLimit(.minutes(30)))
  func longWords() {
    let long = String(repeating: "x", count: 100_000)
    let candidates = (0..<100).map { _ in long + "y" }
    for _ in 0..<100 { #expect(closestMatch(to: long, among: candidates) == nil) }
  }

  @Test("a collector tells each problem once and fails only on errors")
  func collecting() throws {
    var collector = DiagnosticCollector()
    collector.report(.warning("a", "look"))
    collector.report(.warning("a", "look"))
    #expect(try collector.finish(1).warnings.count == 1)
    collector.report(.error("b", "stop", failure: .configuration))
    let error = #expect(throws: DiagnosticsError.self) { try collector.finish(1) }
    #expect(error?.failure == .configuration)
    #expect(error?.diagnostics.map(\.id) == ["a", "b"])
  }

  @Test("a collector keeps a thousand problems and counts the others", arguments: [1, 2, 5000])
  func collectingMany(more: Int) throws {
    var collector = DiagnosticCollector()
    for number in 1...1000 { collector.report(.warning("a", "look at \(number)")) }
    #expect(collector.diagnostics.count == 1000 && !collector.hasErrors)
    collector.report(.warning("a", "look at 7"))
    #expect(collector.diagnostics.count == 1000)
    for number in 1...more {
      collector.report(.error("b", "stop at \(number)", failure: .configuration))
    }
    #expect(collector.hasErrors && collector.diagnostics.count == 1001)
    let error = #expect(throws: DiagnosticsError.self) { try collector.finish(1) }
    #expect(error?.failure == .configuration)
    #expect(
      error?.diagnostics.last?.message
        == "and \(more) more problem\(more == 1 ? "" : "s") like these")
    // Gathered once more, beside others, the number stays what it was.
    var whole = DiagnosticCollector()
    for _ in 1...2 { whole.report(contentsOf: collector.diagnostics) }
    whole.report(.warning("c", "look elsewhere"))
    #expect(whole.diagnostics.count == 1001)
    #expect(whole.diagnostics.last?.message == "and \(more + 1) more problems like these")
  }
}
