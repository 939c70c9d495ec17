import Diagnostics
import Foundation
import Glibc
import Ledger
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// What is on the disk at each step: bytes before names, names before the ledger.
struct GroupCommitTests {
  private let temporary: TemporaryFolder
  private let folder: LetterFolder

  init() throws {
    temporary = try TemporaryFolder()
    let path = temporary.url.appending(path: "out").path
    folder = try LetterFolder(path: path, named: "out", waits: false, fansOut: false)
    try folder.ledger.beginPlan()
    try folder.ledger.gather(
      (0..<30).map { PlannedEntry(key: "\($0)", row: $0 + 1, file: "\($0).pdf", input: [1]) })
    try folder.ledger.adoptPlan(run: 1, seen: NumberSet(), isWhole: false)
    try folder.ledger.settle()
  }

  /// What is there at a moment.
  private struct Sight: Equatable {
    var names: Int
    var noted: Int
  }

  /// A disk that writes down what is there whenever it is waited for, and may fail.
  private final class Disk: DiskBarrier {
    private let look: @Sendable () throws -> Sight
    private let failsAt: Int
    private let state = Mutex<[Sight]>([])
    /// What was there each time before the disk was waited for.
    var sights: [Sight] { state.withLock { $0 } }

    init(failsAt: Int = .max, _ look: @escaping @Sendable () throws -> Sight) {
      (self.failsAt, self.look) = (failsAt, look)
    }

    func waitForFiles() throws(DiagnosticsError) {
      let sight = try? look()
      let count = state.withLock { state in
        state.append(sight ?? Sight(names: -1, noted: -1))
        return state.count
      }
      if count == failsAt {
        throw DiagnosticsError(.error("batch.not-safe", "lost", failure: .inputOutput))
      }
    }

    func waitForNames() throws(DiagnosticsError) { try waitForFiles() }
  }

  private func disk(failsAt: Int = .max) -> Disk {
    let (path, ledger) = (folder.files.path, folder.ledger)
    return Disk(failsAt: failsAt) {
      let names = try FileManager.default.contentsOfDirectory(atPath: path)
      return Sight(
        names: names.count { $0.hasSuffix(".pdf") }, noted: try ledger.totals().made)
    }
  }

  private func bytes(_ number: Int) -> [UInt8] { Array("letter \(number)".utf8) }

  private func stage(_ number: Int, _ commit: GroupCommit) throws -> MadeFile {
    try commit.stage(
      LetterFile(bytes(number)), for: "\(number).pdf", key: "\(number)", pages: 1)
  }

