import Foundation
import OpenSSL
import Signing
import SigningTestSupport
import TestSupport
import Testing

/// A signed letter with something done to it.
struct Tampering: CustomTestStringConvertible {
  let testDescription: String
  let verdict: String
  let change: @Sendable ([UInt8]) throws -> [UInt8]

  init(
    _ description: String, _ verdict: String,
    _ change: @escaping @Sendable ([UInt8]) throws -> [UInt8]
  ) {
    (testDescription, self.verdict, self.change) = (description, verdict, change)
  }
}

extension Tampering {
  /// What everybody must find.
  static let found = [
    Tampering("one byte of the content", "[verify.broken]") { file in
      let place = try #require(file.place(of: "/Title"))
      return file.changed(at: place + 10)
    },
    Tampering("one byte of a page's stream", "[verify.broken]") { file in
      let place = try #require(file.place(of: "stream\n"))
      return file.changed(at: place + 20)
    },
    Tampering("the time", "[verify.broken]") { file in
      let place = try #require(file.place(of: "/M(D:20"))
      return file.changed(at: place + 7)
    },
    Tampering("one byte of the signature", "[verify.broken]") { file in
      let hole = try #require(file.place(of: "/Contents<"))
      let end = try #require(file[hole...].firstIndex(of: UInt8(ascii: ">")))
      let last = try #require(file[..<end].lastIndex { $0 != UInt8(ascii: "0") })
      return file.changed(at: last - 8)
    },
    Tampering("the hash of the certificate", "[verify.broken]") { file in
      // OBJECT IDENTIFIER 1.2.840.113549.1.9.16.2.47, signing-certificate-v2.
      let place = try #require(file.place(of: "060b2a864886f70d010910022f"))
      return file.changed(at: place + 60)
    },
    Tampering("a byte range with its numbers swapped", "[verify.broken]") { file in
      let start = try #require(file.place(of: "/ByteRange[0 ")) + 11
      let end = try #require(file[start...].firstIndex(of: UInt8(ascii: "]")))
      let numbers = String(decoding: file[start..<end], as: UTF8.self)
        .split(separator: " ").map(String.init)
      let swapped = [numbers[0], numbers[2], numbers[1], numbers[3]].joined(separator: " ")
      return file[..<start] + Array(swapped.utf8)
        + Array(repeating: UInt8(ascii: " "), count: end - start - swapped.utf8.count)
        + file[end...]
    },
    Tampering("a revision with another page", "[verify.changed]") { file in
      try file.revised("9 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n", 9)
    },
    Tampering("cut short", "[verify.unreadable]") { Array($0.prefix($0.count / 2)) },
    Tampering("without its last bytes", "[verify.broken]") { Array($0.dropLast(4)) },
  ]

  /// What pyHanko lets pass and we do not, as nobody signed it.
  static let onlyByUs = [
    Tampering("a revision with another title", "[verify.changed]") { file in
      try file.revised("6 0 obj\n<</Title(Noe annet)>>\nendobj\n", 6)
    },
    Tampering("bytes behind the end", "[verify.changed]") { $0 + Array("% hei\n".utf8) },
  ]
}

/// Letters that the command signed, good and tampered with, before us and before others.
struct TamperingTests {
  private let fixture: SigningFixture
  private var command: Command { fixture.command }

  init() throws {
    fixture = try SigningFixture()
    try fixture.addKey("seal")
  }

  private func merge() throws {
    let outcome = try command.flett("merge", "m", "--sign", "seal")
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  @Test("a later revision that signs nothing is a change", arguments: Tampering.onlyByUs)
  func stricter(_ tampering: Tampering) throws {
    try merge()
    try command.folder.write(Data(try tampering.change(try fixture.letter())), to: "bad.pdf")
    let outcome = try command.flett("verify", "bad.pdf", "--trust", "root.pem")
    #expect(outcome.status == 65 && outcome.errors.contains(tampering.verdict), "\(outcome)")
  }

  @Test(
    "we and pyHanko agree on real letters and on what was done to them",
    .enabled(if: PyHanko.isInstalled, "pyHanko is missing: run Scripts/judges/setup"))
  func agreement() throws {
    for kind in [KeyKind.p384, .rsa(bits: 2048)] {
      try fixture.addKey("\(kind)", kind: kind)
      let made = try command.flett("merge", "m", "--sign", "\(kind)", "--output", "\(kind)")
      #expect(made.status == 0, "\(made.errors)")
    }
    try merge()
    let good =
      ["m/Output/Rødt.pdf", "m/Output/Høyre.pdf"]
      + [KeyKind.p384, .rsa(bits: 2048)].map { "\($0)/Rødt.pdf" }
    let letter = try fixture.letter()
    for (index, tampering) in Tampering.found.enumerated() {
      try command.folder.write(Data(try tampering.change(letter)), to: "bad/\(index).pdf")
    }
    let bad = Tampering.found.indices.map { "bad/\($0).pdf" }
    let verdicts = try PyHanko.check(
      (good + bad).map { command.folder.url.appending(path: $0) },
      root: command.folder.url.appending(path: "root.pem"))
    #expect(verdicts.prefix(good.count).map(\.isGood) == good.map { _ in true }, "\(verdicts)")
    for (tampering, verdict) in zip(Tampering.found, verdicts.dropFirst(good.count)) {
      #expect(!verdict.isGood, "pyHanko on \(tampering.testDescription): \(verdict)")
    }
    for file in good {
      let outcome = try command.flett("verify", file, "--trust", "root.pem")
      #expect(outcome.status == 0, "\(file): \(outcome.errors)")
    }
    for (tampering, file) in zip(Tampering.found, bad) {
      let outcome = try command.flett("verify", file, "--trust", "root.pem")
      #expect(outcome.status == 65, "\(tampering.testDescription): \(outcome.output)")
      #expect(
        outcome.errors.contains(tampering.verdict),
        "\(tampering.testDescription): \(outcome.errors)")
    }
  }

