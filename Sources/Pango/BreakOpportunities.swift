import CPango

/// Where the lines of a plain text may end: Pango's own answer, or what it would be.
enum BreakOpportunities {
  /// Where lines may end, in bytes.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - bonds: Places where none may, in ascending order.
  /// - Returns: The places, the text's end the last; nil if a line would end in a hyphen that is not there.
  static func all(in text: UnsafeBufferPointer<UInt8>, but bonds: [Int]) -> [Int]? {
    guard let ends = afterSpaces(in: text) ?? byPango(in: text) else { return nil }
    if bonds.isEmpty { return ends }
    var next = 0
    return ends.filter { end in
      while next < bonds.count, bonds[next] < end { next += 1 }
      return end == text.count || next == bonds.count || bonds[next] != end
    }
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

  /// The places that Pango finds; nil if there is a hyphen to put in.
  private static func byPango(in text: UnsafeBufferPointer<UInt8>) -> [Int]? {
    let starts = text.indices.filter { text[$0] & 0xC0 != 0x80 }
    var marks = [PangoLogAttr](repeating: PangoLogAttr(), count: starts.count + 1)
    text.withMemoryRebound(to: CChar.self) {
      pango_default_break(
        $0.baseAddress, Int32($0.count), nil, &marks, Int32(marks.count))
    }
    var ends: [Int] = []
    for (index, start) in starts.enumerated() where marks[index].is_line_break != 0 {
      if marks[index].break_inserts_hyphen != 0 { return nil }
      ends.append(start)
    }
    return ends + [text.count]
  }
}
