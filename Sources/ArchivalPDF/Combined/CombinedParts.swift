import OpenSSL
import PDFWriting

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

    /// Calls `body` with the place of each object that no earlier part has, and with its number,
    /// which is `first` or greater.
    func forEachNew(
      in objects: UnnumberedObjects, from first: Int, _ body: (_ number: Int, _ place: Int) -> Void
    ) {
      var next = first
      for place in objects.indices {
        let object = objects.reference(place)
        guard object.row == .shared, Int(numbers[object.index]) == next else { continue }
        body(next, place)
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
    add(part.objects.streams, to: &numbers)
    let firstPlain = count
    add(part.objects.plain, to: &numbers)
    if count > firstPlain { count += 1 }
    parts[part.identifier] = Part(numbers: numbers, new: first..<count, firstPlain: firstPlain)
  }

  private mutating func add(_ list: UnnumberedObjects, to numbers: inout [Int32]) {
    for place in list.indices {
      let object = list.reference(place)
      guard object.row == .shared else { continue }
      var text = ObjectText()
      text.append(list, place, numbering: FixedNumbering(shared: numbers, firstShared: 0))
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
