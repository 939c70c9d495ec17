import Foundation
import OpenSSL
import Signing
import SigningTestSupport
import TestSupport
import Testing

/// Signing with the built command.
struct SigningCommandTests {
  @Test("--sign given twice is refused: none of the keys may be left out in silence")
  func twice() throws {
    let fixture = try SigningFixture()
    try fixture.addKey("seal")
    for command in ["merge", "check", "preview"] {
      let outcome = try fixture.command.flett(command, "m", "--sign", "seal", "--sign", "chair")
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("--sign is given once: a letter has one signature."))
    }
    #expect(fixture.command.files(in: "m/Output").isEmpty)
  }

  @Test("--sign signs, and says who did in the manifest")
  func sign() throws {
    let fixture = try SigningFixture()
    try fixture.addKey("seal")
    let outcome = try fixture.command.flett("merge", "m", "--sign", "seal")
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    let manifest = try String(
      contentsOf: fixture.command.folder.url.appending(path: "m/Output/manifest.csv"),
      encoding: .utf8)
    #expect(manifest.components(separatedBy: "Ola Nordmann, ").count == 3)
    #expect(!(outcome.output + outcome.errors + manifest).contains("PRIVATE"))
    let again = try fixture.command.flett("merge", "m", "--sign", "seal")
    #expect(again.output.hasPrefix("no letter made, 2 current"))
    let other = try fixture.command.flett("merge", "m", "--unsigned")
    #expect(other.output.hasPrefix("2 letters made, 2 pages"))
    #expect(String(decoding: try fixture.letter(), as: UTF8.self).contains("/ByteRange") == false)
  }

  @Test(
    "keys that cannot sign, and the exit status",
    arguments: [
      (
        "expired", 78,
        "error: the certificate of 'expired' expired on "
      ),
      ("web", 78, "error: the certificate of 'web' is for web servers and programs only"),
      ("open", 77, "error: the key file 'keys/open/key.pem' can be read by others"),
      ("gone", 66, "error: the key file 'keys/gone/key.pem' is not there"),
      ("other", 78, "error: no certificate of 'other' belongs to its key"),
      ("nobody", 78, "error: there is no key named 'nobody'"),
      (
        "locked", 78,
        "error: the environment variable 'SEAL', which holds the pass phrase of 'locked', is not set"
      ),
    ])
  func refusals(_ name: String, _ status: Int32, _ message: String) throws {
    let fixture = try SigningFixture()
    try fixture.addKey("expired", .expired)
    try fixture.addKey("web", .webServer)
    try fixture.addKey("locked", passPhrase: "hemmelig", source: "{environment: SEAL}")
    for name in ["open", "gone", "other"] { try fixture.addKey(name) }
    let keys = fixture.command.folder.url.appending(path: "keys")
    try fixture.protect(keys.appending(path: "open/key.pem"), mode: 0o640)
    try FileManager.default.removeItem(at: keys.appending(path: "gone/key.pem"))
    try fixture.command.folder.write(
      try fixture.authority.issue(.good, for: try TestKeys.key(.p384)).pem,
      to: "keys/other/chain.pem")
    for command in ["merge", "check"] {
      let outcome = try fixture.command.flett(command, "m", "--sign", name)
      #expect(outcome.status == status && outcome.output == "", "\(outcome)")
      #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
    }
    let checked = try fixture.command.flett("keys", "check", name)
    #expect(checked.status == status && checked.errors.hasPrefix(message), "\(checked)")
    #expect(!fixture.command.files(in: "m").contains("Output"))
  }

  @Test("a pass phrase comes from where the key's file says, and a wrong one is told")
  func passPhrases() throws {
    let fixture = try SigningFixture()
    try fixture.addKey("seal", passPhrase: "hemmelig", source: "{environment: SEAL}")
    try fixture.addKey("filed", passPhrase: "hemmelig", source: "{file: phrase}")
    let phrase = try fixture.command.folder.write("hemmelig\n", to: "keys/filed/phrase")
    try fixture.protect(phrase)
    #expect(try fixture.command.flett("merge", "m", "--sign", "filed").status == 0)
    var command = fixture.command
    command.environment["SEAL"] = "hemmelig"
    #expect(try command.flett("merge", "m", "--sign", "seal").status == 0)
    command.environment["SEAL"] = "feil"
    let wrong = try command.flett("merge", "m", "--sign", "seal")
    #expect(wrong.status == 78 && wrong.errors.contains("[keys.pass-phrase-wrong]"), "\(wrong)")
    #expect(!wrong.errors.contains("feil"))
    try fixture.protect(phrase, mode: 0o644)
    #expect(try fixture.command.flett("merge", "m", "--sign", "filed").status == 77)
  }

  @Test("a key file that is taken away between two runs loses nothing")
  func keyTakenAway() throws {
    let fixture = try SigningFixture()
    try fixture.addKey("seal")
    #expect(try fixture.command.flett("merge", "m", "--sign", "seal", "--limit", "1").status == 0)
    let key = fixture.command.folder.url.appending(path: "keys/seal/key.pem")
    let bytes = try Data(contentsOf: key)
    try FileManager.default.removeItem(at: key)
    #expect(try fixture.command.flett("merge", "m", "--sign", "seal").status == 66)
    #expect(fixture.command.files(in: "m/Output").count == 1)
    #expect(try fixture.command.flett("verify", "m/Output").status == 0)
    try bytes.write(to: key)
    try fixture.protect(key)
    let completed = try fixture.command.flett("merge", "m", "--sign", "seal")
    #expect(completed.status == 0 && completed.output.hasPrefix("1 letter made, 1 current"))
    #expect(try fixture.command.flett("verify", "m/Output", "--trust", "root.pem").status == 0)
  }

  @Test("a plain PDF is not signed, and nobody is left to think so")
  func cairo() throws {
    let fixture = try SigningFixture(settings: "sign: seal\n")
    try fixture.addKey("seal")
    let outcome = try fixture.command.flett("merge", "m", "--renderer", "cairo")
    #expect(outcome.status == 64 && outcome.errors.contains("[sign.renderer]"), "\(outcome)")
    let unsigned = try fixture.command.flett("merge", "m", "--renderer", "cairo", "--unsigned")
    #expect(unsigned.status == 0)
  }

  @Test("--sign and --unsigned together are a wrong usage")
  func both() throws {
    let fixture = try SigningFixture()
    let outcome = try fixture.command.flett("merge", "m", "--sign", "a", "--unsigned")
    #expect(outcome.status == 64)
  }

  @Test("a demonstration is made once, and every run with it says that it proves nothing")
  func demonstration() throws {
    let fixture = try SigningFixture()
    let made = try fixture.command.flett("keys", "demonstration")
    #expect(
      made.output == """
        made the key 'demonstration' in keys
        signatures by it prove nothing outside this machine

        """)
    let again = try fixture.command.flett("keys", "demonstration")
    #expect(again.output.hasPrefix("there is already the key 'demonstration'"))
    for count in [0, 2] {
      let merged = try fixture.command.flett("merge", "m", "--sign", "demonstration")
      #expect(merged.status == 0)
      #expect(
        merged.errors.hasPrefix(
          "warning: the letters are signed with a demonstration key: it proves nothing outside "
            + "this machine [sign.demonstration]"))
      #expect(merged.output.contains("2 current") == (count > 0))
    }
    let text = try fixture.command.run("pdftotext", ["m/Output/Rødt.pdf", "-"]).output
    #expect(text.contains("Elektronisk signert med en demonstrasjonsnøkkel"), "\(text)")
    #expect(text.contains("Signaturen beviser ingenting utenfor denne maskinen."), "\(text)")
    let verified = try fixture.command.flett("verify", "m/Output")
    #expect(verified.status == 0)
    #expect(
      verified.output.contains(
        "a demonstration key: this proves nothing outside the machine that made it"))
    let trusted = try fixture.command.flett(
      "verify", "m/Output", "--trust", "keys/demonstration/authority.pem")
    #expect(trusted.status == 0 && trusted.output.contains("trusted through"))
  }

  @Test("a key of one's own is made, signs, and is trusted by those who know it")
  func make() throws {
    let fixture = try SigningFixture()
    let made = try fixture.command.flett("keys", "make", "seal", "--common-name", "Økonomi")
    #expect(made.status == 0 && made.errors == "", "\(made)")
    #expect(
      made.output.hasSuffix(
        "made the key 'seal'; to have it certified: keys/seal/request.pem\n"), "\(made.output)")
    let copied = try fixture.command.flett(
      "keys", "import", "copy", "keys/seal/key.pem", "--certificates",
      "keys/seal/certificates.pem")
    #expect(copied.status == 0 && copied.output.hasSuffix("signed with 'copy'\n"), "\(copied)")
    #expect(try fixture.command.flett("merge", "m", "--sign", "copy").status == 0)
    let verified = try fixture.command.flett(
      "verify", "m/Output", "--trust", "keys/seal/certificates.pem")
    #expect(verified.status == 0, "\(verified)")
    let again = try fixture.command.flett("keys", "make", "seal", "--common-name", "Ola")
    #expect(again.status == 73 && again.errors.contains("[keys.exists]"), "\(again)")
    let secret = try fixture.command.flett(
      "keys", "make", "new", "--common-name", "Ola", "--pass-phrase-from", "hemmelig")
    #expect(secret.status == 64 && !secret.errors.contains("hemmelig"), "\(secret)")
  }

  @Test(
    "a name in a certificate makes no lines of its own",
    arguments: [["list"], ["show", "seal"], ["check", "seal"]])
  func forgedName(arguments: [String]) throws {
    let command = try Command()
    let subject =
      "/O=Flett/CN=Ola\n  key: RSA-4096\nletters can be signed\r\u{2028}\u{1B}[2J\u{202E}"
    let made = try command.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-utf8",
        "-subj", subject,
        "-days", "300", "-keyout", "key.pem", "-out", "chain.pem",
        "-addext", "keyUsage=critical,digitalSignature,nonRepudiation",
        "-addext", "basicConstraints=critical,CA:FALSE",
      ])
    try #require(made.status == 0, "\(made.errors)")
    let identity = "key: ../../key.pem\ncertificates: ../../chain.pem\n"
    try command.folder.write(identity, to: "keys/seal/identity.yaml")
    try command.folder.write(identity, to: "keys/seal\nkey: RSA-4096/identity.yaml")
    let outcome = try command.run(
      builtProgram.path(percentEncoded: false), ["keys"] + arguments)
    #expect(
      outcome.output.contains("Ola\\n  key: RSA-4096\\nletters can be signed\\r"), "\(outcome)")
    let text = outcome.output + outcome.errors
    #expect(PrintedNameTests.obeyed(text).isEmpty)
    let forged = ["key: RSA-4096", "letters can be signed\\r"]
    #expect(
      !text.split(whereSeparator: \.isNewline).contains { line in
        forged.contains { line.drop { $0 == " " }.hasPrefix($0) }
      }, "\(text)")
  }

  @Test("keys are listed and shown, without anything secret")
  func list() throws {
    let fixture = try SigningFixture(mailing: false)
    #expect(try fixture.command.flett("keys").output == "no keys in keys\n")
    try fixture.addKey("seal", kind: .rsa(bits: 3072))
    try fixture.addKey("archive", passPhrase: "hemmelig", source: "prompt")
    try fixture.command.folder.write("key: [\n", to: "keys/broken/identity.yaml")
    let names = try fixture.command.flett("keys", "list", "--names")
    #expect(names.lines == ["archive", "broken", "seal"])
    let listed = try fixture.command.flett("keys")
    #expect(listed.lines.filter { !$0.hasPrefix(" ") } == ["archive", "seal"])
    #expect(listed.errors.hasPrefix("keys/broken/identity.yaml:"), "\(listed.errors)")
    let shown = try fixture.command.flett("keys", "show", "seal")
    #expect(
      shown.output.contains("subject: CN=Ola Nordmann,O=Flett tests,C=NO\n")
        && shown.output.contains("key: RSA-3072\n"), "\(shown.output)")
    let json = try fixture.command.flett("keys", "show", "seal", "--json")
    #expect(json.output.contains("\"commonName\" : \"Ola Nordmann\""))
    #expect(!(listed.output + shown.output + json.output).contains("PRIVATE"))
    #expect(try fixture.command.flett("keys", "check", "seal").status == 0)
    #expect(
      try fixture.command.flett("keys", "show", "sael").errors.contains("did you mean 'seal'"))
  }
}
