import TestSupport

/// Makes letters of every kind of block at random, knowing what each recipient must be sent.
///
/// Every word of a letter is there once, such as `w12`, so that what a letter holds tells exactly which
/// parts of the template went into it.
struct LetterGenerator {
  /// What a stretch of the letter prints.
  indirect enum Expected {
    case words([String])
    case choice([(condition: Test?, body: [Expected])])
    case each([Expected])
    case item
  }

  /// A test, and when it holds.
  struct Test {
    var text: String
    var holds: @Sendable (Set<String>) -> Bool
  }

  /// A line of the body.
  struct Line {
    var text: String
    /// Whether it is a block tag, which need not be indented as its contents are.
    var isTag = false
  }

  typealias Piece = (lines: [Line], expected: [Expected])

  private var random: SplitMix
  private var count = 0

  init(seed: UInt64) { random = SplitMix(state: seed) }

  /// A letter's body with what it must print.
  mutating func letter() -> (body: String, expected: [Expected]) {
    let piece = blocks(depth: 0, isInLoop: false)
    let definitions = "\n[ref]: https://x.no/\n"
    return (piece.lines.map { $0.text + "\n" }.joined() + definitions, piece.expected)
  }

  /// What a recipient's letter must print, in order.
  static func words(_ expected: [Expected], fields: Set<String>, items: [String], item: String = "")
    -> [String]
  {
    expected.flatMap { part -> [String] in
      switch part {
      case .words(let words): words
      case .item: [item]
      case .each(let body):
        items.flatMap { words(body, fields: fields, items: items, item: $0) }
      case .choice(let branches):
        branches.first { $0.condition?.holds(fields) ?? true }
          .map { words($0.body, fields: fields, items: items, item: item) } ?? []
      }
    }
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func word() -> String {
    count += 1
    return "w\(count)"
  }

  private mutating func test() -> Test {
    let (one, other) = (field(), field())
    return switch Int.random(in: 0..<5, using: &random) {
    case 0: Test(text: "not \(one)") { !$0.contains(one) }
    case 1: Test(text: "\(one) and \(other)") { $0.contains(one) && $0.contains(other) }
    case 2: Test(text: "\(one) or \(other)") { $0.contains(one) || $0.contains(other) }
    default: Test(text: one) { $0.contains(one) }
    }
  }

  private mutating func field() -> String { ["a", "b", "c"].randomElement(using: &random) ?? "a" }
}

extension LetterGenerator {
  /// Blocks side by side, with or without blank lines between, some of them between tags.
  private mutating func blocks(depth: Int, isInLoop: Bool) -> Piece {
    var piece: Piece = ([], [])
    for index in 0..<Int.random(in: 1...(depth == 0 ? 5 : 3), using: &random) {
      let next =
        depth < 3 && chance(45)
        ? tagged(depth: depth, isInLoop: isInLoop) {
          $0.blocks(depth: depth + 1, isInLoop: $1)
        } : block(depth: depth, isInLoop: isInLoop)
      let isAlone = next.lines.first?.text.hasPrefix("![") == true
      let wasAlone = piece.lines.last?.text.hasPrefix("![") == true
      let isTable =
        next.lines.first?.text.hasPrefix("|") == true
        && piece.lines.last?.text.hasPrefix("|") == true
      if index > 0, isAlone || wasAlone || isTable || chance(55) {
        piece.lines.append(Line(text: ""))
      }
      piece.lines += next.lines
      piece.expected += next.expected
    }
    return piece
  }

  /// Something within `{{#if}}` or `{{#each}}`, each tag on a line of its own.
  private mutating func tagged(
    depth: Int, isInLoop: Bool, _ body: (inout LetterGenerator, Bool) -> Piece
  ) -> Piece {
    if !isInLoop, chance(25) {
      let inner = body(&self, true)
      return (around(inner.lines, "{{#each l}}", "{{/each}}"), [.each(inner.expected)])
    }
    let first = test()
    var inner = body(&self, isInLoop)
    var lines = inner.lines
    var branches: [(Test?, [Expected])] = [(first, inner.expected)]
    while chance(25) {
      let next = test()
      inner = body(&self, isInLoop)
      lines =
        spaced(lines) + [Line(text: "{{else if \(next.text)}}", isTag: true)] + spaced(inner.lines)
      branches.append((next, inner.expected))
    }
    if chance(35) {
      inner = body(&self, isInLoop)
      lines = spaced(lines) + [Line(text: "{{else}}", isTag: true)] + spaced(inner.lines)
      branches.append((nil, inner.expected))
    }
    return (around(lines, "{{#if \(first.text)}}", "{{/if}}"), [.choice(branches)])
  }

  private mutating func around(_ lines: [Line], _ opener: String, _ closer: String) -> [Line] {
    [Line(text: opener, isTag: true)] + spaced(lines) + [Line(text: closer, isTag: true)]
  }

