import Pango

/// Finds the last words of lines.
struct LineWords {
  private let text: [UInt8]

  /// A finder in a text.
  init(_ text: String) {
    self.text = Array(text.utf8)
  }

  /// What total fit is to know of a place.
  func end(at place: LinePlace) -> LineEnd {
    var end = LineEnd(
      offset: place.offset, reach: place.reach, start: place.start, kind: .init(place.kind),
      letters: 0, word: 0, spaces: place.spaces, startSpaces: place.startSpaces)
    if end.kind.isOfText { (end.letters, end.word) = word(before: place.offset) }
    return end
  }

  /// How many letters and figures the word before a place has, and a number that other words hardly ever have; 0
  /// for a short word.
  private func word(before offset: Int) -> (letters: Int, hash: Int) {
    var index = offset
    while index > 0, text[index - 1] <= 0x20 { index -= 1 }
    var (letters, hash) = (0, UInt64(0xCBF2_9CE4_8422_2325))
    while index > 0, text[index - 1] > 0x20, letters < LineWords.longest {
      index -= 1
      let byte = text[index]
      guard byte.isPartOfWord else { continue }
      if byte & 0xC0 != 0x80 { letters += 1 }
      hash = (hash ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
    }
    return (letters, letters > 2 ? Int(truncatingIfNeeded: hash | 1) : 0)
  }

  /// How many letters are looked at; longer words are as good as this.
  private static let longest = 64
}

extension LineEnd.Kind {
  fileprivate init(_ kind: LinePlace.Kind) {
    self =
      switch kind {
      case .word: .word
      case .hyphen: .hyphenated
      case .emergency: .emergency
      case .forced: .forced
      }
  }
}

extension UInt8 {
  /// Whether it is a letter or a figure, or a part of any character beyond ASCII.
  fileprivate var isPartOfWord: Bool {
    self >= 0x80 || 0x30...0x39 ~= self || 0x41...0x5A ~= self || 0x61...0x7A ~= self
  }
}
