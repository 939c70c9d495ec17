import Bytes

/// Reads a dictionary of hyphenation as libhyphen and LibreOffice have them: `hyph_nb_NO.dic`.
///
/// The first line names the encoding. Each further one is a pattern, such as `.ad6le.`, or a rule: how many
/// letters must stand before and after a break, and `NEXTLEVEL`, before which the patterns tell where compounds
/// are joined, and behind which where their parts may be broken. Patterns that change the spelling at a break
/// (`f1f/ff=f,1,2`) are passed over: no dictionary that Flett reads has any.
///
/// - SeeAlso: `README.hyphen` and `README.compound` of libhyphen.
struct DictionaryReader {
  /// How large a file may be, in bytes; Debian's largest has 1.1 MB.
  static let largest = 4_000_000
  /// How many letters a pattern may have; Debian's longest has 38.
  static let longest = 128

  private let source: PatternBytes
  /// Where the next line begins.
  private var place = 0
  private var line = 1
  private var dictionary: HyphenationDictionary
  private var table: PatternTable

  /// The dictionary that a file holds.
  ///
  /// - Throws: ``DictionaryFault`` if it is none.
  static func read(_ bytes: [UInt8]) throws(DictionaryFault) -> HyphenationDictionary {
    var reader = try DictionaryReader(bytes)
    return try reader.finish()
  }

  private init(_ bytes: [UInt8]) throws(DictionaryFault) {
    guard bytes.count <= DictionaryReader.largest else {
      throw DictionaryFault("it has more than \(DictionaryReader.largest) bytes", line: 1)
    }
    let isUTF8 = try DictionaryReader.isUTF8(
      bytes.prefix(20).prefix { $0 != 0x0A }.filter { $0 > 0x20 })
    source = PatternBytes(bytes: bytes, isUTF8: isUTF8)
    dictionary = HyphenationDictionary(parts: PatternTable(source, room: 0))
    table = PatternTable(source, room: source.count(of: 0x0A, from: 0))
    skipLine()
  }

  /// Whether the first line says so; the other encoding there is has a byte for each character.
  private static func isUTF8(_ name: [UInt8]) throws(DictionaryFault) -> Bool {
    switch String(decoding: name, as: UTF8.self).uppercased() {
    case "UTF-8": return true
    case "ISO8859-1", "ISO-8859-1": return false
    default:
      throw DictionaryFault("its first line names no encoding: UTF-8 or ISO8859-1", line: 1)
    }
  }

  private mutating func finish() throws(DictionaryFault) -> HyphenationDictionary {
    while place < source.bytes.count {
      switch source.bytes[place] {
      case 0x41...0x5A: try rule()
      case 0x23, 0x25, ...0x20: break  // # % and white space
      default: try pattern()
      }
      skipLine()
    }
    dictionary.parts = table
    guard !table.isEmpty || dictionary.compounds != nil else {
      throw DictionaryFault("there is no pattern in it", line: line)
    }
    return dictionary
  }

  /// Goes to the beginning of the next line.
  private mutating func skipLine() {
    line += 1
    place = source.lineEnd(from: place)
  }

  // MARK: Rules

  private mutating func rule() throws(DictionaryFault) {
    let text = source.bytes[place...].prefix(DictionaryReader.longest).prefix { $0 != 0x0A }
    let words = text.split(whereSeparator: { $0 <= 0x20 })
    switch String(decoding: words[0], as: UTF8.self) {
    case "LEFTHYPHENMIN": dictionary.least.before = try number(words)
    case "RIGHTHYPHENMIN": dictionary.least.after = try number(words)
    case "COMPOUNDLEFTHYPHENMIN": dictionary.leastInPart.before = try number(words)
    case "COMPOUNDRIGHTHYPHENMIN": dictionary.leastInPart.after = try number(words)
    // No break stands beside these characters here in any case: words are made of letters.
    case "NOHYPHEN": break
    case "NEXTLEVEL":
      guard dictionary.compounds == nil else {
        throw DictionaryFault("it has more than two levels", line: line)
      }
      dictionary.compounds = table
      table = PatternTable(source, room: source.count(of: 0x0A, from: place))
    default: throw DictionaryFault("there is no such rule", line: line)
    }
  }

  private func number(_ words: [ArraySlice<UInt8>]) throws(DictionaryFault) -> Int {
    var reader = ByteReader(words.count == 2 ? words[1] : [])
    guard let number = try? reader.decimal(), reader.isAtEnd, number <= DictionaryReader.longest
    else { throw DictionaryFault("the rule has no number of letters", line: line) }
    return number
  }

  // MARK: Patterns

  private mutating func pattern() throws(DictionaryFault) {
    let pattern = source.pattern(at: place)
    let start = place
    place = pattern.end
    guard pattern.isWhole else {
      throw DictionaryFault(
        "the pattern has a character that is none in its encoding", line: line)
    }
    guard pattern.count <= DictionaryReader.longest else {
      throw DictionaryFault(
        "the pattern has more than \(DictionaryReader.longest) letters", line: line)
    }
    // What a slash parts from a pattern changes the spelling.
    guard pattern.hasValue, pattern.count > 0,
      place == source.bytes.count || source.bytes[place] != 0x2F
    else { return }
    guard
      table.add(
        at: start, hash: pattern.hash, beginning: pattern.beginning, count: pattern.count)
    else {
      throw DictionaryFault("too many of its patterns look alike", line: line)
    }
  }
}

/// Why a file is no dictionary of hyphenation.
package struct DictionaryFault: Error, Hashable, Sendable {
  /// What is wrong, as a part of a sentence.
  package let message: String
  /// The line, from 1.
  package let line: Int

  init(_ message: String, line: Int) {
    (self.message, self.line) = (message, line)
  }
}
