import Foundation
import Glibc
import TestSupport
import Testing

/// Archives are there whole or not at all.
@Suite(.serialized) struct ArchiveFaultTests {
  @Test(
    "a run killed while it makes an archive leaves none, and the next run makes it",
    arguments: ["zip", "tar"])
  func killed(_ format: String) throws {
    let mailing = try SampleMailing(count: 600)
    let expected = mailing.output.appendingPathExtension("expected." + format)
    #expect(try mailing.merge(into: expected).status == 0)
    let archive = mailing.output.appendingPathExtension(format)
    let folder = archive.deletingLastPathComponent()
    for count in [1, 5, 20] {
      let events = try FolderEvents([folder], of: IN_MODIFY)
      let command = try Command(mailing.arguments(into: archive))
      #expect(events.wait(for: count, whileRunning: command))
      command.send(SIGKILL)
      #expect(try command.finish().status == SIGKILL)
      #expect(!FileManager.default.fileExists(atPath: archive.path))
    }
    let last = try mailing.merge("--json", into: archive)
    #expect(try last.json()["letters"] as? Int == 600)
    #expect(try Data(contentsOf: archive) == Data(contentsOf: expected))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
        $0.hasSuffix(".flett-part")
      } == [])
  }
}
