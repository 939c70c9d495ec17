/// Goes over all bytes of a text once and finds what is not UTF-8 and what is no printable character.
struct TextScan {
  /// A character that cannot be printed.
  struct Control {
    var scalar: Unicode.Scalar
    var position: Position
  }
  /// A byte that is out of place.
  struct Fault {
    var byte: UInt8
    var position: Position
  }

  /// The first character of several bytes, with its place.
  private(set) var firstWide: (character: String, position: Position)?
  /// The first byte that is no UTF-8.
  private(set) var firstInvalid: Fault?
  /// The first byte that Windows-1252 does not define.
  private(set) var firstUndefined: Fault?
  /// The first control characters, `limit` of them.
  private(set) var controls: [Control] = []
  /// How many control characters there are.
  private(set) var controlCount = 0
  /// How many bytes were looked at.
  private(set) var byteCount = 0

  private let limit: Int
  private var position = Position()
  private var wasReturn = false
  /// The bytes of a character that is not complete yet.
  private var partial: [UInt8] = []
  private var missing = 0

  /// A scan that tells at most `limit` control characters.
  init(limit: Int) { self.limit = limit }

  /// Looks at the next bytes.
  mutating func scan(_ bytes: [UInt8]) {
    byteCount += bytes.count
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] >= 0x20, bytes[index] < 0x7F { index += 1 }
      if index > start {
        breakOffCharacter()
        position.column += index - start
        wasReturn = false
      }
      guard index < bytes.count else { return }
      let byte = bytes[index]
      if byte < 0x80 { scanControl(byte) } else { scanWide(byte) }
      index += 1
    }
  }

  /// Notes that the text ends here.
  mutating func finish() { breakOffCharacter() }

  private mutating func scanControl(_ byte: UInt8) {
    breakOffCharacter()
    defer { wasReturn = byte == 0x0D }
    switch byte {
    case 0x0A where wasReturn: break  // the second half of a line end
    case 0x0A, 0x0D: position.breakLine()
    default:
      if byte != 0x09 { note(control: Unicode.Scalar(byte)) }
      position.column += 1
    }
  }

  private mutating func scanWide(_ byte: UInt8) {
    wasReturn = false
    if firstUndefined == nil, !Windows1252.defines(byte) {
      var place = position
      place.column += partial.count
      firstUndefined = Fault(byte: byte, position: place)
    }
    if missing > 0, continues(byte) {
      partial.append(byte)
      missing -= 1
      if missing == 0 { completeCharacter() }
    } else {
      breakOffCharacter()
      partial = [byte]
      missing = Self.continuations(after: byte)
      if missing == 0 { breakOffCharacter() }
    }
  }

  /// How many bytes must follow a first byte; 0 if it cannot be one.
  ///
  /// - SeeAlso: The Unicode Standard, table 3-7, Well-Formed UTF-8 Byte Sequences.
  private static func continuations(after byte: UInt8) -> Int {
    switch byte {
    case 0xC2...0xDF: 1
    case 0xE0...0xEF: 2
    case 0xF0...0xF4: 3
    default: 0
    }
  }

  private func continues(_ byte: UInt8) -> Bool {
    guard partial.count == 1 else { return (0x80...0xBF).contains(byte) }
    return switch partial[0] {
    case 0xE0: (0xA0...0xBF).contains(byte)
    case 0xED: (0x80...0x9F).contains(byte)
    case 0xF0: (0x90...0xBF).contains(byte)
    case 0xF4: (0x80...0x8F).contains(byte)
    default: (0x80...0xBF).contains(byte)
    }
  }

  private mutating func completeCharacter() {
    if firstWide == nil {
      firstWide = (String(decoding: partial, as: UTF8.self), position)
    }
    if partial[0] == 0xC2, partial[1] < 0xA0 { note(control: Unicode.Scalar(partial[1])) }
    if partial == [0xEF, 0xBF, 0xBF] { note(control: UTF16Decoder.fault) }
    partial.removeAll(keepingCapacity: true)
    position.column += 1
  }

  /// What was begun as a character of several bytes is none.
  private mutating func breakOffCharacter() {
    guard let byte = partial.first else { return }
    if firstInvalid == nil { firstInvalid = Fault(byte: byte, position: position) }
    position.column += partial.count
    partial.removeAll(keepingCapacity: true)
    missing = 0
  }

  private mutating func note(control scalar: Unicode.Scalar) {
    controlCount += 1
    if controls.count < limit { controls.append(Control(scalar: scalar, position: position)) }
  }
}
