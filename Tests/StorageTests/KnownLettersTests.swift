import Foundation
import Ledger
import TestSupport
import Testing

@testable import Storage

/// How a run finds the letters that its folder has, whatever became of the list in between.
struct KnownLettersTests {
  private let folder: TemporaryFolder
  private let known: KnownLetters

  /// A folder with the letters of `a` to `f`, rows 1 to 6.
  init() throws {
    folder = try TemporaryFolder()
    let files = try OutputFolder(path: folder.url.path, named: "out")
    let ledger = try Ledger(path: folder.url.path + "/ledger", named: "ledger", for: .writing)
    try ledger.beginPlan()
    try ledger.gather(
      "abcdef".enumerated().map { index, key in
        PlannedEntry(
          key: String(key), row: index + 1, file: "\(key).pdf", input: [UInt8(index), 0, 255])
      })
    try ledger.adoptPlan(run: 1, seen: NumberSet(), isWhole: false)
    try ledger.settle()
    known = try KnownLetters(ledger, files, verifiesFiles: false)
  }

  private typealias Records = [(number: Int, key: String)]

  private func keys(_ records: Records) throws -> [String?] {
    try known.entries(records).map { $0?.key }
  }

  @Test("each record has its letter, in order, out of order, moved and far apart")
  func found() throws {
    #expect(try keys([(1, "a"), (2, "b"), (3, "c")]) == ["a", "b", "c"])
    #expect(try keys([(3, "c"), (1, "a")]) == ["c", "a"])
    #expect(try keys([(2, "a"), (3, "b"), (4, "f")]) == ["a", "b", "f"])
    #expect(try keys([(1, "b"), (1000, "e")]) == ["b", "e"])
    #expect(try keys([]) == [])
  }

  @Test("a record that is new has none, and the others have theirs")
  func new() throws {
    #expect(try keys([(1, "new"), (2, "a"), (3, "b")]) == [nil, "a", "b"])
    #expect(try keys([(7, "new")]) == [nil])
  }

  @Test("a letter's input and place come as they were written")
  func values() throws {
    let entry = try #require(try known.entries([(3, "c")])[0])
    #expect(entry.input == [2, 0, 255])
    #expect(entry.file == "c.pdf")
    #expect(entry.made == nil)
  }
}
