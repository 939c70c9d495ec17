import Diagnostics
import Document
import Merge
import Records
import Testing

/// No author, and no recipient, can write the characters that stand for tags.
struct ForgedTagTests {
  @Test(
    "a private-use character is refused however it is written",
    arguments: [
      "\u{E000}", "\u{E000}\u{301}", "&#xE000;", "&#xE000;\u{301}", "&#Xe000;", "&#57344;",
      "&#x000E000;", "&#00057344;", "&#x0000000000E000;", "&#{{! x}}xE000;", "&#xE{{! x}}000;",
      "&{{! }}#57344;", "&#xE000{{! }};", "[a](&#xE000;)", "[a](https://x.no/&#57344;)",
      "[a](https://x.no \"&#xE000;\")", "[a]\n\n[a]: &#xE000;", "![&#xE000;](a.png)",
      "| a |\n|---|\n| &#xE000; |", "# &#xE000;", "- > &#xE000;", "&#xF0000;", "&#983040;",
      "&#x10FFFD;", "[w](lang:&#xE000;)", "*&#xE000;*",
    ])
  func written(text: String) {
    let problems = Fixture(body: "{{x}} \(text)", record: [("x", .text("VALUE"))]).problems
    #expect(!problems.isEmpty)
    #expect(problems.allSatisfy { $0.contains("[merge.private-use-character]") })
    #expect(problems.allSatisfy { $0.hasPrefix("letter.md:") })
  }

  @Test(
    "so are control characters",
    arguments: ["&#7;", "&#x0000007;", "&#8232;", "&#x{{! }}2029;", "&#{{! }}0000010;"])
  func controls(text: String) {
    let problems = Fixture(body: "a \(text)").problems
    #expect(problems.count == 1)
    #expect(problems.first?.contains("[merge.control-character]") == true)
  }

  @Test(
    "and what YAML's escapes write in the front matter", arguments: ["\\uE000", "\\x07", "\\u2028"])
  func frontMatter(escape: String) {
    let problems = Fixture(settings: "closing: \"a\(escape)b\"\n", body: "a").problems
    #expect(problems.first?.hasPrefix("letter.md:5:10: error: the ") == true)
  }

  @Test(
    "what is no such character stays",
    arguments: ["&#xE00;", "&#65;", "&#xE000", "&#;", "&#x;", "&#x110000;"])
  func others(text: String) throws {
    #expect(Fixture(body: "{{x}} \(text)", record: [("x", .text("VALUE"))]).problems.isEmpty)
  }

  @Test("private-use characters in values print as themselves, never as tags")
  func values() throws {
    let fixture = Fixture(
      settings: "values: {y: \"\\uE000\"}\n", body: "{{x}}{{y}} {{#each l}}{{this}}{{/each}}",
      record: [("x", .text("\u{E001}")), ("l", list([.text("\u{E000}\u{301}")]))])
    #expect(try fixture.outline() == "p(\u{E001}\u{E000} \u{E000}\u{301})")
  }

  @Test("a tag in a language is told as it was written")
  func language() {
    #expect(
      Fixture(body: "[a](lang:{{x}})", record: [("x", .text("en"))]).problems.first?
        .contains("'{{x}}' is no language tag") == true)
  }
}
