/// The bytes of a dictionary's file, read as patterns: letters, and figures for values between them.
struct PatternBytes: Sendable {
  /// The bytes.
  let bytes: [UInt8]
  /// Whether they are UTF-8; each stands for a character of Latin-1 otherwise.
  let isUTF8: Bool

  /// How many bytes from a place on are this one.
  func count(of byte: UInt8, from start: Int) -> Int {
    var count = 0
    for index in start..<bytes.count where bytes[index] == byte { count += 1 }
    return count
  }

  /// What stands at a place of a pattern.
  enum Sign {
    case letter(UInt16)
    case value(UInt8)
    /// The end of the pattern: white space, or a slash, which parts a change of spelling from it.
    case end
    /// Bytes that are no character.
    case fault
  }

  /// The next sign of a pattern; the place moves on behind it.
  @inline(__always)
  func sign(at place: inout Int) -> Sign {
    guard place < bytes.count else { return .end }
    let byte = bytes[place]
    if byte <= 0x20 || byte == 0x2F { return .end }
    place += 1
    if 0x30...0x39 ~= byte { return .value(byte - 0x30) }
    if 0x61...0x7A ~= byte || byte == 0x2E { return .letter(UInt16(byte)) }
    return other(byte, at: &place)
  }

  /// A pattern as a whole.
  struct Pattern {
    /// The hash of its letters.
    var hash = PatternHash()
    /// The hash of the first ``PatternTable/beginning`` of them.
    var beginning = PatternHash()
    /// How many letters it has.
    var count = 0
    /// Whether a value is larger than zero.
    var hasValue = false
    /// Where it ends.
    var end: Int
    /// Whether its bytes are characters to its end.
    var isWhole = true
  }

  /// The pattern that begins at a place.
  ///
  /// Small letters without marks, of which most patterns are, are taken here, all else by ``sign(at:)``: reading
  /// a dictionary is nearly nothing but this.
  func pattern(at start: Int) -> Pattern {
    var (hash, beginning, count, figures, place) = (
      PatternHash(), PatternHash(), 0, UInt8(0), start
    )
    var isWhole = true
    loop: while place < bytes.count {
      let byte = bytes[place]
      var letter = UInt16(byte)
      if byte &- 0x30 < 10 {
        figures |= byte
        place += 1
        continue
      }
      if byte &- 0x61 < 26 {
        place += 1
      } else {
        switch sign(at: &place) {
        case .letter(let other): letter = other
        case .value, .end: break loop
        case .fault:
          isWhole = false
          break loop
        }
      }
      hash.add(letter)
      count += 1
      if count == PatternTable.beginning { beginning = hash }
    }
    if count < PatternTable.beginning { beginning = hash }
    return Pattern(
      hash: hash, beginning: beginning, count: count, hasValue: figures & 0x0F != 0, end: place,
      isWhole: isWhole)
  }

  /// Where the line ends that a place is in, its end of line included.
  func lineEnd(from start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] != 0x0A { place += 1 }
    return min(place + 1, bytes.count)
  }

  private func other(_ first: UInt8, at place: inout Int) -> Sign {
    var value = UInt32(first)
    if isUTF8, first >= 0x80 {
      guard 0xC2...0xEF ~= first else { return .fault }
      let length = first >= 0xE0 ? 2 : 1
      guard bytes.count - place >= length else { return .fault }
      value &= length == 2 ? 0x0F : 0x1F
      for byte in bytes[place..<place + length] {
        guard byte & 0xC0 == 0x80 else { return .fault }
        value = value << 6 | UInt32(byte & 0x3F)
      }
      place += length
    }
    guard let letter = Unicode.Scalar(value).flatMap(Letters.small) else { return .fault }
    return .letter(letter)
  }

  /// Whether the pattern at a place has these letters, and no more.
  func haveLetters(_ letters: ArraySlice<UInt16>, at start: Int) -> Bool {
    var (place, index) = (start, letters.startIndex)
    while true {
      switch sign(at: &place) {
      case .value: continue
      case .letter(let letter):
        guard index < letters.endIndex, letters[index] == letter else { return false }
        index += 1
      case .end, .fault: return index == letters.endIndex
      }
    }
  }

  /// Whether two patterns have the same letters.
  func haveSameLetters(_ first: Int, _ second: Int) -> Bool {
    var (letters, place) = ([UInt16](), first)
    while true {
      switch sign(at: &place) {
      case .value: continue
      case .letter(let letter): letters.append(letter)
      case .end, .fault: return haveLetters(letters[...], at: second)
      }
    }
  }

  /// Raises the weights of a word's places to the values of the pattern that stands at one of them.
  func raise(_ weights: inout [UInt8], from first: Int, byPatternAt start: Int) {
    var (place, index) = (start, first)
    while index < weights.count {
      switch sign(at: &place) {
      case .value(let value): weights[index] = max(weights[index], value)
      case .letter: index += 1
      case .end, .fault: return
      }
    }
  }
}
