import CPango

/// Where the lines of a text may end: Pango's own answer, or what it would be.
enum BreakOpportunities {
  /// The places in a text of which Pango made items, in ascending order; the text's end is the last.
  static func all(
    in text: UnsafeBufferPointer<UInt8>, of items: [UnsafeMutablePointer<PangoItem>]
  ) -> [LinePlace] {
    let starts = text.indices.filter { text[$0] & 0xC0 != 0x80 }
    var marks = marks(in: text, count: starts.count)
    tailor(&marks, in: text, of: items)
    return places(marks, starts) + [LinePlace(offset: text.count, kind: .forced)]
  }

  /// The places in a plain text; nil if a line would end in a hyphen that is not there.
  static func plain(in text: UnsafeBufferPointer<UInt8>) -> [LinePlace]? {
    if let ends = afterSpaces(in: text) {
      return ends.map { LinePlace(offset: $0, kind: $0 == text.count ? .forced : .word) }
    }
    let places = all(in: text, of: [])
    return places.allSatisfy({ $0.offset == text.count || $0.kind == .word }) ? places : nil
  }

  /// The places in a text that is broken after spaces and nowhere else; nil for any other text.
  ///
  /// Such are words and numbers, with points, commas and colons close after them.
  ///
  /// - SeeAlso: UAX #14, rules LB7, LB12, LB13, LB18, LB23, LB25, LB28 and LB29.
  private static func afterSpaces(in text: UnsafeBufferPointer<UInt8>) -> [Int]? {
    var ends: [Int] = []
    var before = Kind.space
    for (index, byte) in text.enumerated() {
      let kind = Kind(byte, next: index + 1 < text.count ? text[index + 1] : 0)
      switch (before, kind) {
      case (_, .other), (.space, .separator), (.separator, .separator), (.separator, .figure):
        return nil
      case (.space, .letter), (.space, .figure): if index > 0 { ends.append(index) }
      default: break
      }
      // A number goes on after its point or comma.
      if kind != .separator || before != .figure || !isFigure(text, index + 1) { before = kind }
    }
    ends.append(text.count)
    return ends
  }

  private static func isFigure(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index < text.count && 0x30...0x39 ~= text[index]
  }

  /// What a byte is to these places.
  private enum Kind {
    case letter, figure, separator, space, other

    /// The kind of a byte of a plain text; bytes that continue a character are letters.
    init(_ byte: UInt8, next: UInt8) {
      switch byte {
      case 0x30...0x39: self = .figure
      case 0x41...0x5A, 0x61...0x7A, 0x80...0xBF, 0xC4...0xC9, 0xE1: self = .letter
      case 0x2C, 0x2E, 0x3A, 0x3B: self = .separator
      case 0x20: self = .space
      case 0xC2: self = next == 0xA0 ? .letter : .other  // a no-break space joins like a letter
      case 0xC3: self = next == 0x97 || next == 0xB7 ? .other : .letter  // × ÷
      default: self = .other
      }
    }
  }

  // MARK: By Pango

  private static func marks(
    in text: UnsafeBufferPointer<UInt8>, count: Int
  ) -> [PangoLogAttr] {
    var marks = [PangoLogAttr](repeating: PangoLogAttr(), count: count + 1)
    text.withMemoryRebound(to: CChar.self) {
      pango_default_break($0.baseAddress, Int32($0.count), nil, &marks, Int32(marks.count))
    }
    return marks
  }

  /// Lets the rules of scripts that part words in ways of their own change the marks.
  private static func tailor(
    _ marks: inout [PangoLogAttr], in text: UnsafeBufferPointer<UInt8>,
    of items: [UnsafeMutablePointer<PangoItem>]
  ) {
    var (character, offset) = (0, 0)
    for item in items {
      let (start, length) = (Int(item.pointee.offset), Int(item.pointee.length))
      character += count(of: text[offset..<start])
      offset = start + length
      let (first, count) = (character, Int(item.pointee.num_chars))
      character += count
      text.withMemoryRebound(to: CChar.self) { text in
        marks.withUnsafeMutableBufferPointer { marks in
          guard let text = text.baseAddress, let marks = marks.baseAddress else { return }
          pango_tailor_break(
            text + start, Int32(length), &item.pointee.analysis, -1, marks + first,
            Int32(count + 1))
        }
      }
    }
  }

  /// How many characters bytes are.
  private static func count(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  private static func places(_ marks: [PangoLogAttr], _ starts: [Int]) -> [LinePlace] {
    zip(marks, starts).compactMap { mark, start in
      guard mark.is_line_break != 0, start > 0 else { return nil }
      if mark.is_mandatory_break != 0 { return LinePlace(offset: start, kind: .forced) }
      return LinePlace(
        offset: start, kind: mark.break_inserts_hyphen != 0 ? .hyphen(lost: nil) : .word)
    }
  }
}
