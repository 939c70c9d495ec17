import Foundation
import Glibc
import Ledger
import TestSupport
import Testing

@testable import Storage

/// Which files of earlier runs are no letter's, on file systems of every kind.
struct FolderStraysTests {
  private let folder: TemporaryFolder
  private let files: OutputFolder
  private let ledger: Ledger

  init() throws {
    folder = try TemporaryFolder()
    files = try OutputFolder(path: folder.url.appending(path: "out").path, named: "out")
    ledger = try Ledger(path: folder.url.path + "/ledger", named: "ledger", for: .writing)
  }

  /// A letter that had one name and now has another.
  private func rename(_ old: String, to new: String) throws {
    for name in [old, new] {
      let run = try ledger.beginRun(
        RunDescription(mailing: "m", list: "l", program: "Flett"), at: 1)
      try ledger.gather([PlannedEntry(key: "a", row: 1, file: name, input: [1])])
      try ledger.adoptPlan(run: run, seen: NumberSet(), isWhole: true)
      let made = MadeFile(
        size: 1, modified: 1, digest: [UInt8](repeating: 1, count: 32), contentDigest: nil,
        pages: 1)
      try ledger.record([LetterOutcome(key: "a", made: made, diagnostics: [])], at: 1)
      _ = try folder.write("x", to: "out/" + name)
    }
  }

  /// What is told where the folder lists only these of the names that it finds.
  private func strays(listed: [String]) throws -> FolderStrays {
    try FolderStrays(of: ledger, in: files) { _ in listed }
  }

  /// Names that a file system may take for one.
  private static let twins = [
    ("Letter.pdf", "LETTER.pdf"), ("Ærlig Østby.pdf", "ærlig østby.pdf"),
    ("Straße.pdf", "STRASSE.pdf"), ("ﬁn.pdf", "FIN.pdf"), ("Ｌetter.pdf", "letter.pdf"),
    ("a\u{FE0F}.pdf", "A.pdf"), ("σς.pdf", "ΣΣ.pdf"),
  ]

  @Test(
    "an old spelling of a letter's name is the letter, where the folder lists one",
    arguments: twins)
  func oneFile(old: String, new: String) throws {
    try rename(old, to: new)
    #expect(try strays(listed: [new]).files == [])
    let kept = try strays(listed: [old])
    #expect(kept.files == [])
    #expect(kept.respellings.map(\.name) == [new])
  }

  @Test("and is left over, where the folder lists both", arguments: twins)
  func twoFiles(old: String, new: String) throws {
    try rename(old, to: new)
    let found = try strays(listed: [old, new])
    #expect(found.files.map(\.file) == [old])
    #expect(found.respellings == [])
    #expect(try FolderStrays(of: ledger, in: files).files.map(\.file) == [old])
  }

  @Test("names in two normal forms are one name, whatever the folder lists")
  func normalForms() throws {
    let (old, new) = ("cafe\u{301}.pdf", "caf\u{E9}.pdf")
    try rename(old, to: new)
    for listed in [[old], [new], [old, new]] { #expect(try strays(listed: listed).files == []) }
  }

  @Test("a name that the folder does not list is not removed, whatever is found under it")
  func shortName() throws {
    try rename("RECIPI~1.pdf", to: "other.pdf")
    #expect(try strays(listed: ["Recipient of a long name.pdf", "other.pdf"]).files == [])
  }

  @Test("a file that a link in place of a sub-folder leads to is none of the folder's")
  func link() throws {
    try rename("ab/old.pdf", to: "ab/new.pdf")
    let (inside, outside) = (files.path + "/ab", folder.url.path + "/elsewhere")
    try FileManager.default.moveItem(atPath: inside, toPath: outside)
    try FileManager.default.createSymbolicLink(atPath: inside, withDestinationPath: outside)
    #expect(try FolderStrays(of: ledger, in: files).files == [])
  }
}
