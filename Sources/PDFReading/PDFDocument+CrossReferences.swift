import Bytes

/// One cross-reference table or stream: which objects a revision of a file brought (7.5.4, 7.5.8).
package struct CrossReferenceSection: Hashable, Sendable {
  /// Where an object is.
  package enum Entry: Hashable, Sendable {
    /// Nowhere: it was deleted, or never there.
    case free
    /// At an offset in the file, where it says of itself which generation it is.
    case offset(Int, generation: Int)
    /// Within the object stream of that number, at a place in its list.
    case stream(Int, index: Int)
    /// Somewhere that no standard has named yet.
    case unknown
  }

  /// Where the section stands in the file.
  package var offset: Int
  /// Its bytes: the table and its trailer, or the stream, and behind them the stream beside a table.
  package var extents: [Range<Int>]
  /// The objects by number.
  package var entries: [Int: Entry] = [:]
  /// The trailer's dictionary.
  package var trailer: PDFValue = .null
  /// Whether a table is written to the byte as the standard has it (7.5.4): of any other, readers that count
  /// bytes and readers that count words make different places.
  package var isExact = true
  /// The objects that a table calls free and the stream beside it does not: not all readers look there.
  package var hidden: Set<Int> = []

  /// Where it ends: the bytes behind do not matter to it.
  package var end: Int { extents.map(\.upperBound).max() ?? offset }
}

extension PDFDocument {
  private static let damagedTable = PDFFault.damaged("the cross-reference table")
  private static let damagedStream = PDFFault.damaged("the cross-reference stream")
  /// What an entry takes in memory, in bytes.
  private static let entrySize = 64

  /// Follows the chain of sections from the newest one; none is visited twice.
  func crossReferences(from start: Int) throws(PDFFault) -> [CrossReferenceSection] {
    var sections: [CrossReferenceSection] = []
    var seen: Set<Int> = []
    var offset: Int? = start
    while let place = offset {
      guard seen.insert(place).inserted else { throw PDFDocument.damagedTable }
      let section = try section(at: place)
      sections.append(section)
      switch section.trailer["Prev"] {
      case .null: offset = nil
      case .integer(let place) where place >= 0 && place < end: offset = place
      default: throw PDFDocument.damagedTable
      }
    }
    return sections
  }

  private func section(at offset: Int) throws(PDFFault) -> CrossReferenceSection {
    var parser = try parser(at: offset)
    guard parser.takeWord("xref") else { return try streamSection(at: offset) }
    var section = CrossReferenceSection(offset: offset, extents: [])
    while !parser.takeWord("trailer") {
      guard let first = parser.natural(), let count = parser.natural() else {
        throw PDFDocument.damagedTable
      }
      try readEntries(count, from: first, &parser, into: &section)
    }
    if bytes[offset..<parser.position].contains(UInt8(ascii: "%")) { section.isExact = false }
    section.trailer = .dictionary(try parser.dictionary())
    section.extents = [offset..<parser.position]
    try effort.look(at: parser.position - offset)
    if section.trailer["XRefStm"] != .null { try readHidden(into: &section) }
    return section
  }

  private func readEntries(
    _ count: Int, from first: Int, _ parser: inout PDFParser,
    into section: inout CrossReferenceSection
  ) throws(PDFFault) {
    parser.skipSpace()
    let start = parser.position
    for index in 0..<count {
      guard let offset = parser.natural(), let generation = parser.natural() else {
        throw PDFDocument.damagedTable
      }
      if parser.takeWord("n") {
        let entry = Entry.offset(offset, generation: generation)
        try add(offset == 0 ? .free : entry, first + index, to: &section)
      } else if parser.takeWord("f") {
        try add(.free, first + index, to: &section)
      } else {
        throw PDFDocument.damagedTable
      }
    }
    if !areExact(count, from: start) { section.isExact = false }
  }

