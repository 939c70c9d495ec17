import Foundation
import Glibc
import TestSupport
import Testing

/// Something else has the name of a file: a folder, a link, a pipe.
@Suite(.serialized) struct ObstacleTests {
  @Test("something in a letter's way is told, and the next run completes")
  func inTheWay() throws {
    let mailing = try SampleMailing(count: 40)
    let obstacle = mailing.output.appending(path: mailing.file(7))
    try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: true)
    let stopped = try mailing.merge()
    #expect(stopped.status == 73)
    #expect(stopped.errors.contains("a folder of that name is in the way"), "\(stopped.errors)")
    try FileManager.default.removeItem(at: obstacle)
    #expect(try mailing.merge().status == 0)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
    let file = mailing.output.appendingPathExtension("file")
    try Data().write(to: file)
    #expect(try mailing.merge(into: file).status == 73)
  }

  @Test(
    "a folder, a link or a pipe in place of a letter is told, and all but the folder are replaced",
    arguments: ["folder", "link", "link to nowhere", "pipe"])
  func notPlain(_ kind: String) throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    let expected = try SampleMailing.digests(of: mailing.output)
    let (letter, files) = (mailing.output.appending(path: mailing.file(2)), FileManager.default)
    let kept = mailing.output.deletingLastPathComponent().appending(path: "kept.pdf")
    try files.moveItem(at: letter, to: kept)
    switch kind {
    case "folder": try files.createDirectory(at: letter, withIntermediateDirectories: false)
    case "link": try files.createSymbolicLink(at: letter, withDestinationURL: kept)
    case "pipe": try #require(mkfifo(letter.path, 0o644) == 0)
    default: try files.createSymbolicLink(atPath: letter.path, withDestinationPath: "nowhere")
    }
    let verified = try Command.run(["verify", mailing.output.path])
    #expect(verified.status == 65)
    #expect(
      verified.errors.contains(
        "'Recipient 2.pdf' is missing: what has its name is not a plain file [batch.file-missing]"),
      "\(verified.errors)")
    if kind == "folder" {
      #expect(try mailing.merge().status == 73)
      try files.removeItem(at: letter)
    }
    #expect(try mailing.merge().status == 0)
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
    #expect(files.fileExists(atPath: kept.path))
  }

  @Test("a pipe or a folder in place of a file of ours is told, and never waited for")
  func notPlainInside() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    let (lock, manifest) = (
      mailing.output.appending(path: ".flett/lock"), mailing.output.appending(path: "manifest.json")
    )
    for file in [lock, manifest] {
      try FileManager.default.removeItem(at: file)
      try #require(mkfifo(file.path, 0o644) == 0)
    }
    #expect(
      try Command.run(["status", mailing.output.path]).output.hasPrefix("3 letters: all made"))
    let verified = try Command.run(["verify", mailing.output.path])
    #expect(verified.status == 65)
    #expect(verified.errors.contains("is not a manifest in the form"), "\(verified.errors)")
    #expect(try mailing.merge().status == 0)
    try FileManager.default.removeItem(at: manifest)
    try FileManager.default.createDirectory(at: manifest, withIntermediateDirectories: false)
    let refused = try mailing.merge()
    #expect(refused.status == 73)
    #expect(refused.errors.contains("a folder of that name is in the way"), "\(refused.errors)")
    try FileManager.default.removeItem(at: manifest)
    #expect(try mailing.merge().status == 0)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
  }
}
