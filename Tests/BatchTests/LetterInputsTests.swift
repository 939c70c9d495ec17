import Diagnostics
import Foundation
import Hyphenation
import Merge
import SigningTestSupport
import TestSupport
import Testing

@testable import Batch
@testable import Composition

/// What goes into letters goes into their digest.
struct LetterInputsTests {
  private let mailing: MailingFixture

  init() throws {
    mailing = try MailingFixture(settings: "recipients: {label: Mottakere, list: run}\n")
  }

  private func inputs(_ change: (inout RunRequest) throws -> Void = { _ in }) throws -> LetterInputs
  {
    var request = mailing.request
    request.renderer = .archive
    try change(&request)
    return try Run(request).inputs.main
  }

  private func digest(_ inputs: LetterInputs) -> [UInt8] {
    InputDigest(inputs).digest(of: nil, key: "")
  }

  /// The same inputs with each part another one, by the part's name.
  private func others(than inputs: LetterInputs) throws -> [String: LetterInputs] {
    var others: [String: LetterInputs] = [:]
    func change(_ name: String, _ change: (inout LetterInputs) throws -> Void) rethrows {
      var other = inputs
      try change(&other)
      others[name] = other
    }
    try change("mailing") { other in
      try mailing.folder.write("fonts: {text: Lato}\n", to: "m/s.yaml")
      other.mailing = try self.inputs().mailing
    }
    try change("template") { other in
      let letter = "---\ntitle: Another\nlanguage: nn\n---\nHei.\n"
      other.template = try Template.parse(letter, named: "other.md", folder: "m").output
    }
    let empty = try TemporaryFolder()
    change("dictionaries") { $0.dictionaries = HyphenationLibrary(folder: empty.url.path) }
    change("columns") { $0.columns = ["name", "town"] }
    try change("recipients") { other in
      other.recipients = try self.inputs { $0.only = ["Rødt"] }.recipients
    }
    change("renderer") { $0.renderer = .cairo }
    change("watermark") { $0.watermark = "UTKAST" }
    change("paintsLetterhead") { $0.paintsLetterhead = false }
    try change("signings") { other in
      let identity = try TestAuthority().identity()
      other.signings = try self.inputs {
        $0.signing.choice = .key("seal")
        $0.signing.identities = TestIdentities(["seal": identity])
      }.signings
    }
    return others
  }

  @Test("each part of what goes into letters changes their digest")
  func complete() throws {
    let inputs = try inputs()
    let others = try others(than: inputs)
    // A part that is new must be in the digest, and here.
    #expect(Set(others.keys) == Set(Mirror(reflecting: inputs).children.compactMap(\.label)))
    let digests = others.mapValues { digest($0) }
    #expect(Set(digests.values).count == others.count)
    #expect(!digests.values.contains(digest(inputs)))
  }

  @Test(
    "a letter's file, its identifier and its ledger go by one key",
    arguments: ["\u{A0}Ra\u{30A}dt ", "Rådt"])
  func key(_ key: String) async throws {
    let mailing = try MailingFixture(list: "name,city\n\(key),Oslo\n")
    let run = try Run(mailing.request)
    var feed = try run.feed()
    let record = try #require(try feed.next())
    #expect(run.lists.merger.key(of: record) == "Rådt")
    #expect(run.choice.key(of: record) == "Rådt")
  }
}
