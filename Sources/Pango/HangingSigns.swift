/// The ends of lines at which punctuation stands out.
package struct HangingEdges: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Where lines begin.
  package static let start = HangingEdges(rawValue: 1)
  /// Where they end.
  package static let end = HangingEdges(rawValue: 2)
}

/// How far punctuation stands out at the ends of lines, so that the edge looks straight.
///
/// In per cent of the sign's width.
enum HangingSigns {
  /// How far a sign stands out behind a line, by its number in Unicode.
  static func atEnd(_ scalar: UInt32) -> Int {
    switch scalar {
    case 0x2E, 0x2C: 60  // . ,
    case 0x2D, 0x2010: 50  // hyphens
    case 0x3A, 0x3B: 40  // : ;
    case 0x2019, 0x201D, 0x201C, 0x27, 0x22: 50  // ’ ” “ ' "
    case 0xBB, 0xAB: 30  // » «
    case 0x2013: 25  // –
    default: 0
    }
  }

  /// How far a sign stands out before a line.
  static func atStart(_ scalar: UInt32) -> Int {
    switch scalar {
    case 0x2018, 0x201C, 0x201D, 0x27, 0x22: 50  // ‘ “ ” ' "
    case 0xAB, 0xBB: 30  // « »
    case 0x2013, 0x2D: 25  // – -
    default: 0
    }
  }
}
