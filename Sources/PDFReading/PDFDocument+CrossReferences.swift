/// One cross-reference table or stream: which objects a revision of a file brought (7.5.4, 7.5.8).
package struct CrossReferenceSection: Hashable, Sendable {
  /// Where an object is.
  package enum Entry: Hashable, Sendable {
    /// Nowhere: it was deleted, or never there.
    case free
    /// At an offset in the file.
    case offset(Int)
    /// Within the object stream of that number.
    case stream(Int)
  }

  /// Where the section stands in the file.
  package var offset: Int
  /// The objects by number.
  package var entries: [Int: Entry]
  /// The trailer's dictionary.
  package var trailer: PDFValue
}

extension PDFDocument {
  /// Follows the chain of sections from the newest one.
  func crossReferences(from start: Int) throws(PDFFault) -> [CrossReferenceSection] {
    var sections: [CrossReferenceSection] = []
    var seen: Set<Int> = []
    var offset: Int? = start
    while let place = offset {
      guard place >= 0, place < end, seen.insert(place).inserted else {
        throw .damaged("the cross-reference table")
      }
      let section = try section(at: place)
      sections.append(section)
      offset = section.trailer["Prev"].integer
    }
    return sections
  }

  private func section(at offset: Int) throws(PDFFault) -> CrossReferenceSection {
    var parser = PDFParser(bytes, at: offset, end: end)
    guard parser.take("xref") else { return try streamSection(at: offset) }
    var section = CrossReferenceSection(offset: offset, entries: [:], trailer: .null)
    while !parser.take("trailer") {
      guard let first = parser.natural(), let count = parser.natural() else {
        throw .damaged("the cross-reference table")
      }
      try readEntries(count, from: first, &parser, into: &section)
    }
    section.trailer = try parser.value()
    if let place = section.trailer["XRefStm"].integer, place > 0, place < end {
      // What the table calls free may be in the stream beside it (7.5.8.4).
      let hidden = try streamSection(at: place).entries
      section.entries.merge(hidden) { table, stream in table == .free ? stream : table }
    }
    return section
  }

  private func readEntries(
    _ count: Int, from first: Int, _ parser: inout PDFParser,
    into section: inout CrossReferenceSection
  ) throws(PDFFault) {
    for index in 0..<count {
      guard let offset = parser.natural(), parser.natural() != nil else {
        throw .damaged("the cross-reference table")
      }
      if parser.take("n") {
        section.entries[first + index] = offset == 0 ? .free : .offset(offset)
      } else if parser.take("f") {
        section.entries[first + index] = .free
      } else {
        throw .damaged("the cross-reference table")
      }
    }
  }

  private func streamSection(at offset: Int) throws(PDFFault) -> CrossReferenceSection {
    let fault = PDFFault.damaged("the cross-reference stream")
    let object = try object(nil, at: offset)
    guard object.value["Type"] == .name("XRef"), let data = object.data else { throw fault }
    let widths = object.value["W"].items.compactMap(\.integer)
    guard widths.count == 3, widths.allSatisfy({ (0...8).contains($0) }), widths[1] > 0 else {
      throw fault
    }
    var section = CrossReferenceSection(offset: offset, entries: [:], trailer: object.value)
    var rows = Rows(bytes: try decode(data, of: object.value), widths: widths)
    var index = object.value["Index"].items.compactMap(\.integer)
    if index.isEmpty { index = [0, object.value["Size"].integer ?? 0] }
    for pair in stride(from: 0, to: index.count - 1, by: 2) {
      for number in index[pair]..<max(index[pair], index[pair] + min(index[pair + 1], rows.left)) {
        section.entries[number] = rows.next()
      }
    }
    return section
  }
}

/// The rows of a cross-reference stream.
private struct Rows {
  let bytes: [UInt8]
  let widths: [Int]
  private var position = 0

  init(bytes: [UInt8], widths: [Int]) {
    (self.bytes, self.widths) = (bytes, widths)
  }

  /// How many rows are left.
  var left: Int { (bytes.count - position) / widths.reduce(0, +) }

  /// The next row (ISO 32000-1, table 18); nil for a kind that readers take for nothing.
  mutating func next() -> CrossReferenceSection.Entry? {
    let kind = widths[0] == 0 ? 1 : field(widths[0])
    let (second, _) = (field(widths[1]), field(widths[2]))
    return switch kind {
    case 0: .free
    case 1: .offset(second)
    case 2: .stream(second)
    default: nil
    }
  }

  private mutating func field(_ width: Int) -> Int {
    defer { position += width }
    return bytes[position..<(position + width)].reduce(0) { $0 << 8 | Int($1) }
  }
}
