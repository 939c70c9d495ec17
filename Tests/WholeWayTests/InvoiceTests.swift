import Foundation
import TestSupport
import Testing

/// Invoices over several pages, read by somebody else and added up again.
struct InvoiceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A line of a page: what stands first on it, and the numbers behind.
  private struct Row {
    var words: String
    var amounts: [Decimal]
  }

  /// The lines with amounts on each page, as poppler shows them.
  private func pages(of file: URL) throws -> [[Row]] {
    try PDFTools.run("pdftotext", ["-layout", file.path, "-"]).output.split(separator: "\u{0C}")
      .map { page in
        page.split(separator: "\n").compactMap { line in
          let parts = line.split(separator: /\s{2,}/).map(String.init)
          let amounts = parts.suffix(2).compactMap(Self.amount)
          let words = parts.first?.trimmingCharacters(in: .whitespaces) ?? ""
          return amounts.isEmpty ? nil : Row(words: words, amounts: amounts)
        }
      }.filter { !$0.isEmpty }
  }

  /// A number with two decimals, as Norwegian has it.
  private static func amount(_ text: String) -> Decimal? {
    let plain = text.filter { !$0.isWhitespace }.replacing("\u{2212}", with: "-")
    guard plain.contains(/^-?\d+,\d\d$/) else { return nil }
    return Decimal(string: plain.replacing(",", with: "."))
  }

  @Test("sums at the foot and at the head of pages are of exactly the rows above")
  func carriedSums() async throws {
    let files = try await Mailings.make(Mailings.invoices, into: folder)
    #expect(files.count == 5)
    var pageCounts: Set<Int> = []
    for file in files {
      let pages = try pages(of: file)
      pageCounts.insert(pages.count)
      var sums: [Decimal] = [0, 0]
      for (number, page) in pages.enumerated() {
        let carried = page.filter { $0.words == "Overført" }
        #expect(
          carried.count == (number > 0 ? 1 : 0) + (number < pages.count - 1 ? 1 : 0),
          "\(file.lastPathComponent), page \(number + 1)")
        for row in page {
          if row.words == "Overført" {
            #expect(row.amounts == sums, "\(file.lastPathComponent), page \(number + 1)")
          } else if row.words.contains(/^\d{4}$/), row.amounts.count == 2 {
            sums = zip(sums, row.amounts).map { $0 + $1 }
          }
        }
      }
      let total = try #require(pages.last?.first { $0.words.hasPrefix("Sum uten") })
      #expect(total.amounts == [sums[1]])
    }
    #expect(pageCounts.contains { $0 >= 3 } && pageCounts.contains(1), "\(pageCounts)")
  }

  @Test("carried sums are artifacts, and the rows of the table are read without them")
  func artifacts() async throws {
    let files = try await Mailings.make(Mailings.invoices, into: folder)
    for (file, text) in zip(files, try PDFTools.text(of: files)) {
      #expect(text.tagged)
      #expect(text.loose == [])
      let pages = try pages(of: file).count
      let carried = text.artifacts.joined(separator: " ").ranges(of: "Overført").count
      #expect(carried == 2 * (pages - 1), "\(file.lastPathComponent)")
    }
  }

  @Test("a page of a long table takes half of what it took when cells were not packed")
  func size() async throws {
    let lines = (1...600).map { "40;\($0);Konstruksjonsvirke C24 nr. \($0);\($0 % 40);\($0),80" }
    let short = lines.prefix(100).map { "41" + $0.dropFirst(2) }
    try folder.write(
      (["Nr;Linje;Vare;Antall;Pris"] + short + lines).joined(separator: "\n"), to: "m/list.csv")
    let stationery = projectFolder.appending(path: "Templates/stationery/lindvik.yaml").path
    try folder.write(
      """
      ---
      title: Faktura {{Nr}}
      language: nb
      stationery: \(stationery)
      data: {file: list.csv, key: Nr, rows: Linjer}
      ---
      | Linje | Vare | Antall | Pris | Beløp |
      | --- | --- | ---: | ---: | ---: |
      {{#each Linjer}}
      | {{Linje}} | {{Vare}} | {{Antall}} | {{Pris | number: 2}} | {{Pris * Antall | number: 2}} |
      {{/each}}

      """, to: "m/letter.md")
    let files = try await Mailings.make(folder.url.appending(path: "m").path, into: folder)
    let sizes = try files.map { try Data(contentsOf: $0).count }
    let pages = try files.map { try self.pages(of: $0).count }
    try #require(sizes.count == 2 && pages[0] > pages[1] + 10)
    #expect((sizes[0] - sizes[1]) / (pages[0] - pages[1]) <= 9000)
    #expect(try PDFTools.complaints(about: files) == "")
    let broken = try PDFTools.conformance(of: files, explained: true)
    #expect(broken.filter { !$0.value.isEmpty } == [:])
  }
}
