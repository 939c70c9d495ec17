import DisplayList
import TestSupport
import Testing

@testable import Batch

/// Which recipients a letter names.
struct RecipientListTests {
  /// The names in the recipient lists of a run's letters.
  private func named(
    _ recipients: String, _ change: (inout RunRequest) -> Void = { _ in }
  ) throws -> [[String]] {
    let mailing = try MailingFixture(settings: "recipients: \(recipients)\n")
    try mailing.folder.write("name,city\nSV,\nRødt,\n", to: "m/other.csv")
    let request = mailing.request { request in
      change(&request)
      if let data = request.data { request.data = mailing.path + data }
    }
    return try Run(request).pagedLetters().map { letter in
      // The label and its colon go before.
      Array(letter.lines(of: .recipients).dropFirst(2))
    }
  }

  static let everybody = ["Rødt", "Høyre", "Venstre"]

  @Test("'mailing' names everybody in the mailing's own list, whatever the run is over")
  func mailing() throws {
    let list = "{label: Mottakere, list: mailing}"
    let all = RecipientListTests.everybody
    #expect(try named(list) == [all, all, all])
    #expect(try named(list) { $0.only = ["Høyre"] } == [all])
    #expect(try named(list) { $0.limit = 2 } == [all, all])
    #expect(try named(list) { $0.data = "m/other.csv" } == [all, all])
  }

  @Test("'run' names whom the run makes letters for")
  func run() throws {
    let list = "{label: Mottakere, list: run}"
    let all = RecipientListTests.everybody
    #expect(try named(list) == [all, all, all])
    #expect(try named(list) { $0.only = ["Høyre"] } == [["Høyre"]])
    #expect(try named(list) { $0.limit = 2 } == [["Rødt", "Høyre"], ["Rødt", "Høyre"]])
    #expect(try named(list) { $0.data = "m/other.csv" } == [["SV", "Rødt"], ["SV", "Rødt"]])
  }

  @Test("'own' names the letter's recipient, 'none' nobody")
  func ownAndNone() throws {
    #expect(try named("{label: Mottaker, list: own}") == [["Rødt"], ["Høyre"], ["Venstre"]])
    #expect(try named("{label: Mottaker, list: none}") == [[], [], []])
    let patterned = "{label: Mottaker, list: own, item: \"{{name}}{{city | prefix: ', '}}\"}"
    #expect(try named(patterned).map(\.count) == [2, 2, 2])
  }

  @Test("more recipients than are allowed are an error that says how many there are")
  func tooMany() async throws {
    let rows = (1...120).map { "P\($0),Oslo" }.joined(separator: "\n")
    let mailing = try MailingFixture(
      settings: "recipients: {label: Mottakere, list: run}\n", list: "name,city\n\(rows)\n")
    #expect(
      await mailing.problems() == [
        """
        m/letter.md:8:13: error: each letter would name 120 recipients, and at most 100 are \
        allowed [merge.too-many-recipients]
          hint: allow more with 'max: 120' under 'recipients'
          hint: or name nobody, with 'list: none'
        """
      ])
    #expect(await mailing.problems { $0.limit = 100 }.isEmpty)
    let own = try MailingFixture(
      settings: "recipients: {label: Mottakere, list: own}\n", list: "name,city\n\(rows)\n")
    #expect(await own.problems().isEmpty)
    let raised = try MailingFixture(
      settings: "recipients: {label: Mottakere, list: run, max: 120}\n",
      list: "name,city\n\(rows)\n")
    #expect(await raised.problems { $0.limit = 3 }.isEmpty)
  }
}
