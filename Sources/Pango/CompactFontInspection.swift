import Bytes

/// Whether a table `CFF ` holds together (Adobe Technical Note 5176).
///
/// HarfBuzz passes over what it has no use for, but Cairo's subsetter reads all of it and trusts it.
struct CompactFontInspection {
  private let table: [UInt8]
  private let glyphCount: Int
  /// How many strings the font has besides the 391 that all fonts share (appendix A).
  private var stringCount = 0

  /// The operators that name a place or a string, or how many glyphs there are, by their codes.
  private enum Operator {
    static let charset = 15, encoding = 16, charStrings = 17, privateDictionary = 18
    static let localSubroutines = 19, registry = 12 << 8 | 30, fontArray = 12 << 8 | 36
    static let fontSelection = 12 << 8 | 37
    static let strings = [0, 1, 2, 3, 4, 12 << 8, 12 << 8 | 21, 12 << 8 | 22, 12 << 8 | 38]
  }

  /// The operands of a dictionary by their operators; those that are no whole number are 0.
  private typealias Dictionary = [Int: [Int]]

  /// Whether a table is sound, in a font of so many glyphs.
  static func isSound(_ table: [UInt8], glyphCount: Int) -> Bool {
    var inspection = CompactFontInspection(table: table, glyphCount: glyphCount)
    do throws(ByteFault) {
      try inspection.inspect()
      return true
    } catch {
      return false
    }
  }

  private init(table: [UInt8], glyphCount: Int) {
    (self.table, self.glyphCount) = (table, glyphCount)
  }

  private func require(_ isSound: Bool) throws(ByteFault) {
    guard isSound else { throw .end }
  }

  private func reader(at position: Int) throws(ByteFault) -> ByteReader {
    try require(position > 0)
    var reader = ByteReader(table)
    try reader.move(to: position)
    return reader
  }

  private mutating func inspect() throws(ByteFault) {
    var reader = ByteReader(table)
    try require(try reader.byte() == 1)
    _ = try reader.byte()
    try reader.move(to: Int(try reader.byte()))
    try require(try index(&reader).count == 1)
    let top = try index(&reader)
    try require(top.count == 1)
    stringCount = try index(&reader).count
    _ = try index(&reader)
    try inspect(try dictionary(top[0]))
  }

  /// A font's dictionary (chapter 9).
  private func inspect(_ font: Dictionary) throws(ByteFault) {
    for code in Operator.strings { try checkString(font[code]?.last) }
    var glyphs = try reader(at: try place(Operator.charStrings, in: font))
    try require(try index(&glyphs).count == glyphCount)
    if let encoding = font[Operator.encoding]?.last, encoding > 1 { _ = try reader(at: encoding) }
    let isKeyed = font[Operator.registry] != nil
    if let charset = font[Operator.charset]?.last, charset > 2 {
      try inspectCharset(at: charset, isKeyed: isKeyed)
    }
    guard isKeyed else { return try inspectPrivate(of: font) }
    for identifier in font[Operator.registry]?.prefix(2) ?? [] { try checkString(identifier) }
    var fonts = try reader(at: try place(Operator.fontArray, in: font))
    let inner = try index(&fonts)
    for font in inner { try inspectPrivate(of: try dictionary(font)) }
    try inspectSelection(at: try place(Operator.fontSelection, in: font), among: inner.count)
  }

  private func place(_ code: Int, in dictionary: Dictionary) throws(ByteFault) -> Int {
    guard let place = dictionary[code]?.last else { throw .end }
    return place
  }

  private func checkString(_ identifier: Int?) throws(ByteFault) {
    try require((0..<391 + stringCount).contains(identifier ?? 0))
  }

  /// The private dictionary of a font, and the subroutines that it names (chapters 15 and 16).
  private func inspectPrivate(of font: Dictionary) throws(ByteFault) {
    guard let operands = font[Operator.privateDictionary], operands.count == 2 else { throw .end }
    var reader = try reader(at: operands[1])
    let entries = try dictionary(try reader.take(operands[0]))
    guard let offset = entries[Operator.localSubroutines]?.last else { return }
    var subroutines = try self.reader(at: try operands[1].plus(offset))
    _ = try index(&subroutines)
  }

  /// The names of all glyphs but the first (chapter 13).
  private func inspectCharset(at position: Int, isKeyed: Bool) throws(ByteFault) {
    var reader = try reader(at: position)
    let width = Int(try reader.byte())
    try require(width <= 2)
    var named = 1
    while named < glyphCount {
      let first = try reader.number(2)
      let left = width == 0 ? 0 : try reader.number(width)
      if !isKeyed { try checkString(try first.plus(left)) }
      named += left + 1
    }
  }

  /// Which font of several each glyph is of (chapter 19).
  private func inspectSelection(at position: Int, among fonts: Int) throws(ByteFault) {
    var reader = try reader(at: position)
    let format = try reader.byte()
    if format == 0 {
      let chosen = try reader.take(glyphCount)
      return try require(chosen.allSatisfy { $0 < fonts })
    }
    try require(format == 3)
    let ranges = try reader.number(2)
    var last = -1
    for _ in 0..<ranges {
      let first = try reader.number(2)
      try require(first > last && (last >= 0 || first == 0))
      try require(try reader.byte() < fonts)
      last = first
    }
    let end = try reader.number(2)
    try require(ranges > 0 && end == glyphCount)
  }

  // MARK: Parts of a table

  /// The items of an index (chapter 5); the reader goes behind it.
  private func index(_ reader: inout ByteReader) throws(ByteFault) -> [ArraySlice<UInt8>] {
    let count = try reader.number(2)
    guard count > 0 else { return [] }
    let width = Int(try reader.byte())
    try require((1...4).contains(width))
    var offsets: [Int] = []
    offsets.reserveCapacity(count + 1)
    for _ in 0...count { offsets.append(try reader.number(width)) }
    try require(offsets[0] == 1)
    var items: [ArraySlice<UInt8>] = []
    items.reserveCapacity(count)
    for (start, end) in zip(offsets, offsets.dropFirst()) {
      items.append(try reader.take(end - start))
    }
    return items
  }

  /// The entries of a dictionary (chapter 4).
  private func dictionary(_ bytes: ArraySlice<UInt8>) throws(ByteFault) -> Dictionary {
    var reader = ByteReader(bytes)
    var entries: Dictionary = [:]
    var operands: [Int] = []
    while !reader.isAtEnd {
      let byte = Int(try reader.byte())
      if byte > 21 {
        operands.append(try operand(byte, &reader))
        try require(operands.count <= 48)
      } else {
        let code = byte == 12 ? 12 << 8 | Int(try reader.byte()) : byte
        // Some lists of hints are empty; what names a place or a string is not.
        try require(!operands.isEmpty || (6...14).contains(code) || code > 12 << 8)
        entries[code] = operands
        operands = []
      }
    }
    try require(operands.isEmpty)
    return entries
  }

  private func operand(_ first: Int, _ reader: inout ByteReader) throws(ByteFault) -> Int {
    switch first {
    case 28: return Int(Int16(truncatingIfNeeded: try reader.number(2)))
    case 29: return Int(Int32(truncatingIfNeeded: try reader.number(4)))
    case 30:
      while true {
        let byte = try reader.byte()
        if byte & 0x0F == 0x0F || byte >> 4 == 0x0F { return 0 }
      }
    case 32...246: return first - 139
    case 247...250: return (first - 247) * 256 + Int(try reader.byte()) + 108
    case 251...254: return -(first - 251) * 256 - Int(try reader.byte()) - 108
    default: throw .end
    }
  }
}