  /// Whether so many entries, all of which were read, take 20 bytes each: ten digits, five digits, a letter and
  /// the end of the line, set apart by single spaces.
  private func areExact(_ count: Int, from start: Int) -> Bool {
    (0..<count).allSatisfy { index in
      let place = start + 20 * index
      guard place + 20 <= end else { return false }
      let entry = bytes[place..<(place + 20)]
      let areDigits = entry.prefix(16).enumerated().allSatisfy { index, byte in
        index == 10 ? byte == 0x20 : (0x30...0x39).contains(byte)
      }
      return areDigits && entry[place + 16] == 0x20 && entry.suffix(2).allSatisfy(isSpace)
    }
  }

  private typealias Entry = CrossReferenceSection.Entry

  /// What the table calls free may be in the stream beside it (7.5.8.4); what both name must be the same.
  private func readHidden(into section: inout CrossReferenceSection) throws(PDFFault) {
    guard let place = section.trailer["XRefStm"].integer else { throw PDFDocument.damagedTable }
    let hidden = try streamSection(at: place)
    for (number, entry) in hidden.entries where entry != .free {
      if section.entries[number] == .free {
        section.entries[number] = nil
        section.hidden.insert(number)
      }
      try add(entry, number, to: &section)
    }
    section.extents += hidden.extents
  }

  /// Reads the cross-reference stream at an offset.
  ///
  /// - Throws: ``PDFFault`` if there is none, or if it cannot be read.
  package func streamSection(at offset: Int) throws(PDFFault) -> CrossReferenceSection {
    let object = try object(nil, at: offset, as: .crossReferences)
    guard object.value["Type"] == .name("XRef"), let data = object.data else {
      throw PDFDocument.damagedStream
    }
    var rows = try Rows(try decode(data, of: object.value), widths: object.value["W"])
    var section = CrossReferenceSection(
      offset: offset, extents: [offset..<object.end], trailer: object.value)
    for (first, count) in try ranges(of: object.value) {
      guard count <= rows.left else { throw PDFDocument.damagedStream }
      for index in 0..<count { try add(try rows.next(), first + index, to: &section) }
    }
    return section
  }

  /// Which objects the rows are about: each range's first number, and how many there are.
  private func ranges(of stream: PDFValue) throws(PDFFault) -> [(Int, Int)] {
    let index = stream["Index"] == .null ? [.integer(0), stream["Size"]] : stream["Index"].items
    let numbers = index.compactMap(\.integer)
    let limit = 1 << 48
    guard !index.isEmpty, numbers.count == index.count, numbers.count.isMultiple(of: 2),
      numbers.allSatisfy({ (0..<limit).contains($0) })
    else { throw PDFDocument.damagedStream }
    return stride(from: 0, to: numbers.count, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
  }

  private func add(
    _ entry: Entry, _ number: Int, to section: inout CrossReferenceSection
  ) throws(PDFFault) {
    try effort.keep(PDFDocument.entrySize)
    // Readers differ on which of two entries counts, so a section that has two is at fault.
    guard let other = section.entries.updateValue(entry, forKey: number), other != entry else {
      return
    }
    throw PDFDocument.damagedTable
  }
}

/// The rows of a cross-reference stream.
private struct Rows {
  private static let fault = PDFFault.damaged("the cross-reference stream")
  private var reader: ByteReader
  private let widths: [Int]

  init(_ bytes: [UInt8], widths: PDFValue) throws(PDFFault) {
    let numbers = widths.items.compactMap(\.integer)
    guard numbers.count == 3, widths.items.count == 3, numbers[1] > 0,
      numbers.allSatisfy({ (0...8).contains($0) })
    else { throw Rows.fault }
    (reader, self.widths) = (ByteReader(bytes), numbers)
  }

  /// How many rows are left.
  var left: Int { reader.remaining / widths.reduce(0, +) }

  /// The next row (ISO 32000-1, table 18).
  mutating func next() throws(PDFFault) -> CrossReferenceSection.Entry {
    do {
      let kind = widths[0] == 0 ? 1 : try reader.number(widths[0])
      let (second, third) = (try reader.number(widths[1]), try reader.number(widths[2]))
      return switch kind {
      case 0: .free
      case 1: .offset(second, generation: third)
      case 2: .stream(second, index: third)
      default: .unknown
      }
    } catch {
      throw Rows.fault
    }
  }
}
