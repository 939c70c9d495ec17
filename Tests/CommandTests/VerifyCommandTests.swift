import Foundation
import OpenSSL
import Signing
import SigningTestSupport
import TestSupport
import Testing

/// `flett verify` on letters that the command made, held against pyHanko.
struct VerifyCommandTests {
  private let fixture: SigningFixture
  private var command: Command { fixture.command }

  init() throws {
    fixture = try SigningFixture()
    try fixture.addKey("seal")
  }

  private func merge(_ options: String...) throws {
    let outcome = try command.run(
      builtProgram.path(percentEncoded: false), ["merge", "m", "--sign", "seal"] + options)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  @Test("it tells of each signature what there is to know")
  func words() throws {
    try merge()
    let outcome = try command.flett("verify", "m/Output/Rødt.pdf", "--trust", "root.pem")
    #expect(outcome.status == 0 && outcome.errors == "")
    let time = try #require(outcome.output.firstMatch(of: /who says at (\S+)/)).1
    #expect(
      outcome.output == """
        m/Output/Rødt.pdf
          Signature: good
            signed by Ola Nordmann, who says at \(time)
            covers the whole file
            trusted through Root
            form: PAdES B-B
            method: ECDSA P-256, SHA-256

        """)
  }

  @Test("for programs it is one JSON object")
  func json() throws {
    try merge()
    let outcome = try command.flett(
      "verify", "m/Output/Rødt.pdf", "m/Output/Høyre.pdf", "--json", "--trust", "root.pem")
    let verified = try JSONDecoder().decode(Verified.self, from: Data(outcome.output.utf8))
    #expect(verified.files.map(\.file) == ["m/Output/Rødt.pdf", "m/Output/Høyre.pdf"])
    for status in verified.files.flatMap(\.signatures) {
      #expect(status.good && status.intact && status.valid && status.verdict == "good")
      #expect(status.coverage == "whole file" && status.trust == "trusted")
      #expect(status.trustedBy == "Root" && status.level == "B-B")
      #expect(status.signer.name == "Ola Nordmann" && !status.signer.isDemonstration)
    }
    let folder = try command.flett("verify", "m/Output", "--json")
    #expect(folder.output.contains("\"count\" : 2") && folder.output.contains("\"not judged\""))
  }

  private struct Verified: Decodable {
    struct Signer: Decodable {
      let name: String
      let isDemonstration: Bool
    }
    struct Status: Decodable {
      let good, intact, valid: Bool
      let verdict, coverage, trust, trustedBy, level: String
      let signer: Signer
    }
    struct File: Decodable {
      let file: String
      let signatures: [Status]
    }
    let files: [File]
  }

  @Test("a file without a signature, one that is no PDF, and one that is not there")
  func others() throws {
    let unsigned = try command.flett("merge", "m", "--output", "plain")
    #expect(unsigned.status == 0)
    let outcome = try command.flett("verify", "plain/Rødt.pdf", "m/letter.md", "no.pdf")
    #expect(outcome.status == 65)
    #expect(
      outcome.errors == """
        error: 'plain/Rødt.pdf' has no signature [verify.unsigned]
        error: 'm/letter.md' cannot be checked: it is no PDF file [verify.unreadable]
        error: the file 'no.pdf' cannot be read [verify.missing]

        """)
    #expect(try command.flett("verify", "no.pdf").status == 66)
    // A folder of letters that nobody signed is as its manifest says.
    #expect(try command.flett("verify", "plain").status == 0)
  }

  @Test(
    "wrong usage",
    arguments: [
      [], ["a.pdf", "--at", "yesterday"], ["a.pdf", "--at", "2019-02-30"], ["m", "a.pdf"],
    ])
  func usage(_ arguments: [String]) throws {
    let outcome = try command.run(
      builtProgram.path(percentEncoded: false), ["verify"] + arguments)
    #expect(outcome.status == 64)
  }

  @Test("trust: whom the caller names, and when")
  func trust() throws {
    try merge()
    let stranger = try TestAuthority()
    try command.folder.write(stranger.root.pem, to: "stranger.pem")
    let other = try command.flett("verify", "m/Output/Rødt.pdf", "--trust", "stranger.pem")
    #expect(other.status == 65)
    #expect(
      other.errors == """
        error: 'm/Output/Rødt.pdf': the signature 'Signature' is not trusted: no chain leads to a \
        trusted certificate [verify.not-trusted]

        """)
    let folder = try command.flett("verify", "m/Output", "--trust", "stranger.pem")
    #expect(folder.status == 65 && folder.errors.contains("[verify.not-trusted]"))
    let later = try command.flett(
      "verify", "m/Output/Rødt.pdf", "--trust", "root.pem", "--at", "2099-01-01")
    #expect(later.status == 65 && later.output.contains("expired on"))
    #expect(try command.flett("verify", "m/Output/Rødt.pdf", "--trust", "no.pem").status == 66)
    try command.folder.write("hei", to: "hei.pem")
    #expect(try command.flett("verify", "m/Output/Rødt.pdf", "--trust", "hei.pem").status == 78)
  }

  @Test("in a folder, a letter signed by another than the manifest says is told")
  func otherSigner() throws {
    try fixture.addKey("other", .onlySignature, kind: .p384)
    try merge()
    let output = command.folder.url.appending(path: "m/Output")
    let signed = try command.flett("merge", "m", "--sign", "other", "--output", "theirs")
    #expect(signed.status == 0)
    // Somebody puts a letter of theirs into the folder, and its digest into the manifest.
    let theirs = try Data(
      contentsOf: command.folder.url.appending(path: "theirs/Rødt.pdf"))
    try theirs.write(to: output.appending(path: "Rødt.pdf"))
    try forge(output, "Rødt.pdf", from: command.folder.url.appending(path: "theirs"))
    let outcome = try command.flett("verify", "m/Output")
    #expect(outcome.status == 65)
    #expect(
      outcome.errors.contains(
        "error: 'Rødt.pdf' was signed by somebody else than the manifest says, Ola Nordmann, "),
      "\(outcome.errors)")
  }

  /// Puts size and digest of a file in another folder's manifest into this one's, and keeps its signer.
  private func forge(_ folder: URL, _ name: String, from other: URL) throws {
    let read = { (folder: URL) in
      try #require(
        try JSONSerialization.jsonObject(
          with: try Data(contentsOf: folder.appending(path: "manifest.json"))) as? [String: Any])
    }
    let theirs = try #require(
      (try read(other)["letters"] as? [[String: Any]])?.first { $0["file"] as? String == name })
    let manifest = folder.appending(path: "manifest.json")
    var text = try String(contentsOf: manifest, encoding: .utf8)
    let ours = try #require(
      (try read(folder)["letters"] as? [[String: Any]])?.first { $0["file"] as? String == name })
    for key in ["sha256", "size"] {
      text = text.replacing("\(ours[key] ?? "")", with: "\(theirs[key] ?? "")")
    }
    try text.write(to: manifest, atomically: true, encoding: .utf8)
  }
}
