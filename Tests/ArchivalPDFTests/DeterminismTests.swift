import ArchivalPDF
import DisplayList
import Testing

/// What was written before a letter changes no byte of it.
struct DeterminismTests {
  private static let names = ["Rødt", "Høyre", "Кремль", "Venstre", "Miljøpartiet De Grønne"]

  @Test("a letter alone has the bytes that it has in a batch")
  func alone() throws {
    // One object a static fragment, as layout gives them to a batch.
    let letters = try Corpus.batch(Self.names)
    let batch = try ArchivalWriter(.test)
    let together = try letters.map { try batch.write($0) }
    let again = try letters.reversed().map { try batch.write($0) }.reversed()
    #expect(Array(again) == together)
    for (letter, file) in zip(letters, together) {
      #expect(try ArchivalWriter(.test).write(letter) == file)
    }
    #expect(Set(together.map(\.contentDigest)).count == letters.count)
  }

  @Test("five hundred letters have the same bytes in any order")
  func order() throws {
    let words = ["Rødt", "Høyre", "Кремль", "Venstre", "Ελλάδα", "Łódź", "Zoë & Søn", "(AS)", "Ål"]
    let names = (0..<500).map { "\(words[$0 % 9]) \(words[$0 / 9 % 9]) \(String($0, radix: 3))" }
    let letters = try Corpus.batch(names)
    let batch = try ArchivalWriter(.test)
    let together = try letters.map { try batch.write($0).digest }
    let other = try ArchivalWriter(.test)
    for number in letters.indices.map({ $0 * 317 % letters.count }) {
      #expect(try other.write(letters[number]).digest == together[number], "letter \(number)")
    }
    for number in stride(from: 0, to: 500, by: 61) {
      #expect(try ArchivalWriter(.test).write(letters[number]).digest == together[number])
    }
    #expect(Set(together).count == letters.count)
  }

  @Test("letters of other mailings in between change nothing")
  func mixed() throws {
    let letters = try Corpus.letters().map(\.letter)
    let writer = try ArchivalWriter(.test)
    let first = try letters.map { try writer.write($0) }
    let second = try letters.reversed().map { try writer.write($0) }.reversed()
    #expect(first == Array(second))
  }

  @Test("a letter of two pages in two faces stays under 26 kB")
  func size() throws {
    let writer = try ArchivalWriter(.test)
    let sizes = try Corpus.batch(Self.names).map { try writer.write($0).bytes.count }
    #expect(sizes.reduce(0, +) / sizes.count < 26_000, "\(sizes)")
  }

  @Test("letters share all but their own objects")
  func sharing() throws {
    let writer = try ArchivalWriter(.test)
    let files = try Corpus.batch(["Rødt", "Høyre"]).map { try writer.write($0).bytes }
    let common = zip(files[0], files[1]).prefix { $0 == $1 }.count
    #expect(common > files[0].count * 3 / 5)
  }
}
