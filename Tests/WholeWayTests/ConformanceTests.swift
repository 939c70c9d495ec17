import Batch
import Composition
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Real letters, all the way from template and list, before validators and readers of others.
struct ConformanceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("letters in every language, master copies, every block and every script are 2a and ua1")
  func conformance() async throws {
    var files = try await Mailings.make(Mailings.parties, into: folder)
    #expect(files.count == 9)
    files += try await Mailings.make(Mailings.parties, into: folder, undispatched: true)
    let starter = try Mailings.starter(in: folder)
    files += try await Mailings.make(starter, into: folder)
    files += try await Mailings.make(starter, into: folder, undispatched: true)
    let names = try Mailings.names(in: folder)
    files += try await Mailings.make(Mailings.parties, into: folder, data: names)
    files += try await Mailings.make(Mailings.notice, into: folder)
    files += try await Mailings.make(Mailings.notice, into: folder, undispatched: true)
    files += try await Mailings.make(Mailings.invoices, into: folder)
    files += try await Mailings.make(Mailings.invoices, into: folder, undispatched: true)
    #expect(files.count == 38)
    let broken = try PDFTools.conformance(of: files, explained: true)
    #expect(broken.filter { !$0.value.isEmpty } == [:])
    #expect(try PDFTools.complaints(about: files) == "")
  }

  @Test("every mailing that one can start from is 2a and ua1, and nothing is to be said of it")
  func starters() async throws {
    var files: [URL] = []
    for letter in StarterMailing.Letter.allCases {
      for language in StarterMailing.Language.allCases where (letter, language) != (.plain, .en) {
        let starter = try Mailings.starter(in: folder, letter, language)
        let request = RunRequest(mailing: starter)
        #expect(try await Run(request).check().diagnostics.map(\.description) == [])
        files += try await Mailings.make(starter, into: folder)
        files += try await Mailings.make(starter, into: folder, undispatched: true)
      }
    }
    // In five, four members and the master copy; in three, three who are invoiced and the master copy.
    #expect(files.count == 25 + 12)
    // Letters of two languages may have one name, by which judges tell files apart.
    files = try files.enumerated().map { number, file in
      let copy = folder.url.appending(path: "\(number).pdf")
      try FileManager.default.copyItem(at: file, to: copy)
      return copy
    }
    let broken = try PDFTools.conformance(of: files, explained: true)
    #expect(broken.filter { !$0.value.isEmpty } == [:])
    #expect(try PDFTools.complaints(about: files) == "")
  }

  @Test("what is not read aloud is the page furniture and nothing else")
  func artifacts() async throws {
    let mailing = try Mailings.partiesOnTwoPages(in: folder)
    let files = try await Mailings.make(mailing, into: folder)
    for text in try PDFTools.text(of: files) {
      #expect(text.tagged)
      #expect(text.loose == [])
      let words = text.artifacts.joined(separator: "|").filter { !$0.isWhitespace }
      #expect(words == "Side1av2|Innspilltilpartiprogrammene2021-24|Side2av2")
    }
  }

  @Test("two-page letters take at most 30 kB")
  func size() async throws {
    let mailing = try Mailings.partiesOnTwoPages(in: folder)
    let files = try await Mailings.make(mailing, into: folder)
    let sizes = try files.map { try Data(contentsOf: $0).count }
    #expect(sizes.reduce(0, +) / sizes.count <= 30_000)
  }

  @Test("names in other scripts are read out as the list has them")
  func scripts() async throws {
    let names = try Mailings.names(in: folder)
    let files = try await Mailings.make(Mailings.parties, into: folder, data: names)
    let rows = try String(contentsOfFile: names, encoding: .utf8).split(separator: "\n")
      .dropFirst().map { String($0.split(separator: ";")[0]) }
    var texts: [String] = []
    for file in files {
      let text = try PDFTools.run("pdftotext", [file.path, "-"]).output
      texts.append(text.precomposedStringWithCanonicalMapping.filter { !$0.isBidirectionalMark })
    }
    for name in rows {
      let wanted = name.precomposedStringWithCanonicalMapping
      #expect(texts.contains { $0.contains(wanted) }, "\(name)")
    }
  }
}

extension Character {
  /// Whether it is one of the marks that poppler puts around text of the other direction.
  fileprivate var isBidirectionalMark: Bool {
    unicodeScalars.allSatisfy { (0x202A...0x202E).contains($0.value) || $0.value == 0x200F }
  }
}
