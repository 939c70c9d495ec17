import Testing
import TestSupport

@testable import Layout

@Suite("Lines by total fit", .timeLimit(.minutes(30)))
struct TotalFitTests {
  /// Places in words of so many letters, each ten wide, as the space is; `-` in a word is where it may be
  /// hyphenated, `/` a line end of the author's.
  private func ends(_ text: String) -> [LineEnd] {
    var (ends, x, offset) = ([LineEnd](), 0, 0)
    let words = text.split(separator: " ")
    for (index, word) in words.enumerated() {
      let isLast = index == words.count - 1
      let letters = word.filter { $0 != "-" && $0 != "/" }
      for part in word.split(separator: "-").dropLast() {
        (x, offset) = (x + 10 * part.count, offset + part.count)
        ends.append(
          LineEnd(offset: offset, reach: x + 10, start: x, kind: .hyphenated, letters: 0, word: 0))
      }
      let rest = (word.split(separator: "-").last ?? "").filter { $0 != "/" }.count
      (x, offset) = (x + 10 * rest, offset + rest + 1)
      ends.append(
        LineEnd(
          offset: offset, reach: x, start: x + 10,
          kind: isLast || word.hasSuffix("/") ? .forced : .word, letters: letters.count,
          word: letters.count > 2 ? letters.hashValue : 0))
      x += 10
    }
    return ends
  }

  /// The text's lines, with hyphens at their ends.
  private func lines(_ text: String, _ width: Int, demerits: LineDemerits = .init()) -> [String] {
    let ends = ends(text)
    let plain = Array(text.filter { $0 != "-" && $0 != "/" })
    var start = 0
    return TotalFit.breaks(ends, width: width * 10, demerits: demerits).map { index in
      let end = ends[index]
      defer { start = end.offset }
      let line = String(plain[start..<min(end.offset, plain.count)])
      return end.kind == .hyphenated ? line + "-" : line.trimmed
    }
  }

  @Test("lines are even, not filled one after the other")
  func even() {
    // Filled, the second line would be "cc" alone.
    #expect(lines("aaaa bb cc ddddddd eeee", 7) == ["aaaa", "bb cc", "ddddddd", "eeee"])
    #expect(lines("aaa bb cc ddddd eeee", 6) == ["aaa", "bb cc", "ddddd", "eeee"])
  }

  @Test("a line end of the author's is kept, and the line may be as short as it is")
  func forced() {
    #expect(lines("aaaa/ bb cc", 10) == ["aaaa", "bb cc"])
    #expect(lines("aaaa/", 10) == ["aaaa"])
  }

  @Test("a word that is too wide is hyphenated, or else stands out")
  func tooWide() {
    #expect(lines("aa bbbbb-bbbbb cc", 6) == ["aa", "bbbbb-", "bbbbb", "cc"])
    #expect(lines("aa bbbbbbbbbb cc", 6) == ["aa", "bbbbbbbbbb", "cc"])
    #expect(lines("bbbbbbbbbb", 6) == ["bbbbbbbbbb"])
  }

