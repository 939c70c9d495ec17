import Diagnostics
import Document
import Foundation
import Merge
import Records
import TestSupport
import Testing

/// The first real job, read from `Templates/`.
struct SeedTests {
  static let fields = Fields(["name", "address", "postcode", "city", "their_reference"])

  static func template() throws -> Warned<Template> {
    let path = projectFolder.appending(path: "Templates/partiprogram/letter.md").path()
    return try Template.read(path: path, named: "letter.md")
  }

  static func merger() throws -> Merger {
    try template().output.merger(for: fields, list: "recipients.csv").output
  }

  static func record(_ values: [String], line: Int = 2) -> Record {
    let place = { SourceLocation(file: "recipients.csv", line: line, column: $0) }
    return Record(
      number: line - 1, fields: fields,
      values: values.enumerated().map { Value(.text($1), at: place($0 + 1)) }, location: place(1))
  }

  @Test("the two slips of the letter are warned of, by line")
  func warnings() throws {
    #expect(
      try SeedTests.template().warnings.map { String($0.description.prefix { $0 != "\n" }) } == [
        "letter.md:32:234: warning: the link has no target and is printed as plain text "
          + "[merge.link-without-target]",
        "letter.md:36:391: warning: the text says 'Vedlagt', but the letter lists no enclosures "
          + "[merge.missing-enclosure]",
      ])
  }

  @Test("one party's letter")
  func letter() throws {
    let merger = try SeedTests.merger()
    let record = SeedTests.record(["Rødt", "", "", "", ""])
    let recipients = try merger.recipientList(of: [merger.recipientLine(for: record)])
    let letter = try merger.letter(for: record, recipients: recipients).output
    #expect(try merger.fileName(of: record) == "Rødt.pdf")
    #expect(letter.key == "Rødt")
    #expect(letter.language == "nb")
    #expect(letter.metadata.date == "2020-08-19")
    #expect(letter.metadata.title == "Innspill til partiprogrammene 2021-24")
    #expect(letter.address.lines.map(\.inlines.plainText) == ["Rødt"])
    #expect(!letter.address.isNotice)
    #expect(
      letter.reference.map { "\($0.label.inlines.plainText): \($0.value.inlines.plainText)" } == [
        "Vår referanse: 20/01963-1", "Arkivkode: 0", "Saksbehandler: Helge Eide",
        "Deres referanse: ", "Dato: 19.08.2020",
      ])
    #expect(letter.reference.map(\.value.isStatic) == [true, true, true, false, true])
    #expect(letter.title?.outline == "h1(Innspill til partiprogrammene 2021-24)")
    #expect(letter.closing?.inlines.plainText == "Med vennlig hilsen")
    #expect(
      letter.signers.map { $0.lines.map(\.inlines.plainText).joined(separator: ", ") } == [
        "Bjørn Arild Gram, Styreleder", "Gunn Marit Helgesen, Nestleder",
        "Svein Tore Løkshid, Nestleder",
      ])
    #expect(letter.recipients?.label.inlines.plainText == "Mottakere")
    #expect(letter.recipients?.items.map(\.inlines.plainText) == ["Rødt"])
    #expect(letter.body.count == 6)
    #expect(letter.body.allSatisfy { $0.isStatic })
    #expect(letter.marking == nil)
    #expect(letter.enclosures == nil)
  }

  @Test("the text is the user's own, word for word")
  func verbatim() throws {
    let letter = try SeedTests.merger().letter(
      for: SeedTests.record(["Venstre", "", "", "", ""]), recipients: .none
    ).output
    let text = letter.body.map { block in
      if case .paragraph(let inlines) = block.content { inlines.plainText } else { "" }
    }
    #expect(text[0].hasPrefix("Partienes landsmøter våren 2021 vil vedta programmene"))
    #expect(
      text[2].hasSuffix(
        "vedtatt ambisiøse samfunns mål på vegne av innbyggerne (Mange bekker små)."))
    #expect(text[3].contains("rammestyring – både juridisk og økonomisk."))
    #expect(text[5].hasSuffix("etter det enkelte partis ønske og behov."))
    #expect(
      letter.body.allSatisfy { block in
        if case .paragraph(let inlines) = block.content {
          inlines.allSatisfy { $0.link == nil }
        } else {
          false
        }
      })
  }

  @Test(
    "address lines that are blank vanish, and leave no stray space",
    arguments: [
      (["A", "Gata 1", "0150", "Oslo"], ["A", "Gata 1", "0150 Oslo"]),
      (["A", "", "", "Oslo"], ["A", "Oslo"]), (["A", "", "0150", ""], ["A", "0150"]),
      (["A", " ", "", ""], ["A"]),
    ])
  func address(values: [String], expected: [String]) throws {
    let letter = try SeedTests.merger().letter(
      for: SeedTests.record(values + ["12/3"]), recipients: .none
    ).output
    #expect(letter.address.lines.map(\.inlines.plainText) == expected)
    #expect(letter.reference[3].value.inlines.plainText == "12/3")
    #expect(
      letter.reference[3].value.inlines[0].origin
        == SourceLocation(file: "recipients.csv", line: 2, column: 5))
  }

  @Test("the master copy has the notice where the address goes")
  func undispatched() throws {
    let letter = try SeedTests.merger().masterCopy(recipients: .none).output
    #expect(letter.key.isEmpty)
    #expect(letter.address.isNotice)
    #expect(
      letter.address.lines.map(\.inlines.plainText) == [
        "Adresseinformasjon fylles inn ved ekspedering. Se mottakerliste nedenfor."
      ])
    #expect(letter.reference[3].value.inlines.isEmpty)
    #expect(letter.recipients == nil)
  }

  @Test("the list has nine parties in the letter's order, and no address is made up")
  func recipients() throws {
    let file = projectFolder.appending(path: "Templates/partiprogram/recipients.csv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(rows.first == "name;address;postcode;city;their_reference")
    #expect(
      rows.dropFirst() == [
        "Arbeiderpartiet;;;;", "Venstre;;;;", "Kristelig Folkeparti;;;;", "Fremskrittspartiet;;;;",
        "Sosialistisk Venstreparti;;;;", "Senterpartiet;;;;", "Rødt;;;;",
        "Miljøpartiet De Grønne;;;;", "Høyre;;;;",
      ])
  }
}
