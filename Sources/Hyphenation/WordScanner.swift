/// Finds the words of a text that may be hyphenated.
struct WordScanner {
  /// A word.
  struct Word {
    /// Its small letters, and apostrophes between them.
    var letters: [UInt16] = []
    /// Where each of them begins, in UTF-8 bytes of the text.
    var offsets: [Int] = []
    /// Whether it is not to be hyphenated.
    var isBarred = false

    /// Room for the letters of most words.
    static let usualLength = 24
  }

  /// What a character is to words.
  private enum Kind {
    case letter, apostrophe, point, space, other
    /// What a word is not hyphenated beside: a figure, a soft hyphen, a mark on a letter, another script.
    case bar
    /// What only addresses have.
    case address

    init(_ scalar: UInt32) {
      switch scalar {
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF:
        self = .letter
      case 0x27, 0x2019: self = .apostrophe
      case 0x2E: self = .point
      case 0x09...0x0D, 0x20, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x3000: self = .space
      case 0x40: self = .address
      case ..<0x30, 0x3A...0x5E, 0x7B...0xA9, 0xAB, 0xAC, 0xAE...0xB1, 0xB4, 0xB6...0xB8,
        0xBB...0xBF, 0xD7, 0xF7, 0x2010...0x205E, 0x20A0...0x20C0, 0xFFFC:
        self = .other
      default: self = .bar
      }
    }
  }

  private let text: [UInt8]
  private var position = 0
  /// Words that were found and not yet asked for, the last one first.
  private var found: [Word] = []

  /// A scanner of a text in UTF-8.
  init(_ text: [UInt8]) {
    self.text = text
  }

  /// The next word.
  mutating func next() -> Word? {
    while found.isEmpty {
      guard position < text.count else { return nil }
      found = token().reversed()
    }
    return found.popLast()
  }

  /// The words up to the next space; none if they are parts of an address of the net or of mail.
  private mutating func token() -> [Word] {
    var (words, word) = ([Word](), Word())
    var (isAddress, before) = (false, Kind.space)
    loop: while position < text.count {
      let offset = position
      let scalar = take()
      let kind = Kind(scalar)
      switch kind {
      case .letter:
        isAddress = isAddress || before == .point
        word.append(scalar, at: offset)
      case .apostrophe where before == .letter && nextIsLetter: word.append(scalar, at: offset)
      case .bar: word.isBarred = true
      case .space: break loop
      case .apostrophe, .point, .other, .address:
        // A colon with a slash behind it stands in `https://`.
        isAddress = isAddress || kind == .address || (scalar == 0x3A && peek() == 0x2F)
        words.append(word)
        word = Word()
      }
      before = kind
    }
    words.append(word)
    return isAddress ? [] : words.filter { !$0.isBarred && !$0.letters.isEmpty }
  }

  private var nextIsLetter: Bool {
    var copy = self
    return position < text.count && Kind(copy.take()) == .letter
  }

  private func peek() -> UInt8? { position < text.count ? text[position] : nil }

  /// The next character; bytes that are none stand for themselves.
  private mutating func take() -> UInt32 {
    let first = text[position]
    position += 1
    guard first >= 0xC2 else { return UInt32(first) }
    let length = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
    var scalar = UInt32(first) & (0x3F >> UInt32(length))
    for _ in 0..<length {
      guard position < text.count, text[position] & 0xC0 == 0x80 else { return UInt32(first) }
      scalar = scalar << 6 | UInt32(text[position] & 0x3F)
      position += 1
    }
    return scalar
  }
}

extension WordScanner.Word {
  /// Takes in a character of the word; a capital inside bars the word.
  fileprivate mutating func append(_ scalar: UInt32, at offset: Int) {
    guard let small = Unicode.Scalar(scalar).flatMap(Letters.small) else {
      isBarred = true
      return
    }
    if letters.isEmpty {
      letters.reserveCapacity(WordScanner.Word.usualLength)
      offsets.reserveCapacity(WordScanner.Word.usualLength)
    } else if UInt32(small) != scalar {
      isBarred = true
    }
    letters.append(small)
    offsets.append(offset)
  }
}
