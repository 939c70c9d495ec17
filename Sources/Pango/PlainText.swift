/// Text in which every character stands for itself: letters of Latin, figures and usual punctuation.
///
/// Of such a text Pango makes one run, if the font has all its characters: it has one direction (all
/// is read from left to right), one script, no emoji and no character that layout treats in a way of
/// its own, such as tabs, soft hyphens or combining marks.
struct PlainText {
  /// Whether it has any letter; without one, Pango knows no script for it.
  private(set) var hasLetter = false
  /// Whether there is anything but spaces in it; spaces choose no font.
  private(set) var hasInk = false
  /// A number that texts which differ hardly ever share.
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// What a character is to layout.
  enum Kind {
    /// A letter of the Latin script.
    case letter
    /// A figure, a sign or punctuation, which stands in texts of any script.
    case common
    /// A space that is no tab and no line end.
    case space
    /// Anything else.
    case other
  }

  /// Looks at a text; nil if it is not plain.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8.
  ///   - takes: Whether the font has a character that is no space.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, takes: (Int) -> Bool) {
    var index = 0
    while index < bytes.count {
      guard let scalar = PlainText.scalar(bytes, at: &index, hash: &hash) else { return nil }
      switch PlainText.kind(of: scalar) {
      case .other: return nil
      case .space: break
      case .letter:
        hasLetter = true
        fallthrough
      case .common:
        hasInk = true
        guard takes(scalar) else { return nil }
      }
    }
  }

  /// The character at `index`, which moves on; nil for one that is not among the plain ones anyway.
  @inline(__always)
  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: inout Int, hash: inout UInt64
  ) -> Int? {
    func take() -> Int {
      let byte = bytes[index]
      index += 1
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      return Int(byte)
    }
    let first = take()
    switch first {
    case ..<0x80: return first
    case 0xC2...0xC9: return (first & 0x1F) << 6 | take() & 0x3F
    case 0xE1, 0xE2:
      let second = take()
      return (first & 0x0F) << 12 | (second & 0x3F) << 6 | take() & 0x3F
    default: return nil
    }
  }

  /// The kind of a character, by its number.
  ///
  /// - SeeAlso: Scripts.txt and DerivedBidiClass.txt of the Unicode Character Database.
  static func kind(of scalar: Int) -> Kind {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: .letter
    case 0x20, 0xA0: .space
    case 0x21...0x7E, 0xA1...0xA8, 0xAB, 0xAC, 0xAF...0xB9, 0xBB...0xBF, 0xD7, 0xF7: .common
    case 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x20AC: .common
    default: .other
    }
  }

  /// A number below ``slots`` for a plain character that is no space, different for each.
  static func slot(of scalar: Int) -> Int {
    switch scalar {
    case ..<0x250: scalar
    case 0x1E00...0x1EFF: scalar - 0x1E00 + 0x250
    default: (scalar & 0x3F) + (scalar == 0x20AC ? 0x40 : 0) + 0x350
    }
  }

  /// How many numbers ``slot(of:)`` gives.
  static let slots = 0x3D0
}
