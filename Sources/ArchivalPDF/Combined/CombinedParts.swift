import OpenSSL

/// What letters of one file share, each object once, numbered from 0 in the order in which letters need it.
struct CombinedParts: Sendable {
  /// What a part has become.
  struct Part: Sendable {
    /// The number of each of its objects.
    var numbers: [Int32]
    /// The numbers of those that no part before it has: first the streams, then the others, then the
    /// stream that the others are packed into.
    var new: Range<Int>
    /// Where the others begin.
    var firstPlain: Int

    /// Hands every object of a list that no part before this one has to `body`, with its number, which
    /// is `first` or greater.
    func forEachNew(
      in list: [UInt8], from first: Int, _ body: (_ number: Int, inout ObjectReader) -> Void
    ) {
      var next = first
      var reader = ObjectReader(list)
      while let object = reader.next() {
        guard object.row == .shared, Int(numbers[object.index]) == next else { continue }
        body(next, &reader)
        next += 1
      }
    }
  }

  /// How many numbers are taken.
  private(set) var count = 0
  private var parts: [[UInt8]: Part] = [:]
  private var objects: [[UInt8]: Int32] = [:]

  /// Nothing yet.
  init() {}

  /// What a part has become; nil if it was never added.
  subscript(part: SharedPart) -> Part? { parts[part.identifier] }

  /// Adds a part, unless it was added before.
  mutating func add(_ part: SharedPart) {
    guard parts[part.identifier] == nil else { return }
    let first = count
    // Objects refer only to those before them, whose numbers are known.
    var numbers = [Int32](repeating: 0, count: part.objects.shared)
    add(part.objects.streams.bytes, to: &numbers)
    let firstPlain = count
    add(part.objects.plain.bytes, to: &numbers)
    if count > firstPlain { count += 1 }
    parts[part.identifier] = Part(numbers: numbers, new: first..<count, firstPlain: firstPlain)
  }

  private mutating func add(_ list: [UInt8], to numbers: inout [Int32]) {
    var reader = ObjectReader(list)
    while let object = reader.next() {
      guard object.row == .shared else { continue }
      var text = ObjectBytes()
      reader.write(to: &text, numbering: FixedNumbering(shared: numbers, firstShared: 0))
      let digest = Array(Digest.of(text.bytes).prefix(16))
      if let known = objects[digest] {
        numbers[object.index] = known
      } else {
        numbers[object.index] = Int32(count)
        objects[digest] = Int32(count)
        count += 1
      }
    }
  }
}
