import Foundation
import Glibc
import TestSupport
import Testing

/// Signed runs whose key goes away.
@Suite(.serialized) struct KeyFaultTests {
  private let keys: TemporaryFolder
  private var key: URL { keys.url.appending(path: "seal/key.pem") }
  private var environment: [String: String] { ["FLETT_KEYS": keys.url.path] }

  init() throws {
    keys = try TemporaryFolder()
    let made = try Command.run(
      ["keys", "make", "seal", "--common-name", "Seal"], environment: environment)
    try #require(made.status == 0, "\(made.errors)")
  }

  @Test(
    "without its key a killed run is not gone on with; with the key back, the next completes it")
  func killed() throws {
    let mailing = try SampleMailing(count: 1600)
    let undisturbed = mailing.output.appendingPathExtension("undisturbed")
    #expect(try merge(mailing, into: undisturbed).status == 0)
    try kill(mailing)
    let left = try SampleMailing.digests(of: mailing.output)
    let made = try statusOfMade(mailing)
    #expect(made > 0 && made <= left.count && left.count < 1600)
    for (status, problem, work) in absences {
      let restore = try work()
      let refused = try merge(mailing)
      #expect(refused.status == status, "\(refused.errors)")
      #expect(refused.errors.contains(problem), "\(refused.errors)")
      #expect(refused.output == "")
      try restore()
      #expect(try SampleMailing.digests(of: mailing.output) == left)
      #expect(try statusOfMade(mailing) == made)
    }
    let last = try merge(mailing, ["--json"])
    #expect(try last.json()["current"] as? Int == made, "\(last.errors)")
    #expect(try contents(of: mailing.output) == contents(of: undisturbed))
    #expect(try SampleMailing.leftovers(in: mailing.output) == [])
    let verified = try Command.run(["verify", mailing.output.path])
    #expect(verified.status == 0, "\(verified.errors)")
  }

  @Test("a key is read once: a run whose key is removed meanwhile completes")
  func removedMeanwhile() throws {
    let mailing = try SampleMailing(count: 600)
    let run = try mailing.stopped(with: ["--sign", "seal"], environment: environment)
    try FileManager.default.removeItem(at: key)
    run.send(SIGCONT)
    let outcome = try run.finish()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let verified = try Command.run(["verify", mailing.output.path])
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(verified.output.contains("600"), "\(verified.output)")
  }

  // MARK: Helpers

  /// Ways in which a key is not to be had: what the run says, and how to bring it about and undo it.
  private var absences: [(Int32, String, () throws -> () throws -> Void)] {
    let (key, folder, files) = (key, key.deletingLastPathComponent(), FileManager.default)
    return [
      (
        66, "error: the key file '\(key.path)' is not there [keys.unreadable]",
        {
          try moveAway(key)
        }
      ),
      (78, "error: there is no key named 'seal' [keys.unknown]", { try moveAway(folder) }),
      (
        77, "error: the key file '\(key.path)' can be read by others [keys.readable-by-others]",
        {
          try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key.path)
          return { try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key.path) }
        }
      ),
    ]
  }

  private func moveAway(_ item: URL) throws -> () throws -> Void {
    let place = keys.url.deletingLastPathComponent().appending(path: "key-\(UUID().uuidString)")
    try FileManager.default.moveItem(at: item, to: place)
    return { try FileManager.default.moveItem(at: place, to: item) }
  }

  private func merge(
    _ mailing: SampleMailing, _ options: [String] = [], into place: URL? = nil
  ) throws -> Outcome {
    try Command.run(
      mailing.arguments(["--sign", "seal"] + options, into: place), environment: environment)
  }

  /// Kills a run once the ledger has noted a group of its letters, and before it has noted all.
  ///
  /// A group's files have names before the ledger has noted them, and the next group's may follow them in
  /// the meantime: the run is held still while its ledger is asked.
  private func kill(_ mailing: SampleMailing) throws {
    try FileManager.default.createDirectory(at: mailing.output, withIntermediateDirectories: true)
    let events = try FolderEvents([mailing.output])
    let run = try Command(mailing.arguments(["--sign", "seal"]), environment: environment)
    repeat {
      run.send(SIGCONT)
      try #require(events.wait(for: 64, whileRunning: run))
      run.send(SIGSTOP)
    } while try statusOfMade(mailing) == 0
    run.send(SIGKILL)
    #expect(try run.finish().status == SIGKILL)
  }

  private func statusOfMade(_ mailing: SampleMailing) throws -> Int {
    let status = try Command.run(["status", mailing.output.path, "--json"]).json()
    return try #require(status["made"] as? Int)
  }

  /// The digests of what in each letter does not depend on the act of signing.
  private func contents(of folder: URL) throws -> [String: String] {
    let data = try Data(contentsOf: folder.appending(path: "manifest.json"))
    let manifest = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let letters = try #require(manifest["letters"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: letters.compactMap { letter in
        guard let file = letter["file"] as? String, let digest = letter["contentSHA256"] as? String
        else { return nil }
        return (file, digest)
      })
  }
}
