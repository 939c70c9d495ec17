import DisplayList

/// What tells two recipients' letters apart.
struct DifferenceAnswer: Encodable, Sendable {
  let left, right: LetterAnswer
  /// The blocks that differ, in reading order.
  let changes: [BlockChange]
}

/// A block that two letters do not have alike.
struct BlockChange: Encodable, Hashable, Sendable {
  /// The block.
  let id: String
  /// The part of the letter.
  let part: String
  /// Where the template has it.
  let place: PlaceAnswer?
  /// Its words in each letter; empty where a letter does not have it.
  let left, right: [WordSpan]

  /// What differs between two letters.
  static func between(_ left: PagedLetter, _ right: PagedLetter) -> [BlockChange] {
    let (first, second) = (BlockText.all(of: left), BlockText.all(of: right))
    let rights = Dictionary(second.map { ($0.id, $0) }) { one, _ in one }
    let lefts = Set(first.map(\.id))
    let shared = first.compactMap { text -> BlockChange? in
      guard let other = rights[text.id] else { return BlockChange(text, nil) }
      return text.text == other.text ? nil : BlockChange(text, other)
    }
    return shared + second.filter { !lefts.contains($0.id) }.map { BlockChange(nil, $0) }
  }

  private init(_ left: BlockText?, _ right: BlockText?) {
    id = (left ?? right)?.id ?? ""
    part = (left ?? right)?.part ?? ""
    place = left?.place ?? right?.place
    (self.left, self.right) = WordSpan.compare(left?.text ?? "", right?.text ?? "")
  }
}

/// The text of one block, over all pages it stands on.
private struct BlockText {
  let id, part: String
  let place: PlaceAnswer?
  var text: String

  static func all(of letter: PagedLetter) -> [BlockText] {
    var texts: [BlockText] = []
    var positions: [String: Int] = [:]
    for block in letter.pages.flatMap(\.blocks) {
      let part = block.fragment.id.block.part
      // Furniture says the same in all letters, but for the number of pages.
      guard ![.header, .footer, .foldMarks, .watermark].contains(part) else { continue }
      let answer = BlockAnswer(block)
      let text = block.fragment.text
      if let known = positions[answer.id] {
        texts[known].text += text
      } else {
        positions[answer.id] = texts.count
        texts.append(
          BlockText(id: answer.id, part: answer.part, place: answer.places.first, text: text))
      }
    }
    return texts
  }
}

extension Fragment {
  /// The text that the fragment paints, without hyphens put in, lines ending where they end on the page.
  fileprivate var text: String {
    var text = ""
    for item in items {
      guard case .text(let run) = item.content, case .element = item.meaning else { continue }
      text.unicodeScalars += run.text.unicodeScalars.filter { $0 != "\u{AD}" }
      if run.ending == .hardBreak { text += "\n" }
    }
    return text
  }
}

/// Words of a text that follow each other, and whether the other text lacks them.
struct WordSpan: Encodable, Hashable, Sendable {
  var text: String
  var differs: Bool

  /// The words of two texts, those marked that the other one lacks.
  static func compare(_ left: String, _ right: String) -> (left: [WordSpan], right: [WordSpan]) {
    let (first, second) = (words(left), words(right))
    let difference = second.difference(from: first)
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    return (spans(first, marked: removed), spans(second, marked: inserted))
  }

  /// The words of a text, each with the white space after it.
  private static func words(_ text: String) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index].isWhitespace, next == text.endIndex || !text[next].isWhitespace {
        words.append(text[start..<next])
        start = next
      }
      index = next
    }
    if start < text.endIndex { words.append(text[start...]) }
    return words
  }

  private static func spans(_ words: [Substring], marked: Set<Int>) -> [WordSpan] {
    var spans: [WordSpan] = []
    for (index, word) in words.enumerated() {
      let differs = marked.contains(index)
      if let last = spans.indices.last, spans[last].differs == differs {
        spans[last].text += word
      } else {
        spans.append(WordSpan(text: String(word), differs: differs))
      }
    }
    return spans
  }
}
