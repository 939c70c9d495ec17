import Foundation
import FuzzTargets
import Ledger
import OpenSSL
import Signing
import SigningTestSupport
import SwiftASN1
import TestSupport
import Testing

/// Makes what no hand can write: run with `RECORD_GOLDENS=1` where it must be made anew.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil))
struct RecordingTests {
  @Test("signed files whose keys are not kept")
  func signedFiles() throws {
    let authority = try TestAuthority()
    let signer = try CMSSigner(try authority.identity())
    let sealed = try signed(Array("%PDF-1.7\n".utf8), page + seal, by: signer)
    let final = try signed(Array("%PDF-1.7\n".utf8), page + seal + certification, by: signer)
    let twice = try signed(sealed, approval, by: signer)
    for (name, bytes) in [("final", final), ("sealed", sealed), ("twice", twice)] {
      try Data(bytes).write(to: SignedOriginal.folder.appending(path: "\(name).pdf"))
    }
    let root = SignedOriginal.folder.appending(path: "root.pem")
    try Data(authority.root.pem.utf8).write(to: root)
    Issue.record("recorded: look at the files, then commit them")
  }

  /// A page and a form with two fields; a certification names its signature.
  private let page = """
    1 0 obj
    <</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[6 0 R 8 0 R]>>>>
    endobj
    2 0 obj
    <</Type/Pages/Kids[3 0 R]/Count 1>>
    endobj
    3 0 obj
    <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R 8 0 R]>>
    endobj
    4 0 obj
    <</Length 31>>
    stream
    BT 50 700 Td(Pay 100 NOK)Tj ET 
    endstream
    endobj
    8 0 obj
    <</Type/Annot/Subtype/Widget/FT/Sig/T(Approval)/F 132/Rect[0 0 0 0]/P 3 0 R>>
    endobj

    """
  private let seal = """
    6 0 obj
    <</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/F 132/Rect[0 0 0 0]/P 3 0 R/V 7 0 R>>
    endobj
    7 0 obj
    <</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:20261128120000Z)
    """
  private let certification =
    "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>>>]"
  private let approval = """
    8 0 obj
    <</Type/Annot/Subtype/Widget/FT/Sig/T(Approval)/F 132/Rect[0 0 0 0]/P 3 0 R/V 9 0 R>>
    endobj
    9 0 obj
    <</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:20261128130000Z)
    """

  /// A file with a revision behind it, whose last object is a signature dictionary that is still open.
  private func signed(_ file: [UInt8], _ objects: String, by signer: CMSSigner) throws -> [UInt8] {
    let hole = SigningHole(capacity: signer.capacity)
    let revision = Array(objects.utf8) + hole.entries + Array(">>\nendobj".utf8)
    var bytes = AddedRevision(revision[...]).added(to: file)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: hole.entries) })
    try hole.fill(&bytes, at: place, by: signer)
    return bytes
  }

  @Test("ledgers of a few letters, in small pages", arguments: ["good-one", "good-many"])
  func ledgers(name: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "ledger.sqlite").path
    let ledger = try Ledger(path: path, named: "ledger", for: .writing)
    try ledger.settle()
    let run = try ledger.beginRun(
      RunDescription(mailing: "mailing", list: "list.csv", program: "Flett"), at: 1)
    let keys = name == "good-one" ? ["a"] : (1...12).map { "key \($0)" }
    let input = [UInt8](repeating: 1, count: 32)
    let planned = keys.enumerated().map { row, key in
      PlannedEntry(key: key, row: row + 1, file: "\(key).pdf", input: input)
    }
    try ledger.gather(planned)
    try ledger.adoptPlan(run: run, seen: NumberSet(), isWhole: true)
    try ledger.record(keys.map(outcome), at: 2)
    try ledger.endRun(run, .complete, at: 3)
    try ledger.set("master copy", to: "x.pdf")
    let file = "Fuzz/Corpus/ledger/\(name)"
    try Program("sqlite3").run(
      [path, "PRAGMA page_size = 512; VACUUM; VACUUM INTO '\(projectFolder.path)/\(file)'"])
    Issue.record("recorded \(file): commit it")
  }

  private func outcome(_ key: String) -> LetterOutcome {
    LetterOutcome(
      key: key,
      made: MadeFile(
        size: 1000, modified: 7, digest: [UInt8](repeating: 9, count: 32), contentDigest: nil,
        pages: 3), diagnostics: [])
  }
}
