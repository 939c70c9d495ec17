/// What a file says of itself at its end (ISO 32000-1, 7.5.5).
package struct Trailer: Sendable {
  /// One more than the greatest number of an object.
  package var size: Int
  /// Where the cross-references are that come before these.
  package var previous: Int?
  /// The root of the document, and its information dictionary.
  package var root, information: ObjectNumber
  /// What tells this file from all others; it stands for both halves of `/ID` (14.4), as the file is
  /// written in one go.
  package var identifier: [UInt8]

  /// A trailer of a file whose cross-references stand in one place.
  package init(size: Int, root: ObjectNumber, information: ObjectNumber, identifier: [UInt8]) {
    (self.size, self.root, self.information) = (size, root, information)
    self.identifier = identifier
  }

  func write(to entries: inout DictionaryWriter) {
    entries.integer("/Size", size)
    if let previous { entries.integer("/Prev", previous) }
    entries.reference("/Root", to: root)
    entries.reference("/Info", to: information)
    entries.array("/ID") { halves in
      halves.hexadecimal(identifier)
      halves.hexadecimal(identifier)
    }
  }
}

/// A cross-reference stream (7.5.8).
package struct CrossReferenceStream {
  /// How many bytes the places of an entry take: as few as the file needs.
  package struct Widths: Hashable, Sendable {
    /// The offset of an object, or the number of the stream that holds it.
    package var place: Int
    /// The index in that stream.
    package var index: Int

    /// Widths; entries have one byte more for their kind.
    ///
    /// - Parameters:
    ///   - place: 1 to 6 bytes.
    ///   - index: 1 or 2 bytes.
    package init(place: Int, index: Int) {
      (self.place, self.index) = (place, index)
    }

    var row: Int { 1 + place + index }
  }

  private let entries: [CrossReference]
  private let numbers: Range<Int>
  private let widths: Widths
  private let trailer: Trailer

  /// The references of objects in a row.
  ///
  /// - Parameters:
  ///   - entries: Where the objects are.
  ///   - first: The number of the first one.
  ///   - widths: How the entries are written.
  ///   - trailer: What else the stream's dictionary says.
  package init(
    _ entries: [CrossReference], from first: Int = 0, widths: Widths, trailer: Trailer
  ) {
    (self.entries, self.widths, self.trailer) = (entries, widths, trailer)
    numbers = first..<first + entries.count
  }

  /// Writes the stream as it is, for all objects of a file.
  package func write(to out: inout ObjectText) {
    let data = rows
    out.stream(data) { out in
      describe(in: &out)
      trailer.write(to: &out)
      out.integer("/Length", data.count)
    }
  }

  /// Writes the stream compressed, each entry as what it differs by from the one before (7.4.4.4):
  /// most differ in little.
  package func write(to out: inout ObjectText, compress: ([UInt8]) -> StreamData) {
    let rows = rows
    let predicted = compress(predicted(rows))
    let data = predicted.isCompressed ? predicted.bytes : rows
    out.stream(data) { out in
      describe(in: &out)
      out.array("/Index") { range in
        range.integer(numbers.lowerBound)
        range.integer(numbers.count)
      }
      trailer.write(to: &out)
      if predicted.isCompressed { predict(in: &out) }
      out.integer("/Length", data.count)
    }
  }

  private func describe(in out: inout DictionaryWriter) {
    out.name("/Type", "/XRef")
    out.array("/W") { columns in
      columns.integer(1)
      columns.integer(widths.place)
      columns.integer(widths.index)
    }
  }

  private func predict(in out: inout DictionaryWriter) {
    out.name("/Filter", "/FlateDecode")
    out.dictionary("/DecodeParms") { parameters in
      parameters.integer("/Predictor", 12)
      parameters.integer("/Columns", widths.row)
    }
  }

  /// The entries as they are.
  private var rows: [UInt8] {
    let (size, indexBits) = (widths.row, UInt64(8 * widths.index))
    // Each is written as a whole word, and the next one over what is too much of it.
    return unsafe [UInt8](unsafeUninitializedCapacity: entries.count * size + 8) {
      buffer, count in
      let buffer = UnsafeMutableRawBufferPointer(buffer)
      for entry in entries {
        let index = entry.rest & (1 << indexBits - 1)
        let rest = (entry.rest >> 16) << indexBits | index
        unsafe buffer[count] = entry.kind
        unsafe buffer.storeBytes(
          of: (rest << UInt64(64 - 8 * (size - 1))).bigEndian, toByteOffset: count + 1,
          as: UInt64.self)
        count += size
      }
    }
  }

  private func predicted(_ rows: [UInt8]) -> [UInt8] {
    let size = widths.row
    var out: [UInt8] = []
    out.reserveCapacity(rows.count + entries.count)
    for start in stride(from: 0, to: rows.count, by: size) {
      out.append(2)
      for place in start..<start + size {
        out.append(start == 0 ? rows[place] : rows[place] &- rows[place - size])
      }
    }
    return out
  }
}
