import Foundation
import TestSupport
import Testing

/// `Scripts/merge` on a machine where nobody has set up a key, with the program that was built for the tests.
struct FirstRunTests {
  private let command: Command

  init() throws {
    command = try Command()
    let files = FileManager.default
    let folder = command.folder.url
    // What is installed and built is here already.
    for name in ["setup", "build"] {
      let script = try command.folder.write("#!/bin/sh\n", to: "Scripts/\(name)")
      try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
    }
    try files.copyItem(
      at: projectFolder.appending(path: "Scripts/merge"),
      to: folder.appending(path: "Scripts/merge"))
    try files.createDirectory(
      at: folder.appending(path: ".build/release"), withIntermediateDirectories: true)
    try files.createSymbolicLink(
      at: folder.appending(path: ".build/release/flett"), withDestinationURL: builtProgram)
    try files.createSymbolicLink(
      at: folder.appending(path: "Templates"),
      withDestinationURL: projectFolder.appending(path: "Templates"))
  }

  private func isSigned(_ file: String) throws -> Bool {
    try Data(contentsOf: command.folder.url.appending(path: "Output/\(file)"))
      .range(of: Data("/ByteRange".utf8)) != nil
  }

  @Test("without any key, one is made, signs the nine letters and is called a demonstration")
  func demonstration() throws {
    let first = try command.run("Scripts/merge", [])
    #expect(first.status == 0, "\(first)")
    #expect(first.output == "9 letters made, 9 pages, in Output; 3 warnings\n", "\(first)")
    #expect(first.errors.contains("made the key 'demonstration'"))
    #expect(first.errors.contains("proves nothing outside this machine [sign.demonstration]"))
    #expect(try isSigned("Venstre.pdf"))
    let again = try command.run("Scripts/merge", ["--jobs", "1"])
    #expect(again.output.hasPrefix("no letter made, 9 current, 9 pages, in Output;"), "\(again)")
    let verified = try command.flett(
      "verify", "Output", "--trust", "keys/demonstration/authority.pem")
    #expect(verified.status == 0 && verified.output.contains("trusted through"), "\(verified)")
  }

  @Test("nobody signs who does not want to, and no other mailing is signed unasked")
  func unsigned() throws {
    let wished = try command.run("Scripts/merge", ["--unsigned"])
    #expect(wished.status == 0 && !wished.errors.contains("[sign."), "\(wished)")
    #expect(try !isSigned("Venstre.pdf"))
    #expect(try command.flett("new", "mine").status == 0)
    let other = try command.run("Scripts/merge", ["mine", "--output", "Mine"])
    #expect(other.status == 0 && !other.errors.contains("[sign."), "\(other)")
    #expect(!FileManager.default.fileExists(atPath: command.path + "keys"))
  }

  @Test("whoever has a key of their own is not signed for by a demonstration")
  func ownKey() throws {
    #expect(try command.flett("keys", "make", "seal", "--common-name", "Ola").status == 0)
    let quiet = try command.run("Scripts/merge", [])
    #expect(quiet.status == 0 && !quiet.errors.contains("[sign."), "\(quiet)")
    #expect(try !isSigned("Venstre.pdf"))
    let named = try command.run("Scripts/merge", ["--sign", "seal"])
    #expect(named.status == 0, "\(named)")
    #expect(try isSigned("Venstre.pdf"))
  }
}
