import Diagnostics
import Document
import Merge
import Records
import Testing

/// Letters made of all rows with one key.
struct RowsTests {
  /// A letter for the rows of a list, bound and filled for its first record.
  private func letter(
    _ body: String, data: String = "{key: nr, rows: Linjer}",
    list: String = "nr,navn,vare,pris\n7,Anna,Maling,1200\n8,Bo,Kost,80\n7,Anna,Pensel,90\n"
  ) throws -> Warned<Letter> {
    let source = "---\ntitle: T\nlanguage: nb\ndata: \(data)\n---\n\(body)"
    let template = try Template.parse(source, named: "letter.md", folder: "").output
    let list = try RecordList.open(
      bytes: Array(list.utf8), named: "list.csv", of: template.settings.data.parts
    ).output
    let merger = try template.merger(for: list).output
    var reader = try list.records()
    let record = try #require(try reader.next())
    return try merger.letter(for: record, recipients: .none)
  }

  private func problems(_ work: () throws -> Warned<Letter>) -> [String] {
    do {
      return try work().warnings.map(\.description)
    } catch let error as DiagnosticsError {
      return error.diagnostics.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test("fields that agree are the letter's, and each goes over the rows")
  func rows() throws {
    let letter = try letter(
      "{{navn}} {{nr}}\n\n{{#each Linjer}}\n- {{number}} {{vare}}\n{{/each}}\n")
    #expect(
      letter.output.body.map(\.outline) == ["p(Anna 7)", "ul[p(1 Maling); p(2 Pensel)]"])
    #expect(letter.output.key == "7")
  }

  @Test("a field in which the rows differ names the cells")
  func differing() {
    #expect(
      problems { try letter("{{#if pris}}x{{/if}}") } == [
        """
        list.csv:2:15: error: 'pris' is not the same in all rows of this letter: '1200' here, \
        '90' at list.csv:4:15 [merge.rows-differ]
          hint: it is used at letter.md:6:7
          hint: print it for each row, between {{#each Linjer}} and {{/each}}
        """
      ])
  }

  static let misspelt = [
    (
      "{{sum(Linjer.Pris)}} {{count(Linjer.Pris)}}", ["6:7", "6:30"], "'Linjer' has a field 'Pris'"
    ),
    ("{{#each Linjer}}{{vara}}{{/each}}", ["6:17"], "'Linjer' has a field 'vara'"),
    ("{{#each Linjer}}{{#if Linjer.vara}}x{{/if}}{{/each}}", ["6:23"], "a field 'vara'"),
    ("{{#each Linjer}}{{pris * antal}}{{/each}}", ["6:26"], "a field 'antal'"),
  ]

  @Test(
    "a field that no row has is told once, in the letter, with what was meant", arguments: misspelt)
  func unknownMembers(_ body: String, _ places: [String], _ words: String) {
    let found = problems { try letter(body) }
    #expect(found.count == places.count, "\(found)")
    for (problem, place) in zip(found, places) {
      #expect(problem.hasPrefix("letter.md:\(place): error: no item of "), "\(problem)")
      #expect(problem.contains(words) && problem.contains("[merge.unknown-field]"), "\(problem)")
      #expect(problem.contains("the fields of 'Linjer' are nr, navn, vare, pris"), "\(problem)")
    }
    if !body.contains("antal") { #expect(found.first?.contains("did you mean '") == true) }
  }

  @Test("a column of rows that is declared but not there is told, with what was meant")
  func unknownColumns() {
    let found = problems {
      try letter("x", data: "{key: nr, rows: Linjer, columns: {Linjer.prs: number, prsi: number}}")
    }
    #expect(found.count == 2, "\(found)")
    #expect(found.first?.contains("list.csv has no column 'Linjer.prs'") == true)
    #expect(found.first?.contains("did you mean 'Linjer.pris'?") == true)
  }

  @Test("names of the letter, of the list and of the turn stand in rows as before")
  func knownInRows() throws {
    let letter = try letter(
      "{{#each Linjer}}\n- {{number}} {{navn}} {{vare}}{{#each Linjer}}{{pris}}{{/each}}\n{{/each}}\n"
    )
    #expect(letter.output.body.count == 1)
  }

  @Test("what is declared of columns holds in the rows")
  func types() throws {
    let data = "{key: nr, rows: Linjer, columns: {pris: number}}"
    let letter = try letter(
      "{{#each Linjer}}{{#if pris > 100}}{{vare}} {{pris | currency: NOK}}{{/if}}{{/each}}",
      data: data)
    #expect(letter.output.body.map(\.outline) == ["p(Maling 1\u{A0}200,00\u{A0}kr)"])
    #expect(
      problems {
        try self.letter("{{#each Linjer}}{{#if pris > 100}}x{{/if}}{{/each}}")
      }.first?.contains("declare what the column holds: data: {columns: {pris: number}}") == true)
  }

  @Test("a value that is blank in one row only is told as such")
  func blank() {
    let found = problems {
      try letter("{{navn}}", list: "nr,navn,x\n7,,1\n7,Anna,2\n")
    }
    #expect(found.first?.contains("blank here, 'Anna' at list.csv:3:3") == true)
  }

  static let wrong = [
    (
      "{rows: Linjer}",
      "letter.md:4:14: error: 'rows' needs a 'key', the column that tells which rows belong together"
    ),
    ("{key: nr, rows: [a]}", "letter.md:4:23: error: 'rows' of 'data' must be a text"),
    ("{key: nr, rows: ' '}", "letter.md:4:23: error: rows need a name that can be seen"),
  ]

  @Test("what is wrong with the setting is told", arguments: wrong)
  func faults(_ data: String, _ problem: String) {
    let found = problems { try letter("x", data: data) }
    #expect(found.contains { $0.hasPrefix(problem) }, "\(found)")
  }
}
