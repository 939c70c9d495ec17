import Diagnostics
import Document
import Merge
import Records
import Testing

/// What a letter may ask for, and that long letters take no more than their length: each of these would not
/// end within the time limit if anything were looked for from the start again and again.
@Suite(.timeLimit(.minutes(30)))
struct BoundsTests {
  static let record: [(String, Value.Content)] = [
    ("n", .text("A")), ("k", .number("1")),
    ("v", list(Array(repeating: .text("a"), count: 10))),
  ]

  private func problems(_ body: String) -> [String] {
    Fixture(language: "en", body: body, record: BoundsTests.record).problems
  }

  private func many(_ text: String, _ count: Int = 6_000) -> String {
    String(repeating: text, count: count)
  }

  @Test("long letters are read in the time of their length")
  func long() throws {
    #expect(problems("{{#if k = 5}}a" + many("{{else if k = 6}}b") + "{{/if}}x").isEmpty)
    #expect(problems(many("*a* b ")).isEmpty)
    #expect(problems(many("*a* {{n}} ")).isEmpty)
    #expect(problems("Hi\n\n" + many("{{#if n}}\ntext\n{{/if}}\n\n")).isEmpty)
    #expect(problems("{{#if n}}\n" + many("text\n\n{{/if}}{{#if n}}\n") + "{{/if}}").isEmpty)
    #expect(problems(many("enclosed ")).isEmpty)
    #expect(problems(many("{{page break}}\n") + many(" ", 200_000) + "x").isEmpty)
    #expect(problems("> " + many("> ", 90) + "x\n" + many("\n", 200_000)).isEmpty)
  }

  @Test("mentions of something enclosed are told a few times, not thousands")
  func mentions() throws {
    let template = try Fixture(language: "en", body: many("enclosed ")).template()
    #expect(template.warnings.count == 20)
  }

  @Test("braces that are never closed are looked for once")
  func braces() {
    let unclosed = problems(many("{{a "))
    #expect(unclosed.count == 1001)
    #expect(unclosed.dropLast().allSatisfy { $0.contains("[merge.unclosed-tag]") })
    #expect(unclosed.last?.contains("and 5000 more problems like these") == true)
    #expect(!problems(many("{{ 'a' '}} ")).isEmpty)
    #expect(!problems("{{#if n}}x" + many("{{n}}{{a b | c}}", 3_000)).isEmpty)
  }

  @Test("a block torn apart ten thousand times is told")
  func torn() {
    let body = "{{#if n}}a\n\n" + many("{{else if k = 1}}b\n\n", 3_000) + "{{/if}}"
    #expect(problems(body).first?.contains("[merge.block-across]") == true)
  }

  @Test("lists within lists of one letter end at a million pieces")
  func loops() {
    let body = many("{{#each v}}", 8) + "x" + many("{{/each}}", 8)
    #expect(
      problems(body).first?.contains(
        "the lists that are printed here, one within the other, make more than 1000000 pieces")
        == true)
    #expect(
      problems("a" + many("{{#each v}}", 90) + many("{{/each}}", 90)).first?
        .contains("[merge.too-long]") == true)
    #expect(problems(many("{{#each v}}", 4) + "x" + many("{{/each}}", 4)).isEmpty)
  }

  @Test("what a letter may hold is stated")
  func limits() {
    let tooDeep =
      "letter.md:6:1: error: lists, quotations or emphasis are nested more than a hundred deep "
      + "[merge.markdown]"
    #expect(
      problems(many("x|", 2_000) + "x\n" + many("-|", 2_000) + "-\n").map {
        $0 == "letter.md:7:1: "
          + "error: a table may have at most 100 columns [merge.table-columns]"
      } == [true])
    for deep in [
      many("> ", 101) + "x", many("- ", 300_000) + "x\n" + many("\n", 300_000),
      many("*", 1_000) + "a" + many("*", 1_000),
    ] {
      #expect(problems(deep).map { $0 == tooDeep } == [true])
    }
    let tooLong = problems(many("a", 1_000_000))
    #expect(tooLong.first?.contains("the letter has more than 1000000 bytes") == true)
  }

  @Test("rows are filled up to all columns, but not without end")
  func cells() {
    let table = many("x|", 99) + "x\n" + many("-|", 99) + "-\n" + many("x\n", 5_000)
    #expect(
      problems(table).first?.contains("the tables of a letter may have at most 250000 cells")
        == true)
  }
}