  @Test(
    "letters of every form stay what they were before, and others' checkers say they are good",
    .enabled(if: PyHanko.isInstalled, "pyHanko is missing: run Scripts/judges/setup"),
    arguments: [
      "sign: seal\n", "sign: {name: seal, visible: no}\n", "sign: {name: seal, certify: yes}\n",
      "sign: {name: seal, certify: final, reason: Vedtatt i møte 4/26}\n",
    ])
  func others(_ settings: String) throws {
    let fixture = try SigningFixture(settings: settings)
    try fixture.addKey("seal")
    #expect(try fixture.command.flett("merge", "m").status == 0)
    let files = ["Rødt", "Høyre"].map {
      fixture.command.folder.url.appending(path: "m/Output/\($0).pdf")
    }
    let broken = try PDFTools.conformance(of: files, explained: true)
    #expect(broken.filter { !$0.value.isEmpty } == [:])
    let root = fixture.command.folder.url.appending(path: "root.pem")
    #expect(try PyHanko.check(files, root: root).map(\.isGood) == files.map { _ in true })
    for file in files {
      let pdfsig = try PDFTools.run("pdfsig", ["-nocert", file.path(percentEncoded: false)]).output
      #expect(pdfsig.contains("Signature Validation: Signature is Valid."), "\(pdfsig)")
      #expect(pdfsig.contains("Total document signed"), "\(pdfsig)")
    }
  }

  @Test(
    "the nine letters, signed with a demonstration key, keep both standards",
    .enabled(if: PyHanko.isInstalled, "pyHanko is missing: run Scripts/judges/setup"))
  func nineLetters() throws {
    #expect(try command.flett("keys", "demonstration").status == 0)
    let merged = try command.run(
      builtProgram.path(percentEncoded: false),
      ["merge", Command.mailing, "-o", "Output", "--sign", "demonstration"])
    #expect(merged.status == 0)
    let files = command.files(in: "Output").map {
      command.folder.url.appending(path: "Output/\($0)")
    }
    #expect(files.count == 9)
    #expect(
      try PDFTools.conformance(of: files, explained: true).filter { !$0.value.isEmpty } == [:])
    #expect(try PDFTools.complaints(about: files) == "")
    let root = command.folder.url.appending(path: "keys/demonstration/authority.pem")
    #expect(try PyHanko.check(files, root: root).map(\.isGood) == files.map { _ in true })
  }
}

extension [UInt8] {
  /// Where a text first stands.
  fileprivate func place(of text: String) -> Int? {
    Data(self).range(of: Data(text.utf8))?.lowerBound
  }

  /// The bytes with another digit or letter at a place.
  fileprivate func changed(at place: Int) -> [UInt8] {
    var copy = self
    copy[place] = self[place] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
    return copy
  }

  /// The file with a revision behind it that puts another object in an object's place.
  fileprivate func revised(_ object: String, _ number: Int) throws -> [UInt8] {
    let text = String(decoding: suffix(200), as: UTF8.self)
    let previous = try #require(text.firstMatch(of: /startxref\s+(\d+)/)).1
    let size = try #require(String(decoding: self, as: UTF8.self).firstMatch(of: /\/Size (\d+)/)).1
    let table = "xref\n\(number) 1\n" + format10(count) + " 00000 n \n"
    let trailer =
      "trailer\n<</Size \(size)/Root 1 0 R/Info 6 0 R/Prev \(previous)>>\nstartxref\n"
      + "\(count + object.utf8.count)\n%%EOF\n"
    return self + Array((object + table + trailer).utf8)
  }
}

/// A number with ten digits.
private func format10(_ number: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: 10 - digits.utf8.count) + digits
}
