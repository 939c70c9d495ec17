package import Diagnostics
import OpenSSL
import PDFWriting

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
  private var out = ObjectText()
  /// The next portion.
  private var next = 0
  /// How many of the objects that letters share are written.
  private var written = 0
  /// Where what letters share is, by its number among that.
  private var shared: [CrossReference] = []
  /// Where the streams of letters are, in order.
  private var offsets: [Int] = []

  /// A writer of a file.
  ///
  /// - Throws: ``DiagnosticsError`` if there is no memory for it.
  package init(_ file: CombinedFile) throws(DiagnosticsError) {
    self.file = file
    compression = try StreamCompression(file.options.letters.compression)
    out.header(version: Standard.fileVersion)
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
    defer { out = ObjectText() }
    return take(out.bytes)
  }

  private mutating func take(_ bytes: [UInt8]) -> [[UInt8]] {
    digest.update(bytes)
    count += bytes.count
    return bytes.isEmpty ? [] : [bytes]
  }

  // MARK: What letters share

  /// Writes the objects that no earlier part has.
  private mutating func write(_ part: SharedPart) {
    guard let place = file.parts[part], place.new.lowerBound >= written, !place.new.isEmpty else {
      return
    }
    written = place.new.upperBound
    let numbering = FixedNumbering(shared: place.numbers, firstShared: file.firstShared)
    let objects = part.objects
    place.forEachNew(in: objects.streams, from: place.new.lowerBound) { index, place in
      shared.append(.offset(count + out.bytes.count))
      out.object(ObjectNumber(file.firstShared + index)) {
        $0.append(objects.streams, place, numbering: numbering)
      }
    }
    guard place.firstPlain < place.new.upperBound else { return }
    let stream = ObjectNumber(file.firstShared + place.new.upperBound - 1)
    var packed = ObjectStreamWriter()
    place.forEachNew(in: objects.plain, from: place.firstPlain) { index, place in
      shared.append(.packed(in: stream, at: packed.count))
      packed.add(ObjectNumber(file.firstShared + index)) {
        $0.append(objects.plain, place, numbering: numbering)
      }
    }
    shared.append(.offset(count + out.bytes.count))
    out.object(stream) { packed.write(to: &$0, compress: compression.shared) }
  }

  // MARK: What stands once in the file

  private mutating func writeFixedObjects() -> [CrossReference] {
    var places = [CrossReference](repeating: .free, count: file.firstShared)
    let metadata = CombinedFile.number(of: LetterObjects.metadata)
    let objects = FixedObjects(file)
    places[metadata.value] = .offset(count + out.bytes.count)
    out.object(metadata) { objects.writeMetadata(to: &$0) }
    var numbers = file.packed.lazy.map(ObjectNumber.init).makeIterator()
    objects.texts.pack(file.options.shape.packed) { stream, held in
      guard let number = numbers.next() else { return }
      for (index, object) in held.enumerated() {
        places[object.value] = .packed(in: number, at: index)
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
    _ fixed: [CrossReference], _ identifier: [UInt8]
  ) {
    let first = file.packed.upperBound
    let capacity = file.options.shape.references
    let size = file.objectCount + 1
    var places = CrossReferenceSequence(file, fixed: fixed, shared: shared, offsets: offsets)
    var trailer = Trailer(
      size: size, root: CombinedFile.number(of: LetterObjects.catalog),
      information: CombinedFile.number(of: LetterObjects.information), identifier: identifier)
    for number in first..<size {
      let place = count + out.bytes.count
      places.references.append(place)
      let start = (number - first) * capacity
      let entries = (start..<min(start + capacity, size)).map { _ in places.next() }
      let references = CrossReferenceStream(
        entries, from: start, widths: CombinedWriter.widths(upTo: place), trailer: trailer)
      out.object(ObjectNumber(number)) { references.write(to: &$0, compress: compression.combined) }
      trailer.previous = place
    }
    out.ending(crossReferences: trailer.previous ?? 0)
  }

  /// How wide entries are that lead to places up to the end of the file.
  private static func widths(upTo end: Int) -> CrossReferenceStream.Widths {
    .init(place: end < 1 << 24 ? 3 : end < 1 << 32 ? 4 : 6, index: 2)
  }
}
