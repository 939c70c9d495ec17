import Diagnostics
import Foundation
import Ledger
import TestSupport
import Testing

/// Manifests as no run writes them: each is told to be none, whatever stands in it.
struct HostileManifestTests {
  private static let digest = String(repeating: "0f", count: 32)
  private static let letter = """
    {"file":"a.pdf","inputSHA256":"\(digest)","key":"a","pages":3,"row":1,"sha256":"\(digest)",\
    "sheets":2,"size":7}
    """
  private static let whole = """
    {
      "format": "flett manifest",
      "version": 1,
      "program": "Flett",
      "mailing": "m",
      "list": "l",
      "whole": true,
      "complete": true,
      "totals": {"bytes":7,"failed":0,"made":1,"pages":3,"planned":1,"sheets":2},
      "undispatched": null,
      "letters": [
        \(letter)
      ],
      "failed": [
      ],
      "tableSHA256": "\(digest)"
    }

    """

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Reads a manifest to its end.
  private func read(_ text: some Sequence<UInt8>) throws -> [Manifest.Letter] {
    let file = try folder.write(Data(text), to: "manifest.json")
    let reader = try ManifestReader(path: file.path, named: "manifest.json")
    var letters: [Manifest.Letter] = []
    var lines = try reader.letters()
    while let letter = try lines.next() { letters.append(letter) }
    return letters
  }

  private func expectRefusal(_ text: some Sequence<UInt8>) {
    let error = #expect(throws: DiagnosticsError.self) { _ = try read(text) }
    #expect(error?.diagnostics.map(\.id) == ["ledger.bad-manifest"])
    #expect(error?.failure == .data)
  }

  @Test("the manifest that the others are made from is one")
  func plain() throws {
    #expect(try read(HostileManifestTests.whole.utf8).map(\.file) == ["a.pdf"])
  }

