package import Diagnostics
import OpenSSL

/// Writes letters into one file for printing, PDF/A-2a and PDF/UA-1 as each would be by itself.
///
/// What letters share stands in it once. All is known before the first byte is written (``CombinedPlan``),
/// so letters can be turned into bytes side by side (``ArchivalWriter/chunk(of:portion:in:)``), and of
/// those that were written nothing is kept but where their streams are.
package struct CombinedWriter {
  private let file: CombinedFile
  private let compression: StreamCompression
  private var digest = Digest()
  private var count = 0
  private var out = ObjectBytes()
  /// The next portion.
  private var next = 0
  /// Which part's objects are written, by the number up to which they are.
  private var written = 0
  /// Where what letters share is, by its number among that.
  private var shared: [CombinedReferences.Place] = []
  /// Where the streams of letters are, in order.
  private var offsets: [Int] = []

  /// A writer of a file.
  ///
  /// - Throws: ``DiagnosticsError`` if there is no memory for it.
  package init(_ file: CombinedFile) throws(DiagnosticsError) {
    self.file = file
    compression = try StreamCompression(file.options.letters.compression)
    out.header()
  }

  /// Adds the portion of letters that comes next.
  ///
  /// - Returns: What comes next in the file.
  /// - Throws: ``DiagnosticsError`` if another portion was to come next.
  package mutating func add(_ chunk: CombinedChunk) throws(DiagnosticsError) -> [[UInt8]] {
    guard chunk.portion == next else { throw CombinedWriter.otherLetters }
    next += 1
    for part in chunk.parts { write(part) }
    let first = take()
    offsets += chunk.offsets.lazy.map { $0 + count }
    return first + take(chunk.bytes)
  }

  /// Ends the file.
  ///
  /// - Returns: Its last bytes.
  /// - Throws: ``DiagnosticsError`` if letters are missing.
  package mutating func finish() throws(DiagnosticsError) -> [[UInt8]] {
    guard next == file.portions.count else { throw CombinedWriter.otherLetters }
    let fixed = writeFixedObjects()
    let objects = take()
    let identifier = Array(digest.finish().prefix(16))
    writeReferences(fixed, identifier)
    return objects + take()
  }

  static var otherLetters: DiagnosticsError {
    DiagnosticsError(
      .error(
        "archive.combined-letters", "the file was planned for other letters", failure: .software))
  }

  private mutating func take() -> [[UInt8]] {
    defer { out = ObjectBytes() }
    return take(out.bytes)
  }

  private mutating func take(_ bytes: [UInt8]) -> [[UInt8]] {
    digest.update(bytes)
    count += bytes.count
    return bytes.isEmpty ? [] : [bytes]
  }

  // MARK: What letters share

  /// Writes what no part before this one has.
  private mutating func write(_ part: SharedPart) {
    guard let place = file.parts[part], place.new.lowerBound >= written, !place.new.isEmpty else {
      return
    }
    written = place.new.upperBound
    let numbering = FixedNumbering(shared: place.numbers, firstShared: file.firstShared)
    place.forEachNew(in: part.objects.streams.bytes, from: place.new.lowerBound) { index, reader in
      let number = file.firstShared + index
      shared.append(.offset(count + out.bytes.count))
      out.object(number) { reader.write(to: &$0, numbering: numbering) }
    }
    guard place.firstPlain < place.new.upperBound else { return }
    let stream = file.firstShared + place.new.upperBound - 1
    var packed = ObjectStream()
    place.forEachNew(in: part.objects.plain.bytes, from: place.firstPlain) { index, reader in
      shared.append(.packed(in: stream, at: packed.count))
      packed.add(file.firstShared + index) { reader.write(to: &$0, numbering: numbering) }
    }
    shared.append(.offset(count + out.bytes.count))
    out.object(stream) { packed.write(to: &$0, compress: compression.shared) }
  }

  // MARK: What stands once in the file

  private mutating func writeFixedObjects() -> [CombinedReferences.Place] {
    var places = [CombinedReferences.Place](repeating: .free, count: file.firstShared)
    let metadata = 1 + FileLayout.metadata.index
    let objects = FixedObjects(file)
    places[metadata] = .offset(count + out.bytes.count)
    out.object(metadata) { objects.writeMetadata(to: &$0) }
    var numbers = file.packed.makeIterator()
    objects.texts.pack(file.options.shape.packed) { stream, held in
      guard let number = numbers.next() else { return }
      for (index, object) in held.enumerated() {
        places[object] = .packed(in: number, at: index)
      }
      places.append(.offset(count + out.bytes.count))
      out.object(number) { stream.write(to: &$0, compress: compression.combined) }
    }
    return places
  }

  // MARK: Cross-references

  /// Writes the cross-references; `fixed` is where the objects that stand once in the file are, and then
  /// where the streams are that hold them.
  private mutating func writeReferences(
    _ fixed: [CombinedReferences.Place], _ identifier: [UInt8]
  ) {
    let first = file.packed.upperBound
    let capacity = file.options.shape.references
    let size = file.objectCount + 1
    var places = PlaceSequence(file, fixed: fixed, shared: shared, offsets: offsets)
    var last: Int?
    for number in first..<size {
      let place = count + out.bytes.count
      places.references.append(place)
      let start = (number - first) * capacity
      let references = CombinedReferences(upTo: place, compress: compression.combined) { _ in
        places.next()
      }
      out.object(number) { out in
        references.write(start..<min(start + capacity, size), to: &out) { out in
          out += "/Size "
          out.integer(size)
          if let last {
            out += "/Prev "
            out.integer(last)
          }
          out += "/Root "
          out.reference(to: 1 + FileLayout.catalog.index)
          out += "/Info "
          out.reference(to: 1 + FileLayout.information.index)
          out += "/ID["
          out.hexadecimal(identifier)
          out.hexadecimal(identifier)
          out += "]"
        }
      }
      last = place
    }
    out.ending(references: last ?? 0)
  }
}
