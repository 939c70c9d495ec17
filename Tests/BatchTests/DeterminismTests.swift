import Batch
import Composition
import Foundation
import TestSupport
import Testing

/// What comes out depends on mailing and record alone.
struct DeterminismTests {
  /// A mailing of many letters with every kind of block, names of several scripts among them.
  private func mailing() throws -> MailingFixture {
    let names = ["Åsne", "Σίσυφος", "שלום", "Zoë", "Ngô Đình", "Иван", "سلام"]
    let rows = (1...60).map { number in
      "\(number) \(names[number % names.count]),\(number % 3 == 0 ? "" : "Oslo \(number)")"
    }
    return try MailingFixture(
      body: """
        Hei, **{{name}}**. {{#if city}}Du bor i *{{city}}*.{{/if}}

        > Ytterst
        > > innerst

        - Punkt
          > Sitat
          > > i sitat
        - {{name}}

        | Navn | By |
        | ---- | -: |
        | {{name}} | `{{city | default: 'ukjent'}}` |

        [Lenke](https://example.org) og [*ord*](lang:en).
        """, list: "name,city\n" + rows.joined(separator: "\n") + "\n")
  }

  @Test(
    "two runs give the same bytes, however many letters are made at once",
    arguments: Renderer.allCases)
  func runs(_ renderer: Renderer) async throws {
    let mailing = try mailing()
    for (folder, jobs) in [("one", 1), ("again", 1), ("two", 2), ("five", 5), ("any", nil)] {
      let report = try await mailing.make {
        $0.renderer = renderer
        $0.output = mailing.path + folder
        $0.jobs = jobs
      }
      #expect(report.letters == 60)
    }
    let first = try mailing.contents(of: "one")
    #expect(first.count == 60)
    for folder in ["again", "two", "five", "any"] {
      #expect(try mailing.contents(of: folder) == first, "\(folder)")
    }
  }

  @Test("a letter made alone is the letter of the batch", arguments: Renderer.allCases)
  func alone(_ renderer: Renderer) async throws {
    let mailing = try mailing()
    try await mailing.make { $0.renderer = renderer }
    let all = try mailing.contents()
    for (file, bytes) in all where file.hasPrefix("1") {
      let folder = "alone-\(file)"
      try await mailing.make {
        $0.renderer = renderer
        $0.output = mailing.path + folder
        $0.only = [String(file.dropLast(4))]
      }
      #expect(try mailing.contents(of: folder) == [file: bytes])
    }
  }

  @Test(
    "letters are the same before and after a run that made others", arguments: Renderer.allCases)
  func order(_ renderer: Renderer) async throws {
    let mailing = try mailing()
    let list = try String(
      contentsOf: mailing.folder.url.appending(path: "m/list.csv"), encoding: .utf8)
    let rows = list.split(separator: "\n")
    let turned = [rows[0]] + rows.dropFirst().reversed()
    try mailing.folder.write(turned.joined(separator: "\n") + "\n", to: "turned.csv")
    try await mailing.make { $0.renderer = renderer }
    try await mailing.make {
      $0.renderer = renderer
      $0.output = mailing.path + "turned"
      $0.data = mailing.path + "turned.csv"
    }
    #expect(try mailing.contents() == mailing.contents(of: "turned"))
  }
}