  /// Lines with or without blank ones around them.
  private mutating func spaced(_ lines: [Line]) -> [Line] {
    (chance(12) ? [Line(text: "")] : []) + lines + (chance(12) ? [Line(text: "")] : [])
  }

  private mutating func block(depth: Int, isInLoop: Bool) -> Piece {
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1: return paragraph(isInLoop: isInLoop)
    case 2:
      let word = word()
      return ([Line(text: "## \(word)")], [.words([word])])
    case 3:
      let word = word()
      return ([Line(text: "![\(word)](map.png)")], [.words([word])])
    case 4: return ([Line(text: chance(50) ? "***" : "---")], [])
    case 5: return code()
    case 6, 7: return table(isInLoop: isInLoop)
    case 8: return quotation(depth: depth, isInLoop: isInLoop)
    case 9:
      let heading = paragraph(isInLoop: isInLoop)
      return (heading.lines + [Line(text: chance(50) ? "===" : "---")], heading.expected)
    default: return list(depth: depth, isInLoop: isInLoop)
    }
  }

  private mutating func paragraph(isInLoop: Bool) -> Piece {
    var text = ""
    var expected: [Expected] = []
    for index in 0..<Int.random(in: 1...4, using: &random) {
      if index > 0 { text += [" ", "\n", "  \n", "\\\n"].randomElement(using: &random) ?? " " }
      let word = word()
      switch Int.random(in: 0..<8, using: &random) {
      case 0: text += "*\(word)*"
      case 1: text += "[\(word)][ref]"
      case 2: text += "`\(word)`"
      case 3:
        let (test, other) = (test(), self.word())
        text += "{{#if \(test.text)}}\(word){{else}}**\(other)**{{/if}}"
        expected.append(.choice([(test, [.words([word])]), (nil, [.words([other])])]))
        continue
      case 4 where isInLoop:
        text += "\(word) {{this}}"
        expected += [.words([word]), .item]
        continue
      default: text += word
      }
      expected.append(.words([word]))
    }
    return (text.split(separator: "\n").map { Line(text: String($0)) }, expected)
  }

  private mutating func code() -> Piece {
    let words = [word(), word()]
    let lines =
      chance(70) ? ["```", words[0], words[1], "```"] : ["    " + words[0], "    " + words[1]]
    return (lines.map { Line(text: $0) }, [.words(words)])
  }

  private mutating func table(isInLoop: Bool) -> Piece {
    let header = [word(), word()]
    var lines = [Line(text: "| \(header[0]) | \(header[1]) |"), Line(text: "|---|:-:|")]
    var expected: [Expected] = [.words(header)]
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let rows =
        chance(35)
        ? tagged(depth: 2, isInLoop: isInLoop) { generator, _ in generator.rows() } : rows()
      // A blank line would end the table.
      lines += rows.lines.filter { !$0.text.isEmpty }
      expected += rows.expected
    }
    return (lines, expected)
  }

  private mutating func rows() -> Piece {
    let words = (0..<Int.random(in: 1...2, using: &random)).map { _ in [word(), word()] }
    return (
      words.map { Line(text: "| \($0[0]) | \($0[1]) |") }, [.words(words.flatMap(\.self))]
    )
  }

  private mutating func quotation(depth: Int, isInLoop: Bool) -> Piece {
    let inner =
      depth < 2 ? blocks(depth: depth + 1, isInLoop: isInLoop) : paragraph(isInLoop: isInLoop)
    return (inner.lines.map { Line(text: $0.text.isEmpty ? ">" : "> " + $0.text) }, inner.expected)
  }

  private mutating func list(depth: Int, isInLoop: Bool) -> Piece {
    let mark = ["- ", "* ", "1. ", "1) ", "7. "].randomElement(using: &random) ?? "- "
    let isLoose = chance(30)
    var piece: Piece = ([], [])
    for index in 0..<Int.random(in: 1...3, using: &random) {
      let next =
        chance(30)
        ? tagged(depth: depth, isInLoop: isInLoop) {
          $0.item(mark, depth: depth, isInLoop: $1)
        } : item(mark, depth: depth, isInLoop: isInLoop)
      if index > 0, isLoose { piece.lines.append(Line(text: "")) }
      piece.lines += next.lines
      piece.expected += next.expected
    }
    return piece
  }

  private mutating func item(_ mark: String, depth: Int, isInLoop: Bool) -> Piece {
    var inner = paragraph(isInLoop: isInLoop)
    if depth < 2, chance(40) {
      let more = blocks(depth: depth + 1, isInLoop: isInLoop)
      if chance(60) || more.lines.first?.text.hasPrefix("![") == true {
        inner.lines.append(Line(text: ""))
      }
      inner.lines += more.lines
      inner.expected += more.expected
    }
    let indent = String(repeating: " ", count: mark.count)
    let lines = inner.lines.enumerated().map { index, line in
      if index == 0 { return Line(text: mark + line.text) }
      if line.text.isEmpty { return line }
      return Line(text: indent + line.text, isTag: line.isTag)
    }
    return (lines, inner.expected)
  }
}
