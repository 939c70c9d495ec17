import Diagnostics
import Document
import Merge
import Records
import Testing

/// The mailing's own computed fields, `let`.
struct ComputedFieldTests {
  static let record: [(String, Value.Content)] = [
    ("Fornavn", .text("Kari")), ("Tom", .text("")), ("Pris", .text("100,50")),
    ("Antall", .number("4")), ("Betalt", .boolean(false)),
    ("Linjer", list([group(["Beløp": "10,25"]), group(["Beløp": "20"])])),
  ]

  private func outline(_ lets: String, _ body: String) throws -> String {
    try Fixture(settings: "let:\n\(lets)\n", body: body, record: ComputedFieldTests.record)
      .outline()
  }

  @Test("computed fields keep their kinds and use each other")
  func kinds() throws {
    let lets = """
        Til betaling: Sum + MVA
        Sum: sum(Linjer.Beløp)
        MVA: "{{Sum * Sats / 100}}"
        Sats: 25
        Hilsen: "{{#if Fornavn}}Kjære {{Fornavn}}{{else}}Hei{{/if}}"
        Navnløs: "{{#if Tom}}Kjære {{Tom}}{{else}}Hei{{/if}}"
        Skylder: Sum > 20 and not Betalt
        Avrundet: "MVA | number: 1"
        Ord: "'ord'"
      """
    #expect(
      try outline(lets, "{{Til betaling}} {{Sum}} {{MVA | number: 2}} {{Avrundet}} {{Ord}}")
        == "p(37,8125 30,25 7,56 7,6 ord)")
    #expect(try outline(lets, "{{Hilsen}}, {{Navnløs}}!") == "p(Kjære Kari, Hei!)")
    #expect(
      try outline(lets, "{{#if Skylder}}{{Skylder}}{{/if}} {{#if Sum > 30}}x{{/if}}") == "p(ja x)")
    #expect(
      try outline(lets, "{{#each Linjer}}{{Beløp}} av {{Sum}}, {{/each}}")
        == "p(10,25 av 30,25, 20 av 30,25,)")
    #expect(
      try Fixture(
        settings: "let: {Hilsen: \"{{#if Fornavn}}Kjære {{Fornavn}}{{else}}Hei{{/if}}\"}\n",
        body: "{{Hilsen | upper}}", record: ComputedFieldTests.record
      ).outline() == "p(KJÆRE KARI)")
  }

  @Test("what no record can change is computed once, and static")
  func constants() throws {
    let fixture = Fixture(
      settings: "values: {sats: 25}\nlet: {halv: sats / 2}\n", body: "{{halv}} {{2 * halv}}",
      record: [("x", .text("y"))])
    let letter = try fixture.letter()
    #expect(letter.body.map(\.outline) == ["p(12,5 25,0)"])
    #expect(letter.body.map(\.isStatic) == [true])
    let varying = Fixture(
      settings: "let: {a: b, b: x}\n", body: "{{a}}", record: [("x", .text("y"))])
    #expect(try varying.letter().body.map(\.isStatic) == [false])
  }

  @Test("on the master copy a computed field is its name, as a field is")
  func masterCopy() throws {
    let fixture = Fixture(
      settings: "undispatched: x\nlet: {Sum: Pris * Antall, Sats: 2 + 3}\n",
      body: "{{Sum | number: 2}} {{Pris * Antall | suffix: ' kr'}} {{Sats}}{{#if Sum > 1}}!{{/if}}",
      record: ComputedFieldTests.record)
    let copy = try fixture.merger().masterCopy(recipients: .none).output
    #expect(copy.body.map(\.outline) == ["p(«Sum» «Pris * Antall» kr 5)"])
  }

  @Test("circles are told with the way round")
  func circles() {
    let fixture = Fixture(
      settings: "let:\n  A: B + 1\n  B: \"{{#if C > 1}}x{{/if}}\"\n  C: 2 * A\n  D: D\n  E: A\n",
      body: "{{A}} {{D}} {{E}}", record: ComputedFieldTests.record)
    #expect(
      fixture.problems == [
        """
        letter.md:6:3: error: 'A' is computed of itself: A → B → C → A [merge.circle]
          hint: computed fields may use each other, but not in a circle
        """,
        """
        letter.md:9:3: error: 'D' is computed of itself: D → D [merge.circle]
          hint: computed fields may use each other, but not in a circle
        """,
      ])
  }

  @Test("a chain of fields is used up to a depth, and a circle of thousands is told")
  func chains() throws {
    let chain = { (count: Int, first: String) in
      "let:\n  f0: \(first)\n"
        + (1..<count).map { "  f\($0): f\($0 - 1) + 1\n" }.joined()
    }
    let record = ComputedFieldTests.record
    let short = Fixture(settings: chain(60, "1"), body: "{{f59}}", record: record)
    #expect(try short.outline() == "p(60)")
    let long = Fixture(settings: chain(4000, "1"), body: "{{f3999}}", record: record).problems
    #expect(long.count == 1)
    #expect(long.first?.contains("are nested more than 200 deep [merge.nesting]") == true)
    let round = Fixture(settings: chain(4000, "f3999"), body: "{{f1}}", record: record).problems
    #expect(round.count == 1)
    #expect(round.first?.contains("'f0' is computed of itself: f0 → f3999 →") == true)
    #expect(round.first?.contains("→ … →") == true)
  }

  @Test(
    "faults of computed fields have their places",
    arguments: [
      ("Sum: Pris * Antal", "", "letter.md:6:15: error: list.csv has no field 'Antal'"),
      ("Pris: 1", "", "letter.md:6:3: error: 'Pris' is both computed under 'let' and a field of"),
      ("Sum: [1, 2]", "", "letter.md:6:8: error: 'Sum' of 'let' must be an expression or a text"),
      ("Sum: sum(Linjer", "", "letter.md:6:8: error: list.csv has no field 'sum(Linjer'"),
      ("Sum: Hei på deg", "", "letter.md:6:8: error: list.csv has no field 'Hei på deg'"),
      ("Sum: Pris / (Antall - 4)", "{{Sum}}", "list.csv:2:4: error: 'Antall - 4' is 0, and"),
      ("Sum: Fornavn + 1", "{{Sum}}{{Sum}}", "list.csv:2:1: error: 'Fornavn' is no number: 'Kari'"),
      (
        "Sum: 'Pris | number: 1'", "{{Sum * 2}}",
        "letter.md:6:8: error: 'Sum' is a text, and a number is computed with it"
      ),
      (
        "Sum: 'Pris | number: 1'", "{{Sum | number: 2}}",
        "letter.md:6:8: error: 'Sum' is a text, and a number is computed with it"
      ),
      ("Sum: \"{{Tom}}\"", "{{Sum}}", "list.csv:2:2: error: 'Sum' is blank"),
      ("Sum: \"x {{Tom}}\"", "{{Sum}}", "list.csv:2:2: error: 'Tom' is blank"),
    ])
  func faults(field: String, body: String, expected: String) {
    let problems = Fixture(
      settings: "let:\n  \(field)\n", body: body, record: ComputedFieldTests.record
    ).problems
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix(expected) == true, "\(problems)")
  }

  @Test("a field that no letter uses harms no letter")
  func unused() throws {
    #expect(try outline("  Sum: Pris / 0", "x") == "p(x)")
  }
}
