import Foundation
import Testing
import TestSupport

@testable import Hyphenation

@Suite("Dictionaries of hyphenation")
struct DictionaryTests {
  private func breaks(_ dictionary: String, _ word: String) throws -> [Int] {
    try HyphenationDictionary(Array("UTF-8\n\(dictionary)\n".utf8)).breaks(in: Array(word.utf16))
  }

  private func fault(_ dictionary: String) -> DictionaryFault? {
    #expect(throws: DictionaryFault.self) { try HyphenationDictionary(Array(dictionary.utf8)) }
  }

  @Test("the largest value counts, and an odd one breaks")
  func values() throws {
    #expect(try breaks("a1b", "cabab") == [2, 4])
    #expect(try breaks("a1b\nca2b", "cabab") == [4])
    #expect(try breaks("a1b\nca2b\nca3ba", "cabab") == [2, 4])
    #expect(try breaks(".c1a\na1b.", "cabcab") == [1, 5])
    #expect(try breaks("a1b\na2b", "ab") == [])
    #expect(try breaks("% no\n# no\n\n  \na1b\r", "ab") == [1])
  }

  /// What libhyphen misses.
  ///
  /// It looks only at the longest pattern that ends at a letter, so that files must list those within it for
  /// it, too. Debian's Norwegian file does not, whence libhyphen misses two breaks of five.
  @Test("patterns within longer ones count though they are not listed for them")
  func substrings() throws {
    #expect(try breaks("b1c\nabcd4e", "abcde") == [2])
    #expect(try breaks("b1c\n4abc", "abcde") == [2])
    #expect(try breaks("c1d\n.abcd", "abcd") == [3])
  }

  @Test("two levels must agree")
  func levels() throws {
    let dictionary = "COMPOUNDLEFTHYPHENMIN 2\nab1cd\nNEXTLEVEL\nx1y\n"
    #expect(try breaks(dictionary, "abcde") == [2])
    #expect(try breaks(dictionary, "abcdxy") == [2, 5])
    // One begins with the second word of the compound, the other one reaches over the joint.
    #expect(try breaks(dictionary + ".cd1e", "abcde") == [2])
    #expect(try breaks(dictionary + "bcd1e", "abcde") == [2])
    #expect(try breaks(dictionary + ".c1d\nc1d", "abcde") == [2], "one letter after the joint")
  }

  @Test("Latin-1 and UTF-8 are told by the first line")
  func encodings() throws {
    let latin = try HyphenationDictionary(Array("ISO8859-1\n".utf8) + [0xE5, 0x31, 0xF8])
    #expect(latin.breaks(in: Array("åø".utf16)) == [1])
    #expect(try breaks("å1ø\nﬁ1x", "åøﬁx") == [1, 3])
  }

  @Test("patterns that change the spelling are passed over")
  func changes() throws {
    #expect(try breaks("f1f/ff=f,1,2\na1b", "offab") == [4])
  }

  @Test("what is no dictionary is told by line")
  func faults() {
    #expect(fault("")?.line == 1)
    #expect(fault("KOI8-R\na1b")?.message == "its first line names no encoding: UTF-8 or ISO8859-1")
    #expect(fault("UTF-8\n")?.message == "there is no pattern in it")
    #expect(fault("UTF-8\na1b\nLEFTHYPHENMIN x")?.line == 3)
    #expect(
      fault("UTF-8\nLEFTHYPHENMIN 99999999999999999999")?.message
        == "the rule has no number of letters")
    #expect(fault("UTF-8\nSUDDENLY")?.message == "there is no such rule")
    #expect(
      fault("UTF-8\na1\nNEXTLEVEL\nb1\nNEXTLEVEL\nc1")?.message == "it has more than two levels")
    #expect(fault("UTF-8\n" + String(repeating: "a1", count: 129))?.line == 2)
  }

  @Test(
    "a file that is too large, and one whose patterns all look alike, are refused",
    .timeLimit(.minutes(30)))
  func hostile() {
    let large = [UInt8]("UTF-8\n".utf8) + [UInt8](repeating: 0x61, count: DictionaryReader.largest)
    #expect(throws: DictionaryFault.self) { try HyphenationDictionary(large) }
    // Other letters with equal hashes: what somebody would have to find first.
    let text = [UInt8]((0..<300).map { "a\(letter($0 / 26))\(letter($0 % 26))1 " }.joined().utf8)
    var table = PatternTable(PatternBytes(bytes: [0x20] + text, isUTF8: true), room: 4096)
    let answers = (0..<300).map {
      table.add(at: 1 + 5 * $0, hash: PatternHash(), beginning: PatternHash(), count: 3)
    }
    #expect(answers.firstIndex(of: false) == 256)
    #expect(table.weights(of: Array("nobody".utf16)).allSatisfy { $0 == 0 })
  }

  private func letter(_ number: Int) -> Character {
    Character(Unicode.Scalar(UInt8(0x61 + number)))
  }

  @Test("long words take no longer than their length accounts for", .timeLimit(.minutes(30)))
  func longWords() throws {
    let dictionary = try HyphenationLibrary().dictionary(of: .norwegianBokmål)
    let word = Array(String(repeating: "kommunesektor", count: 200).utf16)
    #expect(dictionary.breaks(in: word).count > 400)
  }

  @Test("a dictionary that is not there, and one that is none, are told")
  func library() throws {
    let folder = try TemporaryFolder()
    try folder.write("UTF-8\na1\nWHAT\n", to: "hyph_da_DK.dic")
    let library = HyphenationLibrary(folder: folder.url.path)
    #expect(throws: HyphenationLibrary.Failure.self) { try library.dictionary(of: .german) }
    do {
      _ = try library.dictionary(of: .danish)
    } catch {
      #expect(error.path == "\(folder.url.path)/hyph_da_DK.dic")
      #expect(error.fault?.line == 3)
    }
  }
}
