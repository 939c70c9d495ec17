import Foundation
import TestSupport
import Testing

/// File systems that take names which differ in letter case for one.
@Suite(
  .serialized,
  .enabled(
    if: CaseIgnoringDisk.isPossible,
    "needs root, a loop device, and FAT of the system or exfat-fuse with exfatprogs")
) struct LetterCaseTests {
  private let disk: CaseIgnoringDisk
  private var place: URL { disk.url.appending(path: "letters") }

  init() throws { disk = try CaseIgnoringDisk() }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.path).filter {
      $0.hasSuffix(".pdf")
    }.sorted()
  }

  @Test(
    "letters whose names change in letter case alone stay, and are spelled anew",
    arguments: [true, false])
  func respelled(prunes: Bool) throws {
    let mailing = try SampleMailing(count: 5, file: "letter {{amount}}.pdf")
    let options = prunes ? ["--prune"] : []
    #expect(try mailing.merge(into: place).status == 0)
    for file in ["LETTER {{amount}}.pdf", "Letter {{amount}}.pdf"] {
      try mailing.writeLetter(file: file)
      let outcome = try Command.run(mailing.arguments(options, into: place))
      #expect(outcome.status == 0)
      #expect(!outcome.errors.contains("batch.stray-files"), "\(outcome.errors)")
      #expect(try names() == (1...5).map { file.replacing("{{amount}}", with: "\($0)") })
      #expect(try Command.run(["verify", place.path]).status == 0)
      #expect(try mailing.merge("--json", into: place).json()["current"] as? Int == 5)
    }
    try mailing.writeLetter(file: "other {{amount}}.pdf")
    #expect(try mailing.merge("--prune", into: place).status == 0)
    #expect(try names() == (1...5).map { "other \($0).pdf" })
  }

  @Test("a run over a part of the list does not write over a letter of the rest")
  func part() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge(into: place).status == 0)
    let expected = try SampleMailing.digests(of: place)
    try mailing.writeLetter(file: "RECIPIENT 1.pdf")
    let refused = try mailing.merge("--only", "Recipient 2", into: place)
    #expect(refused.errors.contains("[batch.same-file-name]"), "\(refused.errors)")
    #expect(refused.status == 65)
    let letters = try SampleMailing.digests(of: place).filter { $0.key.hasSuffix(".pdf") }
    #expect(letters == expected.filter { $0.key.hasSuffix(".pdf") })
  }
}