  /// What is put in the place of what.
  private static let changes = [
    // Numbers.
    (#""row":1"#, #""row":0"#), (#""row":1"#, #""row":-1"#),
    (#""row":1"#, #""row":9223372036854775807"#), (#""row":1"#, #""row":9223372036854775808"#),
    (#""row":1"#, #""row":1e400"#), (#""row":1"#, #""row":1.5"#), (#""row":1"#, #""row":"1""#),
    (#""pages":3,"row""#, #""pages":9223372036854775807,"row""#),
    (#""pages":3,"row""#, #""pages":5,"row""#), (#""pages":3,"row""#, #""pages":-3,"row""#),
    (#""sheets":2,"size""#, #""sheets":3,"size""#),
    (#""size":7"#, #""size":-7"#), (#""size":7"#, #""size":1e300"#),
    (#""size":7"#, #""size":NaN"#), (#""planned":1"#, #""planned":-1"#),
    (#""bytes":7"#, #""bytes":9223372036854775807"#),
    // Names.
    ("a.pdf", "../victim.txt"), ("a.pdf", "/etc/passwd"), ("a.pdf", ".flett/ledger.sqlite"),
    ("a.pdf", "a/b/c.pdf"), ("a.pdf", #"a\u0000.pdf"#), ("a.pdf", #"a\u001b[2J.pdf"#),
    ("a.pdf", #"a\n.pdf"#), ("a.pdf", #"a\u202efdp."#), ("a.pdf", #"\ud800.pdf"#), ("a.pdf", ""),
    // Digests.
    (#""sha256":"0f"#, #""sha256":"0g"#), (#""sha256":"0f"#, #""sha256":"+f"#),
    (#""sha256":"0f"#, #""sha256":"f"#), (#""sha256":"0f"#, #""sha256":"0f0f"#),
    (#""inputSHA256":"0f"#, #""inputSHA256":"0"#), (#""tableSHA256": "0f"#, #""tableSHA256": "x"#),
    // Other kinds of things, or none.
    (#""key":"a""#, #""key":null"#), (#""key":"a""#, #""key":["a"]"#), (#""key":"a","#, ""),
    (#""undispatched": null"#, #""undispatched": []"#), (#""whole": true"#, #""whole": 1"#),
    (#""totals": {"#, #""totals": [{"#), ("flett manifest", "flett"),
    (#""version": 1"#, #""version": -1"#),
    (#""undispatched": null"#, #""undispatched": \#(letter)"#),
    (#""failed": ["#, #""failed": [{"key":"a","row":-1,"errors":[]}"#),
    (#""failed": ["#, #""failed": [{"key":"a","row":1}"#),
    // Letters where none stand.
    (#""letters": ["#, #""letters": [\#(letter),"#), ("  ],\n  \"failed\"", "  ]\n  \"failed\""),
    (#""list": "l""#, #""list": "l", "letters": [\#(letter)]"#),
  ]

  @Test("a changed one is refused", arguments: changes)
  func changed(from old: String, to new: String) throws {
    let text = HostileManifestTests.whole.replacing(old, with: new, maxReplacements: 1)
    try #require(text != HostileManifestTests.whole)
    expectRefusal(text.utf8)
  }

  @Test("one that nests without end is refused at once", .timeLimit(.minutes(30)))
  func deep() {
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      let deep = String(repeating: open, count: 1_000_000)
      expectRefusal(
        HostileManifestTests.whole.replacing(
          #""undispatched": null"#, with: #""undispatched": "# + deep
        ).utf8)
      let closed = deep + "1" + String(repeating: close, count: 1_000_000)
      expectRefusal(
        HostileManifestTests.whole.replacing(#""key":"a""#, with: #""key":"# + closed).utf8)
    }
  }

  @Test("a line without end is not held", .timeLimit(.minutes(30)))
  func longLine() throws {
    let file = try folder.write("{", to: "manifest.json")
    // A hole of 64 gigabytes: nothing on the disk, and nothing that memory could take.
    try FileHandle(forWritingTo: file).truncate(atOffset: 64 << 30)
    let error = #expect(throws: DiagnosticsError.self) {
      _ = try ManifestReader(path: file.path, named: "manifest.json")
    }
    #expect(error?.diagnostics.map(\.id) == ["ledger.bad-manifest"])
  }

  @Test("bytes that are no text are refused")
  func noText() {
    for bytes: [UInt8] in [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x00]] {
      var text = Array(HostileManifestTests.whole.utf8)
      let place = text.firstRange(of: Array("a.pdf".utf8))?.lowerBound ?? 0
      text.replaceSubrange(place..<place + 1, with: bytes)
      expectRefusal(text)
    }
  }

  @Test("a byte order mark, or nothing at all, is no manifest")
  func noManifest() {
    expectRefusal("\u{FEFF}".utf8)
    expectRefusal("".utf8)
    expectRefusal("null".utf8)
    expectRefusal("\n\n\n".utf8)
  }

  @Test(
    "seeded changes of single bytes are refused or read, and nothing else",
    .timeLimit(.minutes(30)))
  func anyByte() throws {
    var random = SplitMix(state: 2)
    for _ in 0..<500 {
      var text = Array(HostileManifestTests.whole.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = text.indices.randomElement(using: &random) ?? 0
        text[place] = UInt8.random(in: 0...255, using: &random)
      }
      do {
        _ = try read(text)
      } catch let error as DiagnosticsError {
        #expect([.data, .configuration].contains(error.failure), "\(error)")
      }
    }
  }
}

/// The table beside a manifest.
struct ManifestTableTests {
  private static let header = "row;key;file;pages;sheets;size;sha256;signers;state\r\n"
  private static let digest = String(repeating: "0f", count: 32)
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func letter(_ key: String, pages: Int = 1) throws -> Manifest.Letter {
    let json = """
      {"file":"a.pdf","inputSHA256":"00","pages":\(pages),"row":1,"sheets":1,"size":7,
      "sha256":"\(ManifestTableTests.digest)",
      "key":\(String(decoding: try JSONEncoder().encode(key), as: UTF8.self))}
      """
    return try JSONDecoder().decode(Manifest.Letter.self, from: Data(json.utf8))
  }

  private func row(_ key: String, pages: Int = 1) -> String {
    "1;\(key);a.pdf;\(pages);1;7;\(ManifestTableTests.digest);;made\r\n"
  }

  private func hold(_ letters: [Manifest.Letter], against text: String) throws {
    let file = try folder.write(ManifestTableTests.header + text, to: "manifest.csv")
    var table = try ManifestTableCheck(path: file.path, named: "manifest.csv", ofForm: 2)
    for letter in letters { try table.hold(letter) }
    try table.finish()
  }

  @Test("it says what the manifest says, whatever the keys are")
  func same() throws {
    let failed = "2;b;;;;;;;failed\r\n3;c;c.pdf;;;;;;waiting\r\n"
    try hold(
      [letter("a"), letter("b\r\n\"q\";made")],
      against:
        failed + row("a") + failed + row("\"b\r\n\"\"q\"\";made\"") + failed)
    try hold([], against: "")
  }

  @Test("what it says otherwise is told")
  func different() throws {
    let cases: [(letters: [Manifest.Letter], text: String)] = [
      ([try letter("a", pages: 2)], row("a")), ([try letter("a")], row("b")),
      ([try letter("a")], ""), ([], row("a")), ([try letter("a")], row("a") + row("a")),
      ([try letter("a"), try letter("b")], row("b") + row("a")),
      ([try letter("a")], "\"" + row("a")),
    ]
    for (letters, text) in cases {
      let error = #expect(throws: DiagnosticsError.self) { try hold(letters, against: text) }
      #expect(error?.diagnostics.map(\.id) == ["batch.table-differs"], "\(text)")
    }
  }

  @Test("a row without end is not held", .timeLimit(.minutes(30)))
  func endless() throws {
    let lines = String(repeating: String(repeating: "x", count: 1023) + "\n", count: 8 << 10)
    #expect(throws: DiagnosticsError.self) { try hold([letter("a")], against: "1;\"" + lines) }
  }
}
