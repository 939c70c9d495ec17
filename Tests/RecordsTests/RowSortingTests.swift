import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

/// Rows of one key that lie apart, sorted within little memory.
struct RowSortingTests {
  /// A list whose keys come in any order, and the records that it should give.
  private func list(seed: UInt64, rows count: Int, keys: Int) -> (text: String, expected: [String])
  {
    var numbers = SplitMix(state: seed)
    var order: [String] = []
    var rows: [String: [String]] = [:]
    var text = "nr,b\n"
    for row in 1...count {
      let key = "k\(numbers.next() % UInt64(keys))"
      let value = String(repeating: "æ", count: Int(numbers.next() % 40)) + "\(row)"
      text += "\(key),\(value)\n"
      if rows[key] == nil { order.append(key) }
      rows[key, default: []].append("\(key) \(value)")
    }
    return (
      text,
      order.map { key in "\(rows[key]?.first ?? ""): " + (rows[key] ?? []).joined(separator: "/") }
    )
  }

  @Test(
    "however little is sorted at a time, the records are the same",
    arguments: [1, 100, 5000, 1 << 20])
  func sorting(bytes: Int) throws {
    for seed in 1...3 {
      let (text, expected) = list(seed: UInt64(seed), rows: 700, keys: 60)
      var options = ListOptions()
      options.sortedBytes = bytes
      options.chunkSize = 64
      let reading = try Reading(text, of: GroupingTests.parts(), options: options)
      #expect(reading.problems == [])
      #expect(reading.records.map(\.grouped) == expected)
    }
  }

  @Test("readers of sorted rows go their own ways, also as copies")
  func readers() throws {
    let (text, expected) = list(seed: 9, rows: 400, keys: 50)
    var options = ListOptions()
    options.sortedBytes = 2000
    let list = try RecordList.open(
      bytes: Array(text.utf8), named: "list.csv", of: GroupingTests.parts(), options: options
    ).output
    var one = try list.records()
    var copies: [RecordReader] = []
    while true {
      copies.append(one)
      guard try one.next() != nil else { break }
    }
    #expect(copies.count == expected.count + 1)
    for (index, copy) in copies.enumerated().reversed() {
      var copy = copy
      #expect(try copy.next()?.grouped == (index < expected.count ? expected[index] : nil))
    }
  }
}
