import Bytes
import Diagnostics
import Foundation
import Ledger
import TestSupport
import Testing

/// Ledgers of forms 2, 3 and 4, as Flett 0.1.0 wrote them in its time: three runs, letters made, failed and gone, and
/// files left; in forms 3 and 4 two letters are signed.
struct OlderLedgerTests {
  private static let forms = [2, 3, 4]
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.url.appending(path: "ledger.sqlite").path
  }

  private func fixture(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
  }

  private func write(_ form: Int) throws {
    try Data(contentsOf: fixture("form-\(form).sqlite")).write(to: URL(filePath: path))
  }

  private func text(_ ledger: Ledger) throws -> String {
    var text = ""
    try ManifestWriter(ledger, program: "Flett 0.1.0").write(
      table: { _ in }, manifest: { text += String(decoding: $0, as: UTF8.self) })
    return text
  }

  private func expectAll(of ledger: Ledger, _ form: Int) throws {
    try ledger.verify()
    #expect(
      try text(ledger) == String(contentsOf: fixture("form-\(form).json"), encoding: .utf8))
    #expect(
      try ledger.strayFiles().map(\.file).sorted() == strays(form))
    #expect(try ledger.lastRun()?.id == 3)
    #expect(try ledger.setting("mailing.title") == "A reminder")
    #expect(try ledger.totals().gone == 2)
    #expect(try ledger.entries(keys: ["Recipient 3"]).first?.attempts == 2)
  }

  private func strays(_ form: Int) -> [String] {
    (1...5).map { form == 2 ? "Recipient \($0).pdf" : "Recipient \($0) \($0).pdf" }
  }

  @Test("it is taken over with all that it knows, once", arguments: forms)
  func takenOver(_ form: Int) throws {
    try write(form)
    for _ in 1...2 {
      try expectAll(of: try Ledger(path: path, named: "ledger", for: .writing), form)
    }
    #expect(try Data(contentsOf: URL(filePath: path))[63] == 5)
  }

  @Test("whoever only reads it finds the same, and leaves it as it was", arguments: forms)
  func read(_ form: Int) throws {
    try write(form)
    let before = try Data(contentsOf: URL(filePath: path))
    try expectAll(of: try Ledger(path: path, named: "ledger", for: .reading), form)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test(
    "it knows of nobody who gets no letter, and takes in those whom a plan leaves out",
    arguments: forms)
  func omissions(_ form: Int) throws {
    try write(form)
    let ledger = try Ledger(path: path, named: "ledger", for: .writing)
    #expect(try ledger.omissionCounts() == OmissionCounts())
    try ledger.beginPlan()
    let somebody = OmittedEntry(key: "Recipient 3", row: 3, reason: .except, cause: "stop.csv:2")
    try ledger.gather([somebody])
    #expect(try !ledger.knowsGatheredOmissions())
    try ledger.adoptPlan(run: 4, seen: NumberSet(), isWhole: false, takesOmissions: true)
    let again = try Ledger(path: path, named: "ledger", for: .reading)
    try again.verify()
    var known: [OmittedEntry] = []
    try again.forEachOmission { known.append($0) }
    #expect(known == [somebody])
    #expect(try again.totals().gone == 3)
    #expect(try again.entries(keys: ["Recipient 3"]).first?.isGone == true)
  }

  @Test("its manifest, which has another form, is written anew", arguments: forms)
  func manifestAnew(_ form: Int) throws {
    try write(form)
    let ledger = try Ledger(path: path, named: "ledger", for: .writing)
    #expect(try ledger.setting("manifest") == nil)
  }

  /// Places in the fixtures: a file's digest, an input's, a signer.
  private static let places = [
    (2, "51c9b8b5927cc71b82e091294fec5bf3"), (3, "88bfd676dca8e036aa3700f2d3d95402"),
    (3, "f58691d907105efb95e2263b0872a40a"), (3, "466c6574742064656d6f6e7374726174"),
  ]

  @Test("one of which a bit has changed is not taken over", arguments: places)
  func changedBit(_ form: Int, _ place: String) throws {
    try write(form)
    var data = try Data(contentsOf: URL(filePath: path))
    let bytes = Data(try #require([UInt8](hexadecimalText: place)))
    data[try #require(data.range(of: bytes)).lowerBound] ^= 1
    try expectRefusal(of: data, as: "ledger.damaged")
  }

  @Test("neither is one without a page, or of a form that is older still", arguments: forms)
  func damaged(_ form: Int) throws {
    try write(form)
    let whole = try Data(contentsOf: URL(filePath: path))
    var data = whole
    data.replaceSubrange(4096..<8192, with: Data(repeating: 7, count: 4096))
    try expectRefusal(of: data, as: "ledger.damaged")
    data = whole
    data[63] = 1
    try expectRefusal(of: data, as: "ledger.older")
  }

  private func expectRefusal(of data: Data, as id: String) throws {
    try data.write(to: URL(filePath: path))
    for access in [Ledger.Access.reading, .writing] {
      let error = #expect(throws: DiagnosticsError.self) {
        _ = try Ledger(path: path, named: "ledger", for: access)
      }
      #expect(error?.diagnostics.map(\.id) == [id])
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == data)
  }

  @Test("a ledger of today that says it is older is told to be damaged", arguments: forms)
  func disguised(as form: Int) throws {
    try write(3)
    _ = try Ledger(path: path, named: "ledger", for: .writing)
    var data = try Data(contentsOf: URL(filePath: path))
    data[63] = UInt8(form)
    try data.write(to: URL(filePath: path))
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try Ledger(path: path, named: "ledger", for: .writing)
    }
    #expect(error?.diagnostics.map(\.id) == ["ledger.damaged"])
  }

  @Test("a manifest of form 1 says what one of today does, and so does its table")
  func manifestOfForm1() throws {
    let reader = try ManifestReader(path: fixture("form-1-manifest.json").path, named: "old")
    let today = try ManifestReader(path: fixture("form-3.json").path, named: "new")
    var table = try ManifestTableCheck(
      path: fixture("form-1-manifest.csv").path, named: "table", ofForm: reader.head.version)
    #expect(reader.head.version == 1 && today.head.version == 3)
    #expect(reader.head.totals == today.head.totals)
    var (letters, others) = (try reader.letters(), try today.letters())
    var signed = 0
    while let letter = try letters.next() {
      #expect(try others.next() == letter)
      try table.hold(letter)
      signed += letter.signatures.count
    }
    #expect(try others.next() == nil)
    try table.finish()
    #expect(signed == 2)
  }
}
