import Foundation

extension LetterFileName {
  /// A name made safe, without its ending: for any text.
  ///
  /// - Parameters:
  ///   - raw: The name that the mailing gives.
  ///   - ending: What is taken from its end, in lower case, with its dot.
  /// - Returns: The name; empty if nothing is left of it.
  static func stem(of raw: String, ending: String) -> String {
    // Composed last, as what is left out can have stood between a letter and its accent.
    let name = replaced(raw).precomposedStringWithCanonicalMapping
    var stem = trimmed(name, isEdge: \.isWhitespace)
    if stem.lowercased().hasSuffix(ending) { stem.removeLast(ending.count) }
    return trimmed(stem) { $0.isWhitespace || $0 == "." }
  }

  /// The name without what no file system or dispatch takes.
  private static func replaced(_ name: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"", "<", ">", "?", "*", "|", ":", "\\", "/": result.append("-")
      default:
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
        case .format, .privateUse, .surrogate, .unassigned: break
        default: result.append(scalar)
        }
      }
    }
    return String(result)
  }

  static func trimmed(_ name: String, isEdge: (Character) -> Bool) -> String {
    String(name.drop(while: isEdge).reversed().drop(while: isEdge).reversed())
  }

  // MARK: Latin letters

  /// The same as ``stem(of:ending:)``, for names of characters below U+0300, which most are; nil for
  /// others.
  ///
  /// Those characters stand for themselves: none is changed by composing, and none joins the one before
  /// it. So bytes can be looked at instead of characters.
  static func latinStem(of raw: String, ending: String) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.utf8.count)
    var isLatin1 = false
    for byte in raw.utf8 {
      if isLatin1 {
        isLatin1 = false
        appendLatin1(byte, to: &bytes)
      } else if byte == 0xC2 {
        isLatin1 = true
      } else if byte >= 0xCC {
        return nil
      } else {
        bytes.append(replaced(byte))
      }
    }
    var stem = bytes[...]
    trim(&stem, dots: false)
    if hasEnding(ending, stem) { stem.removeLast(ending.utf8.count) }
    trim(&stem, dots: true)
    return String(decoding: stem, as: UTF8.self)
  }

  private static func replaced(_ byte: UInt8) -> UInt8 {
    switch byte {
    case ..<0x20, 0x7F: 0x20
    case 0x22, 0x2A, 0x2F, 0x3A, 0x3C, 0x3E, 0x3F, 0x5C, 0x7C: 0x2D
    default: byte
    }
  }

  /// Adds a character from U+0080 to U+00BF, by its second byte: the first of them are controls, and
  /// the soft hyphen is no character of a name.
  private static func appendLatin1(_ byte: UInt8, to bytes: inout [UInt8]) {
    if byte < 0xA0 {
      bytes.append(0x20)
    } else if byte != 0xAD {
      bytes.append(0xC2)
      bytes.append(byte)
    }
  }

  /// Takes spaces from both ends, and dots where they are asked for.
  private static func trim(_ stem: inout ArraySlice<UInt8>, dots: Bool) {
    func isEdge(_ byte: UInt8) -> Bool { byte == 0x20 || (dots && byte == 0x2E) }
    while let first = stem.first {
      if isEdge(first) {
        stem.removeFirst()
      } else if first == 0xC2, stem[stem.startIndex + 1] == 0xA0 {
        stem.removeFirst(2)
      } else {
        break
      }
    }
    while let last = stem.last {
      if isEdge(last) {
        stem.removeLast()
      } else if last == 0xA0, stem[stem.endIndex - 2] == 0xC2 {
        stem.removeLast(2)
      } else {
        break
      }
    }
  }

  private static func hasEnding(_ ending: String, _ stem: ArraySlice<UInt8>) -> Bool {
    stem.suffix(ending.utf8.count).elementsEqual(ending.utf8) { byte, wanted in
      byte == wanted || (0x41...0x5A).contains(byte) && byte + 0x20 == wanted
    }
  }
}
