import Foundation
import TestSupport
import Testing

/// Two mailings and one folder.
@Suite(.serialized) struct OtherMailingTests {
  /// Copies a mailing to another place, perhaps with another title.
  private func copy(_ mailing: SampleMailing, to name: String, title: String = "A reminder") throws
    -> String
  {
    let place = mailing.output.deletingLastPathComponent().appending(path: name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: mailing.path, toPath: place.path)
    let letter = place.appending(path: "letter.md")
    let text = try String(contentsOf: letter, encoding: .utf8)
    try text.replacing("title: A reminder", with: "title: \(title)")
      .write(to: letter, atomically: true, encoding: .utf8)
    return place.path
  }

  private func merge(_ mailing: String, _ options: String..., into place: URL) throws -> Outcome {
    try Command.run(["merge", mailing, "--output", place.path] + options)
  }

  @Test(
    "letters of another mailing are not replaced",
    arguments: [("invitation", "A reminder"), ("elsewhere/mailing", "An invitation")])
  func refused(_ name: String, title: String) throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    let expected = try SampleMailing.digests(of: mailing.output)
    let other = try copy(mailing, to: name, title: title)
    for options in [[], ["--dry-run"], ["--force"], ["--only", "Recipient 1"]] {
      let refused = try Command.run(
        ["merge", other, "--output", mailing.output.path] + options)
      #expect(refused.status == 78)
      #expect(
        refused.errors.hasPrefix(
          """
          error: '\(mailing.output.path)' holds the letters of another mailing, 'mailing' \
          (A reminder) [batch.other-mailing]
            hint: name another folder with --output
            hint: if it is the same mailing under another name, or its letters are to be replaced, \
          take the folder over with --adopt

          """), "\(refused.errors)")
    }
    #expect(try SampleMailing.digests(of: mailing.output) == expected)
    #expect(try Command.run(["verify", mailing.output.path]).status == 0)
    #expect(try merge(other, "--adopt", into: mailing.output).status == 0)
    #expect(try merge(other, into: mailing.output).status == 0)
    #expect(try mailing.merge().status == 78)
  }

  @Test("a project that was moved, and a title that was changed, are the same mailing")
  func moved() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    let place = try copy(mailing, to: "moved/mailing")
    let moved = try merge(place, "--json", into: mailing.output).json()
    #expect(moved["current"] as? Int == 3)
    let letter = URL(filePath: place).appending(path: "letter.md")
    let text = try String(contentsOf: letter, encoding: .utf8)
    try text.replacing("title: A reminder", with: "title: Another one")
      .write(to: letter, atomically: true, encoding: .utf8)
    #expect(try merge(place, into: mailing.output).status == 0)
    #expect(try merge(place + "/letter.md", into: mailing.output).status == 0)
  }

  @Test("a mailing under another name is taken over once, without making a letter")
  func renamed() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    let place = try copy(mailing, to: "reminder")
    #expect(try merge(place, into: mailing.output).status == 78)
    let adopted = try merge(place, "--adopt", "--json", into: mailing.output).json()
    #expect(adopted["current"] as? Int == 3)
    #expect(try merge(place, into: mailing.output).status == 0)
  }

  @Test("two letters of one folder are two mailings")
  func letters() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    let other = URL(filePath: mailing.path).appending(path: "other.md").path
    try FileManager.default.copyItem(atPath: mailing.path + "/letter.md", toPath: other)
    let refused = try merge(other, into: mailing.output)
    #expect(refused.status == 78)
    #expect(try merge(other, into: mailing.output.appendingPathExtension("other")).status == 0)
  }

  @Test("a folder whose ledger was rebuilt is still that mailing's")
  func rebuilt() throws {
    let mailing = try SampleMailing(count: 3)
    #expect(try mailing.merge().status == 0)
    #expect(try Command.run(["rebuild", mailing.output.path]).status == 0)
    let other = try copy(mailing, to: "invitation")
    #expect(try merge(other, into: mailing.output).status == 78)
    let moved = try copy(mailing, to: "moved/mailing")
    #expect(try merge(moved, "--json", into: mailing.output).json()["current"] as? Int == 3)
  }
}
