import Geometry
import PDFWriting

/// Letters that follow each other, as bytes of a file that holds others, too.
package struct CombinedChunk: Sendable {
  /// Which portion of the file's letters it is.
  let portion: Int
  let bytes: [UInt8]
  /// Where in them each stream begins.
  let offsets: [Int]
  /// What the letters share with others, in the order of first use.
  let parts: [SharedPart]
}

/// Writes letters that follow each other in a file.
struct PortionWriter {
  private let file: CombinedFile
  private let portion: Int
  private let letters: [CombinedLetter]
  private let numbering: PortionNumbering
  private let place: PortionPlace
  private let base: Int
  private let compress: ([UInt8]) -> StreamData
  private var numberings: [CombinedNumbering] = []
  /// Where in each part the structure of static blocks is.
  private var structures: [ObjectIdentifier: Range<Int>] = [:]
  /// The objects that are no streams.
  private var texts = ObjectTexts()
  private var out = ObjectText()
  private var offsets: [Int] = []

  /// A writer of some letters.
  init(
    _ letters: [CombinedLetter], portion: Int, of file: CombinedFile,
    compress: @escaping ([UInt8]) -> StreamData
  ) {
    (self.letters, self.portion, self.file, self.compress) = (letters, portion, file, compress)
    (place, base) = (file.portions[portion], file.base(of: portion))
    numbering = PortionNumbering(letters, file.options)
    for (index, letter) in letters.enumerated() {
      let own = numbering.letters[index]
      numberings.append(
        CombinedNumbering(
          letter: own, base: base, element: base + numbering.element(index),
          pages: base + numbering.leaf(.pages),
          shared: file.parts[letter.letter.part]?.numbers ?? [],
          firstShared: file.firstShared, firstParentKey: place.firstKey + own.firstKey))
    }
  }

  /// The letters as bytes; nil if they are not those that the file was planned with.
  mutating func write() -> CombinedChunk? {
    guard numbering.plainCount == place.plain, letters.count == place.letters,
      numbering.streamCount + file.options.shape.streams(for: place.plain) == place.streams,
      letters.allSatisfy({ file.parts[$0.letter.part] != nil })
    else { return nil }
    for index in letters.indices {
      writeOutline(index)
      writeElement(index)
    }
    writePages()
    writeParents()
    writeLabels()
    for index in letters.indices { writeObjects(of: index) }
    guard texts.count == place.plain else { return nil }
    pack()
    return CombinedChunk(
      portion: portion, bytes: out.bytes, offsets: offsets, parts: letters.differentParts)
  }

  // MARK: Objects of all letters

  /// Writes a letter's entry in the outline (ISO 32000-1, 12.3.3).
  private mutating func writeOutline(_ index: Int) {
    let page = base + numbering.letters[index].pages
    texts.write(base + numbering.outline(index)) { out in
      out.text("/Title", letters[index].name)
      out.reference("/Parent", to: CombinedFile.number(of: CombinedFile.outline))
      if let previous = file.outline(index - 1, of: portion) {
        out.reference("/Prev", to: ObjectNumber(previous))
      }
      if let next = file.outline(index + 1, of: portion) {
        out.reference("/Next", to: ObjectNumber(next))
      }
      out.array("/Dest") { place in
        place.reference(to: ObjectNumber(page))
        place.name("/Fit")
      }
    }
  }

  /// Writes the element that holds a letter's structure (14.8.4.2).
  private mutating func writeElement(_ index: Int) {
    let letter = letters[index].letter
    let language = letter.information.language
    texts.write(base + numbering.element(index)) { out in
      out.name("/S", "/Part")
      out.reference("/P", to: CombinedFile.number(of: LetterObjects.document))
      if language != file.information.language { out.text("/Lang", language) }
      out.text("/T", letters[index].name)
      out.array("/K") {
        $0.append(letter.plain.text, letter.frame.roots, numbering: numberings[index])
      }
    }
  }

  private mutating func writePages() {
    texts.write(base + numbering.leaf(.pages)) { out in
      out.name("/Type", "/Pages")
      out.reference("/Parent", to: ObjectNumber(file.pages.parent(ofLeaf: portion)))
      out.integer("/Count", numbering.pageCount)
      out.array("/Kids") { kids in
        for (index, letter) in letters.enumerated() {
          let own = numbering.letters[index]
          let first = ObjectNumber(base + own.pages)
          let count = letter.letter.pageCount + (own.isPadded ? 1 : 0)
          kids.references(to: first..<first.advanced(by: count))
        }
      }
    }
  }

