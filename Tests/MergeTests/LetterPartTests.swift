import Diagnostics
import Document
import Merge
import Records
import Testing

struct LetterPartTests {
  static let settings = """
    author: "{{office}}"
    subject: Om {{name}}
    keywords: [a, "{{name}}"]
    stationery: ../s.yaml
    data: {file: list.csv, key: name, columns: {items: list}}
    values:
      office: Kontoret
      none:
      parts: [en, to]
    sender: ["{{office}}", "{{none}}"]
    to: ["{{name}}", "{{none}}{{#if role}}v/ {{role}}{{/if}}"]
    undispatched: |
      To
      linjer
    marking: "{{mark}}"
    reference:
      - Vår: "{{#each parts}}{{this}}{{/each}}"
      - Deres: "{{role}}"
      - "Sak {{none | default: 'X'}}": {value: "{{role}}", blank: keep}
      - Krav: {value: "{{name}}", blank: refuse}
    date: "2021-0{{month}}-01"
    closing: Hilsen {{office}}
    signers:
      - {name: Per, role: "{{role}}", unit: "{{none}}", picture: per.png}
      - Kari
    enclosures: {label: Vedlegg, items: ["{{none}}", "Til {{name}}"]}
    copies: {label: Kopi, items: ["{{mark}}"]}
    recipients: {label: Mottakere, list: own, item: "{{name}} ({{month}})"}

    """

  static func fixture(name: String = "Åse", role: String = "", mark: String = "") -> Fixture {
    Fixture(
      settings: settings, body: "Kjære {{name}}.",
      record: [
        ("name", .text(name)), ("role", .text(role)), ("mark", .text(mark)),
        ("items", .text("a;b")), ("month", .text("2")),
      ])
  }

  private func texts(_ lines: [Line]?) -> [String] { lines?.map(\.inlines.plainText) ?? [] }