  @Test("not more than two lines running end in hyphens")
  func ladders() {
    let word = "aaaaaa-aaaaaa"
    let found = lines(Array(repeating: word, count: 8).joined(separator: " "), 13)
    #expect(!found.isEmpty)
    for (index, line) in found.enumerated() where line.hasSuffix("-") {
      #expect(
        index < 2 || !found[index - 1].hasSuffix("-") || !found[index - 2].hasSuffix("-"))
    }
  }

  @Test("hyphens are put in only where they save more than they cost")
  func hyphens() {
    var free = LineDemerits()
    (free.hyphen, free.mostDifference) = (0, 0)
    let text = "aaaaaaaaaaaaaaaaaa bbbb-bbbbbbb cccccccccccc dd"
    #expect(lines(text, 24, demerits: free).first == "aaaaaaaaaaaaaaaaaa bbbb-")
    var dear = free
    dear.hyphen = 10_000_000
    #expect(lines(text, 24, demerits: dear).first == "aaaaaaaaaaaaaaaaaa")
  }

  @Test("each demerit decides between two ways that are alike otherwise")
  func demerits() {
    let a = LineEnd(offset: 1, reach: 900, start: 910, kind: .word, letters: 5, word: 1)
    var b = a
    let rules = LineDemerits()
    let long = rules.line(slack: 100, end: a, hasOneWord: false, isLast: false, isAlone: false)
    b.letters = 2
    #expect(
      rules.line(slack: 100, end: b, hasOneWord: false, isLast: false, isAlone: false)
        == long + rules.shortEnd)
    #expect(
      rules.line(slack: 860, end: a, hasOneWord: false, isLast: true, isAlone: false)
        == rules.line + rules.shortLastLine)
    #expect(
      rules.line(slack: 860, end: a, hasOneWord: false, isLast: true, isAlone: true) == rules.line)
    b.letters = 4
    #expect(
      rules.line(slack: 500, end: b, hasOneWord: true, isLast: true, isAlone: false)
        == rules.line + rules.shortLastLine)
    #expect(rules.neighbours((0, a), (0, a)) == rules.sameEnd)
    b.word = 2
    #expect(rules.neighbours((0, a), (0, b)) == 0)
    #expect(rules.neighbours((0, a), (80, b)) == 800)
    #expect(rules.neighbours((0, a), (900, b)) == rules.mostDifference)
    (b.kind, b.word) = (.hyphenated, 0)
    #expect(rules.neighbours((0, b), (0, b)) == rules.secondHyphen)
  }

  // MARK: All ways

  /// A random paragraph.
  private func paragraph(_ words: Int, _ random: inout SplitMix) -> [LineEnd] {
    let text = (0..<words).map { _ -> String in
      var word = String(repeating: "ab".randomElement(using: &random) ?? "a", count: 1)
      let count = Int.random(in: 1...12, using: &random)
      word = String(repeating: word, count: count)
      if count > 5, Bool.random(using: &random) {
        word.insert(
          "-", at: word.index(word.startIndex, offsetBy: Int.random(in: 2...3, using: &random)))
      }
      return word
    }
    return ends(text.joined(separator: " "))
  }

  /// All ways to break a paragraph within its measure.
  private func ways(_ ends: [LineEnd], _ width: Int, from first: Int = 0, start: Int = 0) -> [[Int]]
  {
    if first == ends.count { return [[]] }
    return (first..<ends.count).flatMap { end -> [[Int]] in
      guard ends[end].reach - start <= width else { return [] }
      return ways(ends, width, from: end + 1, start: ends[end].start).map { [end] + $0 }
    }
  }

  private func hasLadder(_ breaks: [Int], _ ends: [LineEnd]) -> Bool {
    breaks.indices.contains {
      $0 >= 2 && breaks[($0 - 2)...$0].allSatisfy { ends[$0].kind == .hyphenated }
    }
  }

  @Test("of all ways there are, the best one is found")
  func best() {
    var random = SplitMix(state: 18)
    for _ in 0..<300 {
      let ends = paragraph(Int.random(in: 1...9, using: &random), &random)
      let width = Int.random(in: 130...250, using: &random)
      let found = TotalFit.breaks(ends, width: width)
      let filled = TotalFit.filled(ends, width: width).count
      let cost = { TotalFit.demerits(of: $0, ends, width: width) }
      let ways = ways(ends, width).filter { !hasLadder($0, ends) }
      // Without a way within the measure, words stand out; and filling may need fewer lines than the best.
      let best = ways.min { cost($0) < cost($1) }
      if let best, best.count <= filled {
        #expect(cost(found) == cost(best), "\(ends.map(\.reach)) in \(width)")
      }
      #expect(found.last == ends.count - 1 && found.count <= filled)
    }
  }

  @Test("long paragraphs are never worse than filled line by line, and never longer")
  func neverWorse() {
    var random = SplitMix(state: 1981)
    for _ in 0..<200 {
      let ends = paragraph(Int.random(in: 1...150, using: &random), &random)
      let width = Int.random(in: 130...900, using: &random)
      let (found, filled) = (
        TotalFit.breaks(ends, width: width), TotalFit.filled(ends, width: width)
      )
      #expect(found.count <= filled.count)
      if found.count == filled.count {
        let cost = { TotalFit.demerits(of: $0, ends, width: width) }
        #expect(cost(found) <= cost(filled))
      }
      #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test("a line of more words than anybody reads is filled")
  func hostile() {
    let ends = (1...3_000).map {
      LineEnd(
        offset: $0, reach: 0, start: 0, kind: $0 == 3_000 ? .forced : .word, letters: 1, word: 0)
    }
    #expect(TotalFit.breaks(ends, width: 100) == [2_999])
  }
}

extension String {
  fileprivate var trimmed: String {
    var copy = self[...]
    while copy.last == " " { copy.removeLast() }
    return String(copy)
  }
}