  private mutating func writeParents() {
    texts.write(base + numbering.leaf(.parents)) { out in
      out.limits(place.firstKey, place.lastKey)
      out.numbers { tree in
        for (index, letter) in letters.lazy.map(\.letter).enumerated() {
          tree.append(letter.plain.text, letter.frame.parents, numbering: numberings[index])
        }
      }
    }
  }

  /// Labels pages with what tells their letter from the others, and their number in it (12.4.2).
  private mutating func writeLabels() {
    texts.write(base + numbering.leaf(.labels)) { out in
      out.limits(place.firstPage, place.lastLabel)
      out.numbers { tree in
        for (index, letter) in letters.enumerated() {
          let key = letter.letter.information.key
          let name = key.isEmpty ? String(place.firstLetter + index + 1) : String(key.prefix(100))
          tree.dictionary(place.firstPage + numbering.letters[index].firstPage) { label in
            label.name("/S", "/D")
            label.text("/P", name + "-")
          }
        }
      }
    }
  }

  // MARK: Objects of one letter

  private mutating func writeObjects(of index: Int) {
    let letter = letters[index].letter
    let numbers = numberings[index]
    writeStreams(of: letter, numbers)
    let shared = letter.part.objects.plain
    for place in structure(of: letter.part) { add(shared, place, numbers) }
    for place in letter.plain.indices where letter.plain.reference(place).isOfBody(letter) {
      add(letter.plain, place, numbers)
    }
    if numbers.letter.isPadded { writeBlankPage(after: letter, numbers) }
  }

  private mutating func add(
    _ objects: UnnumberedObjects, _ place: Int, _ numbers: CombinedNumbering
  ) {
    texts.write(
      numbers.number(of: objects.reference(place)), objects, place, numbering: numbers)
  }

  /// The places of the structure of static blocks: the objects follow each other.
  private mutating func structure(of part: SharedPart) -> Range<Int> {
    if let known = structures[ObjectIdentifier(part)] { return known }
    let objects = part.objects.plain
    let isStructure = { (place: Int) in objects.reference(place).row == .structure }
    let start = objects.indices.first(where: isStructure) ?? objects.indices.upperBound
    let end = objects.indices[start...].first { !isStructure($0) } ?? objects.indices.upperBound
    structures[ObjectIdentifier(part)] = start..<end
    return start..<end
  }

  private mutating func writeStreams(of letter: PreparedLetter, _ numbers: CombinedNumbering) {
    for place in letter.streams.indices {
      let number = numbers.number(of: letter.streams.reference(place))
      // Other letters may have the same one.
      guard number.value == base + numbering.plainCount + offsets.count else { continue }
      offsets.append(out.bytes.count)
      out.object(number) { $0.append(letter.streams, place, numbering: numbers) }
    }
  }

  /// Writes a page without anything on it, so that the next letter begins on an odd one.
  private mutating func writeBlankPage(after letter: PreparedLetter, _ numbers: CombinedNumbering) {
    texts.write(base + numbers.letter.pages + letter.pageCount) { out in
      out.name("/Type", "/Page")
      out.reference("/Parent", to: ObjectNumber(numbers.pages))
      out.mediaBox(letter.frame.lastPageSize)
      out.dictionary("/Resources") { _ in }
    }
  }

  // MARK: Streams

  /// Packs all objects that are no streams into some.
  private mutating func pack() {
    texts.pack(file.options.shape.packed) { stream, _ in
      let number = ObjectNumber(base + numbering.plainCount + offsets.count)
      offsets.append(out.bytes.count)
      out.object(number) { stream.write(to: &$0, compress: compress) }
    }
  }
}

extension Reference {
  /// Whether a letter has this object of its own in a file with others, too.
  fileprivate func isOfBody(_ letter: PreparedLetter) -> Bool {
    switch row {
    case .letter: index >= LetterObjects.page(0).index
    case .own: index < letter.frame.bodyCount
    // What of a static block depends on its place.
    case .structure: true
    case .shared: false
    }
  }
}
