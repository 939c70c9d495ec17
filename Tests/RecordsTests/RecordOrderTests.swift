import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

/// Lists in another order than their own.
@Suite(.timeLimit(.minutes(30)))
struct RecordOrderTests {
  /// Numbers of records with keys, in the order of those.
  private func order(of keys: [String], leavingOut: Set<Int> = [], bytes: Int) throws -> RecordOrder
  {
    var options = ListOptions()
    options.sortedBytes = bytes
    var number = 0
    return try RecordOrder(named: "list.csv", options) { () throws(DiagnosticsError) in
      repeat { number += 1 } while leavingOut.contains(number)
      return number > keys.count ? nil : (Array(keys[number - 1].utf8), number)
    }
  }

  private func list(_ keys: [String], rows: Bool = false) throws -> RecordList {
    let text = "nr,key\n" + keys.enumerated().map { "\($0 + 1),\($1)\n" }.joined()
    return try RecordList.open(
      bytes: Array(text.utf8), named: "list.csv", of: RecordParts(key: "nr")
    ).output
  }

  private func numbers(_ list: RecordList) throws -> [Int] {
    var numbers: [Int] = []
    try list.forEach { record in
      numbers.append(record.number)
      #expect(record["nr"]?.content == .text(String(record.number)))
      #expect(record.location.line == record.number + 1)
    }
    return numbers
  }

  @Test("however little is sorted at a time, the order is the same", arguments: [1, 300, 1 << 20])
  func sorting(bytes: Int) throws {
    var random = SplitMix(state: 5)
    let letters = Array("ab!æ")
    let keys = (0..<600).map { _ in
      String((0..<Int(random.next() % 12)).map { _ in letters[Int(random.next() % 4)] })
    }
    let expected = keys.indices.sorted {
      keys[$0] == keys[$1] ? $0 < $1 : keys[$0].utf8.lexicographicallyPrecedes(keys[$1].utf8)
    }.map { $0 + 1 }
    let list = try list(keys)
    #expect(try numbers(list.sorted(try order(of: keys, bytes: bytes))) == expected)
    let some = try list.sorted(try order(of: keys, leavingOut: [1, 77, 600], bytes: bytes))
    #expect(try numbers(some) == expected.filter { ![1, 77, 600].contains($0) })
    #expect(some.count == 597)
  }

  @Test("equal keys of any number stay in the order of the list")
  func equal() throws {
    let keys = Array(repeating: "the same for all", count: 20_000)
    let list = try list(keys)
    #expect(try numbers(list.sorted(try order(of: keys, bytes: 1 << 16))) == Array(1...20_000))
  }

  @Test("a list of which nothing is left has no records")
  func nothing() throws {
    let list = try list(["a", "b"])
    #expect(
      try numbers(list.sorted(try order(of: ["a", "b"], leavingOut: [1, 2], bytes: 9))) == [])
  }
}

/// What tells people apart.
struct PersonFormTests {
  @Test(
    "case and what is blank count for nothing",
    arguments: [
      (["Anna  ØSTBY", "0150"], ["anna østby ", " 01 50"]), (["Straße"], ["STRASSE"]),
      (["A\u{30A}s"], ["ÅS"]), (["a\u{200B}b\u{AD}c"], ["ABC"]), (["a", ""], ["A", " "]),
    ])
  func same(_ one: [String], _ other: [String]) {
    #expect(ComparedForm.ofPerson(one) == ComparedForm.ofPerson(other))
    #expect(ComparedForm.ofPerson(one) != nil)
  }

  @Test("nobody is told by blanks, and what stands apart is not the same as what stands together")
  func others() {
    #expect(ComparedForm.ofPerson(["", "\u{A0}", "\u{AD}"]) == nil)
    #expect(ComparedForm.ofPerson(["ab", ""]) != ComparedForm.ofPerson(["a", "b"]))
    #expect(ComparedForm.ofPerson(["aa"]) != ComparedForm.ofPerson(["å"]))
  }
}
