import PDFWriting

/// How the objects of some letters that follow each other in a file are numbered, from 0.
///
/// First come the letters' entries in the outline, then their outermost elements, then a leaf of each of
/// the file's trees, then the objects of one letter after the other, and at last all that is a stream.
struct PortionNumbering {
  /// The numbers of a letter's objects.
  struct Letter {
    /// Its first page, and its first element of a static block.
    var pages, structure: Int
    /// Its own objects.
    var own: [Int]
    /// How many pages and keys of the parent tree the letters before it have.
    var firstPage, firstKey: Int
    /// Whether a blank page follows it.
    var isPadded: Bool
  }

  /// The letters in order.
  private(set) var letters: [Letter] = []
  /// How many pages, and keys of the parent tree, they have together.
  private(set) var pageCount = 0
  private(set) var keyCount = 0
  /// How many objects that are no streams.
  private(set) var plainCount: Int
  /// How many streams: what stands in several letters counts once.
  private(set) var streamCount = 0
  private var streams: [StreamText: Int] = [:]

  /// The text of a stream, which several letters may have.
  private struct StreamText: Hashable {
    var bytes: ArraySlice<UInt8>

    func hash(into hasher: inout Hasher) {
      unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
  }

  /// Numbers the objects of letters.
  ///
  /// - Parameters:
  ///   - letters: The letters.
  ///   - options: What the file is to be.
  init(_ letters: [CombinedLetter], _ options: CombinedOptions) {
    plainCount = 2 * letters.count + 3
    self.letters.reserveCapacity(letters.count)
    for letter in letters { add(letter.letter, options) }
    for (index, letter) in letters.enumerated() { addStreams(of: letter.letter, index) }
    streams = [:]
  }

  /// The entry in the outline of the letter at a place.
  func outline(_ index: Int) -> Int { index }
  /// The outermost element of the letter at a place.
  func element(_ index: Int) -> Int { letters.count + index }
  /// The leaves of the trees.
  func leaf(_ tree: CombinedTree) -> Int { 2 * letters.count + tree.rawValue }

  private mutating func add(_ letter: PreparedLetter, _ options: CombinedOptions) {
    let isPadded = options.startsOnOddPages && !letter.pageCount.isMultiple(of: 2)
    let pages = letter.pageCount + (isPadded ? 1 : 0)
    var place = Letter(
      pages: plainCount, structure: plainCount + pages, own: [], firstPage: pageCount,
      firstKey: keyCount, isPadded: isPadded)
    place.own = Array(repeating: -1, count: letter.objectCount)
    for index in letter.streams.indices { place.own[letter.streams.reference(index).index] = .max }
    plainCount += pages + letter.part.numbering.structure
    for index in 0..<letter.frame.bodyCount where place.own[index] < 0 {
      place.own[index] = plainCount
      plainCount += 1
    }
    pageCount += pages
    keyCount += letter.frame.parentKeyCount
    letters.append(place)
  }

  private mutating func addStreams(of letter: PreparedLetter, _ index: Int) {
    for place in letter.streams.indices {
      let text = letter.streams.independentText(place).map(StreamText.init)
      let number = text.flatMap { streams[$0] } ?? plainCount + streamCount
      letters[index].own[letter.streams.reference(place).index] = number
      guard number == plainCount + streamCount else { continue }
      streamCount += 1
      if let text { streams[text] = number }
    }
  }
}
