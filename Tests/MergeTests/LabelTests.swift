import Diagnostics
import Document
import Merge
import Records
import TestSupport
import Testing

/// What a mailing calls its recipients where somebody looks through the list: `label` in `data`.
struct LabelTests {
  private static func fixture(_ label: String, name: String = "Anna Østby") -> Fixture {
    Fixture(
      settings: "data: {key: Nr, label: \(label)}\nvalues: {by: Risør}\n", body: "Hei",
      record: [
        ("Nr", .text("7")), ("Navn", .text(name)), ("Sted", .text("Oslo")),
      ])
  }

  @Test(
    "a label is made of fields, as a file's name is",
    arguments: [
      ("'{{Navn}}'", "Anna Østby"), ("'{{Navn | upper}}, {{Sted}}'", "ANNA ØSTBY, Oslo"),
      ("'{{Navn}} ({{by}})'", "Anna Østby (Risør)"),
    ])
  func label(_ written: String, _ label: String) throws {
    let fixture = Self.fixture(written)
    #expect(try fixture.template().output.settings.data.hasLabel)
    #expect(try fixture.merger().label(of: fixture.filled) == label)
  }

  @Test("the key stands for a label that is blank, and for none", arguments: ["", " ", "\u{200B}"])
  func blank(_ name: String) throws {
    let fixture = Self.fixture("'{{Navn}}'", name: name)
    #expect(try fixture.merger().label(of: fixture.filled) == "7")
    #expect(fixture.problems == [])
    let plain = Fixture(body: "Hei", record: [("Nr", .text("7"))])
    #expect(try plain.template().output.settings.data.hasLabel == false)
    #expect(try plain.merger().label(of: plain.filled) == "1")
  }

  @Test(
    "what is wrong with a label",
    arguments: [
      (
        "Navn",
        """
        letter.md:5:24: error: 'label' of 'data' calls all recipients the same [merge.same-label]
          hint: name a column in it, as in 'label: "{{Navn}}"'
        """
      ),
      (
        "'{{by}}'",
        """
        letter.md:5:24: error: 'label' of 'data' calls all recipients the same [merge.same-label]
          hint: name a column in it, as in 'label: "{{Nr}}"'
        """
      ),
      (
        "'{{Navm}}'",
        """
        letter.md:5:25: error: list.csv has no field 'Navm' [merge.unknown-field]
          hint: did you mean 'Navn'?
          hint: the fields are Nr, Navn, Sted, by
        """
      ),
    ])
  func faults(_ written: String, _ problem: String) {
    #expect(Self.fixture(written).problems.joined(separator: "\n") == problem)
  }
}
