import Geometry

/// Letters that follow each other, as bytes of a file that holds others, too.
package struct CombinedChunk: Sendable {
  /// Which portion of the file's letters it is.
  let portion: Int
  /// The bytes.
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
  private var out = ObjectBytes()
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
      out += "<</Title"
      out.text(letters[index].name)
      out += "/Parent "
      out.reference(to: 1 + CombinedFile.outline.index)
      if let previous = file.outline(index - 1, of: portion) {
        out += "/Prev "
        out.reference(to: previous)
      }
      if let next = file.outline(index + 1, of: portion) {
        out += "/Next "
        out.reference(to: next)
      }
      out += "/Dest["
      out.reference(to: page)
      out += "/Fit]>>"
    }
  }

  /// Writes the element that holds a letter's structure (14.8.4.2).
  private mutating func writeElement(_ index: Int) {
    let letter = letters[index].letter
    let language = letter.description.language
    texts.write(base + numbering.element(index)) { out in
      out += "<</S/Part/P "
      out.reference(to: 1 + FileLayout.document.index)
      if language != file.description.language {
        out += "/Lang"
        out.text(language)
      }
      out += "/T"
      out.text(letters[index].name)
      out += "/K["
      var reader = ObjectReader(letter.plain, in: letter.frame.roots)
      reader.write(to: &out, numbering: numberings[index])
      out += "]>>"
    }
  }

  private mutating func writePages() {
    texts.write(base + numbering.leaf(.pages)) { out in
      out += "<</Type/Pages/Parent "
      out.reference(to: file.pages.parent(ofLeaf: portion))
      out += "/Count "
      out.integer(numbering.pageCount)
      out += "/Kids["
      for (index, letter) in letters.enumerated() {
        let own = numbering.letters[index]
        let first = base + own.pages
        out.references(to: first..<first + letter.letter.pageCount + (own.isPadded ? 1 : 0))
      }
      out += "]>>"
    }
  }

  private mutating func writeParents() {
    texts.write(base + numbering.leaf(.parents)) { out in
      out += "<<"
      out.limits(place.firstKey, place.lastKey)
      out += "/Nums["
      for (index, letter) in letters.enumerated() {
        var reader = ObjectReader(letter.letter.plain, in: letter.letter.frame.parents)
        reader.write(to: &out, numbering: numberings[index])
      }
      out += "]>>"
    }
  }

  /// Labels pages with what tells their letter from the others, and their number in it (12.4.2).
  private mutating func writeLabels() {
    texts.write(base + numbering.leaf(.labels)) { out in
      out += "<<"
      out.limits(place.firstPage, place.lastLabel)
      out += "/Nums["
      for (index, letter) in letters.enumerated() {
        let key = letter.letter.description.key
        let name = key.isEmpty ? String(place.firstLetter + index + 1) : String(key.prefix(100))
        out.integer(place.firstPage + numbering.letters[index].firstPage)
        out += "<</S/D/P"
        out.text(name + "-")
        out += ">>"
      }
      out += "]>>"
    }
  }

  // MARK: Objects of one letter

  private mutating func writeObjects(of index: Int) {
    let letter = letters[index].letter
    let numbers = numberings[index]
    writeStreams(of: letter, numbers)
    var reader = ObjectReader(
      letter.part.objects.plain.bytes, in: structure(of: letter.part))
    while let object = reader.next() {
      texts.write(numbers.number(of: object)) { reader.write(to: &$0, numbering: numbers) }
    }
    reader = ObjectReader(letter.plain)
    while let object = reader.next() {
      guard object.isOfBody(letter) else { continue }
      texts.write(numbers.number(of: object)) { reader.write(to: &$0, numbering: numbers) }
    }
    if numbers.letter.isPadded { writeBlankPage(after: letter, numbers) }
  }

  /// Where the structure of static blocks is: the objects follow each other.
  private mutating func structure(of part: SharedPart) -> Range<Int> {
    if let known = structures[ObjectIdentifier(part)] { return known }
    var reader = ObjectReader(part.objects.plain.bytes)
    var found: Range<Int>?
    while let object = reader.next() {
      guard object.row != .structure else {
        found = (found?.lowerBound ?? reader.objectStart)..<part.objects.plain.bytes.count
        continue
      }
      guard let start = found?.lowerBound else { continue }
      found = start..<reader.objectStart
      break
    }
    structures[ObjectIdentifier(part)] = found ?? 0..<0
    return found ?? 0..<0
  }

  private mutating func writeStreams(of letter: PreparedLetter, _ numbers: CombinedNumbering) {
    var reader = ObjectReader(letter.streams)
    while let stream = reader.next() {
      let number = numbers.number(of: stream)
      // Other letters may have the same one.
      guard number == base + numbering.plainCount + offsets.count else { continue }
      offsets.append(out.bytes.count)
      out.object(number) { reader.write(to: &$0, numbering: numbers) }
    }
  }

  /// Writes a page without anything on it, so that the next letter begins on an odd one.
  private mutating func writeBlankPage(after letter: PreparedLetter, _ numbers: CombinedNumbering) {
    texts.write(base + numbers.letter.pages + letter.pageCount) { out in
      out += "<</Type/Page/Parent "
      out.reference(to: numbers.pages)
      out += "/MediaBox[0 0 "
      out.points(letter.frame.lastPageSize.width)
      out += " "
      out.points(letter.frame.lastPageSize.height)
      out += "]/Resources<<>>>>"
    }
  }

  // MARK: Streams

  /// Packs all objects that are no streams into some.
  private mutating func pack() {
    texts.pack(file.options.shape.packed) { stream, _ in
      let number = base + numbering.plainCount + offsets.count
      offsets.append(out.bytes.count)
      out.object(number) { stream.write(to: &$0, compress: compress) }
    }
  }
}

extension Reference {
  /// Whether a letter has this object of its own in a file with others, too.
  fileprivate func isOfBody(_ letter: PreparedLetter) -> Bool {
    switch row {
    case .letter: index >= FileLayout.page(0).index
    case .own: index < letter.frame.bodyCount
    // What of a static block depends on its place.
    case .structure: true
    case .shared: false
    }
  }
}

extension ObjectBytes {
  /// Adds a reference to an object whose number is known.
  mutating func reference(to number: Int) {
    integer(number)
    self += " 0 R"
  }

  /// Adds the least and the greatest key under a node of a tree (7.9.7).
  mutating func limits(_ least: Int, _ greatest: Int) {
    self += "/Limits["
    integer(least)
    self += " "
    integer(greatest)
    self += "]"
  }
}
