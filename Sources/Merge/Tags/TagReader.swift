import Diagnostics

/// Goes through the characters of one tag, knowing where each stands.
struct TagReader: Hashable {
  /// Where the tag's braces begin.
  let tagLocation: SourceLocation
  private let characters: [Character]
  private var position = 0

  /// A reader at the first character behind the braces.
  init(_ content: String, at location: SourceLocation) {
    tagLocation = location
    characters = Array(content)
  }

  /// The next character; nil at the end.
  var peek: Character? { position < characters.count ? characters[position] : nil }

  /// Where the next character stands.
  var location: SourceLocation {
    var place = tagLocation
    place.column += 2 + position
    return place
  }

  /// All that is left, without the spaces around it.
  var rest: String { trimmed(characters[position...]) }

  /// Whether a space, a bracket, a quote or an end stands on both sides of the next character.
  var isApart: Bool {
    let isOpen = { (index: Int) in
      guard characters.indices.contains(index) else { return true }
      return characters[index].isWhitespace || "()[]'\"".contains(characters[index])
    }
    return isOpen(position - 1) && isOpen(position + 1)
  }

  /// Whether a figure stands on both sides of the next character.
  var isBetweenFigures: Bool {
    position > 0 && position + 1 < characters.count && characters[position - 1].isNumber
      && characters[position + 1].isNumber
  }

  /// Goes on by one character.
  mutating func advance() { position += 1 }

  /// Goes on to the end.
  mutating func moveToEnd() { position = characters.count }

  /// Goes on to the next character that is no space.
  mutating func skipSpaces() {
    while let next = peek, next.isWhitespace { position += 1 }
  }

  /// Takes the letters that follow.
  mutating func keyword() -> String {
    let start = position
    while let next = peek, !next.isWhitespace, next != "(", next != "[", next != "'" {
      position += 1
    }
    let word = String(characters[start..<position])
    skipSpaces()
    return word
  }

  /// Goes past words that are held apart by spaces, if they come next and a space follows.
  mutating func skip(words: [String]) -> Bool {
    let start = position
    for word in words {
      skipSpaces()
      guard keyword() == word else {
        position = start
        return false
      }
    }
    return true
  }

  /// Takes one of several signs, the first that fits.
  mutating func sign(among signs: [String]) -> String? {
    for sign in signs where characters[position...].starts(with: sign) {
      position += sign.count
      return sign
    }
    return nil
  }

  /// Takes a field's name up to a stop, or between brackets, which let it hold any character.
  mutating func fieldName(until stop: Character) -> String {
    fieldName(until: stop, orOption: nil)
  }

  /// The same; a word with a colon behind it ends the name, too.
  mutating func fieldName(until stop: Character, orOption option: String?) -> String {
    skipSpaces()
    if peek == "[", let name = bracketedName() { return name }
    let start = position
    while let next = peek, next != stop, !(option.map(isAt) ?? false) { position += 1 }
    return trimmed(characters[start..<position])
  }

  /// Whether a word with a colon behind it comes next, and a space stands before it.
  func isAt(option: String) -> Bool {
    guard peek == option.first, position == 0 || !isInWord(position - 1) else { return false }
    return characters[position...].starts(with: option + ":")
  }

  /// Takes a word with a colon behind it, if it comes next.
  mutating func skip(option: String) -> Bool {
    guard isAt(option: option) else { return false }
    position += option.count + 1
    skipSpaces()
    return true
  }

  private func isInWord(_ index: Int) -> Bool {
    !characters[index].isWhitespace && !"]'\",".contains(characters[index])
  }

  /// Takes `[name]`, if the bracket is closed.
  mutating func bracketedName() -> String? {
    guard let end = characters[position...].firstIndex(of: "]") else { return nil }
    let name = trimmed(characters[(position + 1)..<end])
    position = end + 1
    skipSpaces()
    return name
  }

  /// Takes a text between single or double quotes; nil if it is not closed.
  mutating func quoted() -> String? {
    guard let quote = peek, let end = characters[(position + 1)...].firstIndex(of: quote) else {
      return nil
    }
    let text = String(characters[(position + 1)..<end])
    position = end + 1
    skipSpaces()
    return text
  }

  /// Takes characters up to one of several stops.
  mutating func word(until isStop: (Character) -> Bool) -> String {
    let start = position
    while let next = peek, !isStop(next) { position += 1 }
    return trimmed(characters[start..<position])
  }

  private func trimmed(_ slice: ArraySlice<Character>) -> String {
    let front = slice.drop(while: \.isWhitespace)
    return String(front.prefix(front.count - front.reversed().prefix(while: \.isWhitespace).count))
  }
}
