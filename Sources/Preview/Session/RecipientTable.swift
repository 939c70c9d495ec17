import Diagnostics
import Foundation
import Records

/// The recipients of a list: their keys and names, a text to search, and a way to each record.
///
/// Records themselves are read from the list when they are looked at: a list of 100,000 takes a few
/// megabytes here.
struct RecipientTable: Sendable {
  /// The recipients' keys, in the order of the list.
  private(set) var keys: [String] = []
  /// What the mailing calls each of them: its key, if it says nothing else.
  private(set) var labels: [String] = []
  /// Every record's values in lower case, one record after the other.
  private var text: [UInt8] = []
  /// Where each record's text ends.
  private var ends: [Int] = []
  /// Readers that stand before every so-many-th record.
  private var readers: [RecordReader] = []

  private static let stride = 512

  /// Reads a list from end to end.
  ///
  /// - Throws: ``DiagnosticsError`` if it is not what it was when it was opened.
  init(_ edition: Edition) throws(DiagnosticsError) {
    var reader = try edition.list.records()
    keys.reserveCapacity(edition.list.count)
    ends.reserveCapacity(edition.list.count)
    while true {
      if keys.count % RecipientTable.stride == 0 { readers.append(reader) }
      guard !Task.isCancelled, let record = try reader.next() else { break }
      keys.append(edition.key(of: record))
      if edition.hasLabel { labels.append(edition.label(of: record)) }
      note(record.values.map(\.shown) + labels.suffix(1))
    }
    if !edition.hasLabel { labels = keys }
  }

  /// Notes the texts that the next record is found by.
  private mutating func note(_ texts: some Sequence<String>) {
    for part in texts {
      text.append(contentsOf: part.comparable.utf8)
      text.append(0)
    }
    ends.append(text.count)
  }

  /// How many recipients there are.
  var count: Int { keys.count }

  /// A recipient's record.
  ///
  /// - Parameter number: Its number in the list, from 1.
  /// - Returns: The record, or nil if there is none of that number.
  /// - Throws: ``DiagnosticsError`` if the list is not what it was when it was opened.
  func record(_ number: Int) throws(DiagnosticsError) -> Record? {
    guard keys.indices.contains(number - 1) else { return nil }
    return try records([number])[0]
  }

  /// Some recipients' records, read in one go where their numbers follow each other.
  ///
  /// - Parameter numbers: Numbers of recipients that there are.
  /// - Returns: Their records, in the order of the numbers; nil for one that cannot be read.
  /// - Throws: ``DiagnosticsError`` if the list is not what it was when it was opened.
  func records(_ numbers: [Int]) throws(DiagnosticsError) -> [Record?] {
    guard var reader = readers.first else { return numbers.map { _ in nil } }
    var next = 1
    var records: [Record?] = []
    for number in numbers {
      let start = (number - 1) / RecipientTable.stride
      if !(start * RecipientTable.stride + 1...number).contains(next) {
        (reader, next) = (readers[start], start * RecipientTable.stride + 1)
      }
      var record: Record?
      while next <= number {
        record = try reader.next()
        next += 1
      }
      records.append(record)
    }
    return records
  }

  /// The number of the recipient with this key: the one at `number` if it still has it.
  func number(of key: String, near number: Int) -> Int? {
    if keys.indices.contains(number - 1), keys[number - 1] == key { return number }
    return keys.firstIndex(of: key).map { $0 + 1 }
  }

  /// Whether a recipient has all of these words somewhere; letter case does not count.
  func has(_ words: [[UInt8]], _ number: Int) -> Bool {
    let start = number > 1 ? ends[number - 2] : 0
    return words.allSatisfy { contains($0, in: start..<ends[number - 1]) }
  }

  /// What a search looks for: the words of a text, in lower case.
  static func words(of search: String) -> [[UInt8]] {
    search.comparable.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
  }

  private func contains(_ word: [UInt8], in range: Range<Int>) -> Bool {
    guard let first = word.first, range.count >= word.count else { return word.isEmpty }
    for start in range.lowerBound...range.upperBound - word.count where text[start] == first {
      var length = 1
      while length < word.count, text[start + length] == word[length] { length += 1 }
      if length == word.count { return true }
    }
    return false
  }
}

extension Value {
  /// The value in one line, for lists of recipients.
  var shown: String {
    switch content {
    case .text(let text), .number(let text), .date(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .list(let items):
      items.lazy.map(\.shown).filter { !$0.isEmpty }.joined(separator: ", ")
    case .group: ""
    }
  }
}

extension String {
  /// The text as searches compare it: in lower case and Unicode normal form C.
  fileprivate var comparable: String {
    let lower = lowercased()
    return lower.utf8.allSatisfy { $0 < 128 } ? lower : lower.precomposedStringWithCanonicalMapping
  }
}