  @Test("every part of a letter is filled")
  func parts() throws {
    let letter = try LetterPartTests.fixture(role: "leder", mark: "Unntatt").letter()
    #expect(
      letter.metadata
        == Metadata(
          title: "T", author: "Kontoret", subject: "Om Åse", keywords: ["a", "Åse"],
          date: "2021-02-01"))
    #expect(texts(letter.sender) == ["Kontoret"])
    #expect(texts(letter.address.lines) == ["Åse", "v/ leder"])
    #expect(letter.marking?.inlines.plainText == "Unntatt")
    #expect(texts(letter.reference.map(\.label)) == ["Vår", "Deres", "Sak X", "Krav"])
    #expect(texts(letter.reference.map(\.value)) == ["ento", "leder", "leder", "Åse"])
    #expect(letter.closing?.inlines.plainText == "Hilsen Kontoret")
    #expect(letter.signers.map { texts($0.lines) } == [["Per", "leder"], ["Kari"]])
    #expect(letter.signers[0].picture?.path == "mailing/per.png")
    #expect(texts(letter.enclosures?.items) == ["Til Åse"])
    #expect(texts(letter.copies?.items) == ["Unntatt"])
    #expect(texts(letter.recipients?.items) == ["Åse (2)"])
  }

  @Test("blank parts vanish")
  func blank() throws {
    let letter = try LetterPartTests.fixture().letter()
    #expect(texts(letter.address.lines) == ["Åse"])
    #expect(letter.marking == nil)
    #expect(texts(letter.reference.map(\.label)) == ["Vår", "Sak X", "Krav"])
    #expect(texts(letter.reference.map(\.value)) == ["ento", "", "Åse"])
    #expect(letter.signers.map { texts($0.lines) } == [["Per"], ["Kari"]])
    #expect(letter.copies == nil)
  }

  @Test("a value that may not be blank is told where it stands")
  func refused() {
    let problems = LetterPartTests.fixture(name: "").problems
    #expect(
      problems.map { String($0.prefix { $0 != "\n" }) } == [
        "list.csv:2:1: error: 'name' is blank, and the letter does not say what then "
          + "[merge.empty-value]",
        "list.csv:2:1: error: 'Krav' has no value [merge.blank-reference]",
        "list.csv:2:1: error: 'name' is blank, and the letter does not say what then "
          + "[merge.empty-value]",
      ])
  }

  @Test("the master copy shows fields by name, but not in the reference block")
  func masterCopy() throws {
    let merger = try LetterPartTests.fixture().merger()
    let letter = try merger.masterCopy(recipients: .none).output
    #expect(texts(letter.address.lines) == ["To", "linjer"])
    #expect(letter.address.isNotice)
    #expect(letter.body.map(\.outline) == ["p(Kjære «name».)"])
    #expect(texts(letter.reference.map(\.label)) == ["Vår", "Deres", "Sak X", "Krav"])
    #expect(texts(letter.reference.map(\.value)) == ["ento", "", "", ""])
    #expect(letter.metadata.date == nil)
    #expect(letter.marking?.inlines.plainText == "«mark»")
  }

  @Test("on the master copy tests do not hold and lists are empty")
  func masterCopyFlow() throws {
    let fixture = Fixture(
      settings: "undispatched: N\n",
      body: """
        {{#if a}}yes{{else}}no{{/if}}{{#if not a}}not{{/if}}

        {{#each l}}x{{/each}}

        {{a | upper | prefix: 'P'}} {{#if a = '1' or 'x' = 'x'}}always{{/if}}
        """, record: [("a", .text("1")), ("l", list([.text("x")]))])
    let letter = try fixture.merger().masterCopy(recipients: .none).output
    #expect(letter.body.map(\.outline) == ["p(no)", "p(P«a» always)"])
    let missing = #expect(throws: DiagnosticsError.self) {
      try Fixture(body: "a").merger().masterCopy(recipients: .none)
    }
    #expect(missing?.diagnostics.map(\.id) == ["merge.no-notice"])
  }

  @Test("what no record can change is static, built once and numbered in reading order")
  func staticBlocks() throws {
    let fixture = Fixture(
      settings: "values: {office: K, points: [a, b]}\n",
      body: """
        # {{office}}

        Static.

        - one
        - {{n}}

        {{#each points}}
        - {{this}}
        {{/each}}

        {{#if n}}
        Maybe.
        {{/if}}

        Dear {{n}}
        """, record: [("n", .text("N"))])
    let body = try fixture.letter().body
    #expect(
      body.map(\.outline) == [
        "h2(K)", "p(Static.)", "ul loose[p(one); p(N); p(a); p(b)]", "p(Maybe.)", "p(Dear N)",
      ])
    #expect(body.map(\.isStatic) == [true, true, false, true, false])
    #expect(body.map(\.node) == [1, 2, 3, 7, 8])
    guard case .list(let list) = body[2].content else {
      Issue.record("\(body[2].outline) is no list")
      return
    }
    #expect(list.items.flatMap(\.blocks).map(\.isStatic) == [true, false, false, false])
    #expect(list.items.flatMap(\.blocks).map(\.node) == [4, 5, 6, 6])
  }

  @Test("blocks that values repeat have numbers of their own")
  func repeatedStaticBlocks() throws {
    let fixture = Fixture(
      settings: "values: {points: [a, b]}\n", body: "{{#each points}}\nP {{this}}\n{{/each}}\n\nz")
    let body = try fixture.letter().body
    #expect(body.map(\.outline) == ["p(P a)", "p(P b)", "p(z)"])
    #expect(body.map(\.isStatic) == [true, true, true])
    #expect(body.map(\.node) == [1, 2, 3])
  }

  @Test("too many recipients are refused")
  func tooMany() throws {
    let merger = try Fixture(
      settings: "recipients: {label: M, max: 1, item: x}\n", body: "a", record: [("n", .text("N"))]
    ).merger()
    let line = Line([], isStatic: true, origin: SourceLocation(file: "a", line: 1, column: 1))
    let error = #expect(throws: DiagnosticsError.self) {
      try merger.recipientList(of: [line, line])
    }
    #expect(
      error?.description == """
        letter.md:5:13: error: each letter would name 2 recipients, and at most 1 are allowed \
        [merge.too-many-recipients]
          hint: allow more with 'max: 2' under 'recipients'
          hint: or name nobody, with 'list: none'
        """)
  }
}
