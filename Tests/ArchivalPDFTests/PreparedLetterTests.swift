import ArchivalPDF
import Diagnostics
import DisplayList
import Testing

/// Letters prepared by one worker and finished by another, at another time.
struct PreparedLetterTests {
  /// Letters as they differ in a batch: short and long names, two that need further glyphs.
  private static let names = [
    "Rødt", "Høyre", "Кремль", "Venstre", "Miljøpartiet De Grønne", "Ελλάδα Łódź",
  ]

  @Test("any worker may finish what another prepared")
  func workers() async throws {
    let shared = SharedParts()
    let letters = try Corpus.batch(Self.names)
    let first = try ArchivalWriter(.test, sharing: shared)
    let expected = try letters.map { try first.write($0) }
    let prepared = try letters.map { try first.prepare($0) }
    let finished = try await withThrowingTaskGroup(of: (Int, ArchivalFile).self) { group in
      for (index, letter) in prepared.enumerated() {
        group.addTask {
          (index, try ArchivalWriter(.test, sharing: shared).finish(letter))
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(letters.indices.map { finished[$0] } == expected)
  }

  @Test("workers that prepare the same letters side by side agree", arguments: [64 << 20, 0])
  func together(capacity: Int) async throws {
    let shared = SharedParts(capacity: capacity)
    let letters = try Corpus.batch(Self.names)
    let expected = try letters.map { try ArchivalWriter(.test).write($0) }
    let files = try await withThrowingTaskGroup(of: [ArchivalFile].self) { group in
      for _ in 0..<3 {
        group.addTask {
          let writer = try ArchivalWriter(.test, sharing: shared)
          return try letters.map { try writer.write($0) }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(files == [expected, expected, expected])
  }

  @Test("letters come back from where they were set aside", arguments: [64 << 20, 0])
  func encoded(capacity: Int) throws {
    let shared = SharedParts(capacity: capacity)
    let writer = try ArchivalWriter(.test, sharing: shared)
    for letter in try Corpus.letters().map(\.letter) {
      let prepared = try writer.prepare(letter)
      let again = try PreparedLetter(encoded: try #require(prepared.encoded()), sharing: shared)
      #expect(again.pageCount == letter.pages.count)
      #expect(try writer.finish(again) == writer.write(letter))
    }
  }

  @Test("set aside, a letter of a batch takes little room")
  func room() throws {
    let writer = try ArchivalWriter(.test)
    let sizes = try Corpus.batch(["Rødt", "Høyre"]).map {
      try writer.prepare($0).encoded()?.count ?? .max
    }
    #expect(sizes.allSatisfy { $0 < 3000 }, "\(sizes)")
  }

  @Test("what was set aside and cut short is told", arguments: [64 << 20, 0])
  func damaged(capacity: Int) throws {
    let shared = SharedParts(capacity: capacity)
    let writer = try ArchivalWriter(.test, sharing: shared)
    let bytes = try #require(try writer.prepare(Corpus.everyday("Rødt")).encoded())
    let damage = DiagnosticsError(
      .error("archive.set-aside", "a letter that was set aside is damaged", failure: .temporary))
    for count in stride(from: 0, to: bytes.count, by: 17) {
      #expect(throws: damage) {
        try PreparedLetter(encoded: Array(bytes.prefix(count)), sharing: shared)
      }
    }
  }

  @Test("a part of another run is not taken for one of this")
  func otherRun() throws {
    let writer = try ArchivalWriter(.test)
    let bytes = try #require(try writer.prepare(Corpus.everyday("Rødt")).encoded())
    #expect(throws: DiagnosticsError.self) {
      try PreparedLetter(encoded: bytes, sharing: SharedParts())
    }
  }

  @Test("a letter of more objects than a file may have is refused")
  func objects() throws {
    var options = ArchivalOptions.test
    options.objectLimit = 60
    let writer = try ArchivalWriter(options)
    _ = try writer.write(Corpus.everyday("Rødt"))
    let error = #expect(throws: DiagnosticsError.self) { try writer.write(Corpus.long(pages: 9)) }
    #expect(
      error?.description == """
        error: the letter has more parts than the 60 that PDF/A allows a file \
        [archive.too-many-objects]
          hint: make it shorter, or split it into several letters
        """)
  }
}