  /// Makes 30 letters in groups of ten, each when the one before has gone through.
  private func makeLetters(
    _ disk: Disk, isSmall: Bool = false, budget: DescriptorBudget = DescriptorBudget(100)
  ) throws -> (committed: Result<Int, DiagnosticsError>, isStopped: Bool) {
    let stop = StopFlag()
    let commit = GroupCommit(
      folder, disk: disk, isSmall: isSmall, stop: stop, size: 10, budget: budget)
    for number in 0..<30 {
      let made = try stage(number, commit)
      commit.add(LetterOutcome(key: "\(number)", made: made, diagnostics: []))
      if number % 10 == 9 { commit.drain() }
    }
    let result = Result { () throws(DiagnosticsError) in try commit.finish() }
    try folder.ledger.settle()
    return (result, stop.isSet)
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.files.path)
      .filter { $0.hasSuffix(".pdf") }
  }

  private func leftovers() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.files.waiting)
  }

  @Test(
    "a group has names when its bytes are safe, and is noted when its names are",
    arguments: [100, 7, 0])
  func order(openFiles: Int) throws {
    let disk = disk()
    let (committed, _) = try makeLetters(disk, budget: DescriptorBudget(openFiles))
    #expect(try committed.get() == 30)
    #expect(
      disk.sights == [
        Sight(names: 0, noted: 0), Sight(names: 10, noted: 0), Sight(names: 20, noted: 10),
        Sight(names: 30, noted: 20),
      ])
    #expect(try folder.ledger.totals().made == 30)
    for number in 0..<30 {
      let file = URL(filePath: folder.files.path).appending(path: "\(number).pdf")
      #expect(try Data(contentsOf: file) == Data(bytes(number)))
    }
    #expect(try leftovers() == [])
  }

  @Test("what is noted had its name before an earlier wait began, however fast letters come")
  func overlapping() throws {
    for _ in 0..<20 {
      let disk = disk()
      let commit = GroupCommit(folder, disk: disk, isSmall: false, stop: StopFlag(), size: 2)
      for number in 0..<30 {
        let made = try stage(number, commit)
        commit.add(LetterOutcome(key: "\(number)", made: made, diagnostics: []))
      }
      #expect(try commit.finish() == 30)
      try folder.ledger.settle()
      let sights = disk.sights
      #expect(zip(sights, sights.dropFirst()).allSatisfy { $1.noted <= $0.names }, "\(sights)")
      #expect(sights.last?.names == 30)
      #expect(try folder.ledger.totals().made == 30)
      for file in try files() { unlink(folder.files.path + "/" + file) }
      try folder.ledger.gather(
        (0..<30).map { PlannedEntry(key: "\($0)", row: $0 + 1, file: "\($0).pdf", input: [1]) })
      try folder.ledger.adoptPlan(run: 2, seen: NumberSet(), isWhole: false)
    }
  }

  @Test("in a small run the names alone are waited for")
  func small() throws {
    let disk = disk()
    let (committed, _) = try makeLetters(disk, isSmall: true)
    #expect(try committed.get() == 30)
    #expect(disk.sights == [Sight(names: 30, noted: 20)])
  }

  @Test(
    "when the disk fails, nothing that it may have lost has a name or is noted",
    arguments: [(1, 0, 0), (2, 10, 0), (3, 20, 10), (4, 30, 20)])
  func failing(at count: Int, names: Int, noted: Int) throws {
    for openFiles in [100, 0] {
      for file in try files() { unlink(folder.files.path + "/" + file) }
      try folder.ledger.gather(
        (0..<30).map { PlannedEntry(key: "\($0)", row: $0 + 1, file: "\($0).pdf", input: [1]) })
      try folder.ledger.adoptPlan(run: 2, seen: NumberSet(), isWhole: false)
      let (committed, isStopped) = try makeLetters(
        disk(failsAt: count), budget: DescriptorBudget(openFiles))
      #expect(throws: DiagnosticsError.self) { try committed.get() }
      #expect(isStopped)
      #expect(try files().count == names)
      #expect(try folder.ledger.totals().made == noted)
      #expect(try leftovers() == [])
    }
  }

  @Test("something in the way of one name ends the run, and the groups before it are noted")
  func inTheWay() throws {
    try FileManager.default.createDirectory(
      atPath: folder.files.path + "/13.pdf/full", withIntermediateDirectories: true)
    let (committed, isStopped) = try makeLetters(disk())
    let error = #expect(throws: DiagnosticsError.self) { try committed.get() }
    #expect(
      error?.description
        == "error: 'out/13.pdf' cannot be written: a folder of that name is in the way "
        + "[batch.cannot-write]")
    #expect(isStopped)
    #expect(try folder.ledger.totals().made == 10)
    #expect(try leftovers() == [])
  }

  @Test("no more files are open than are allowed, and all are closed in the end")
  func openFiles() throws {
    func count() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
        let target = try? FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/self/fd/" + $0)
        return target?.hasPrefix(folder.files.path + "/") == true
          && target?.contains("tmp/#") == true
      }.count
    }
    let stop = StopFlag()
    let budget = DescriptorBudget(4)
    do {
      let commit = GroupCommit(
        folder, disk: disk(), isSmall: false, stop: stop, size: 10, budget: budget)
      for number in 0..<9 {
        _ = try stage(number, commit)
      }
      #expect(try count() == 4)
      #expect(try leftovers().count == 5)
    }
    // A run that broke off leaves nothing.
    #expect(try count() == 0)
    #expect(try leftovers() == [])
    #expect((0..<4).allSatisfy { _ in budget.take() } && !budget.take())
  }
}
