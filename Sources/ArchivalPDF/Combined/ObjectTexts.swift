/// Objects of a file that are no streams, before they are packed into some.
struct ObjectTexts {
  private var texts = ObjectBytes()
  private var ranges: [(number: Int, range: Range<Int>)] = []

  /// No object yet.
  init() {}

  /// How many objects there are.
  var count: Int { ranges.count }

  /// Writes an object.
  mutating func write(_ number: Int, _ body: (inout ObjectBytes) -> Void) {
    let start = texts.bytes.count
    body(&texts)
    ranges.append((number, start..<texts.bytes.count))
  }

  /// Packs the objects into streams, in the order of their numbers.
  ///
  /// - Parameters:
  ///   - capacity: How many objects a stream holds.
  ///   - body: What takes each stream, with the numbers of the objects that it holds.
  func pack(_ capacity: Int, _ body: (_ stream: ObjectStream, _ numbers: [Int]) -> Void) {
    let sorted = ranges.sorted { $0.number < $1.number }
    for start in stride(from: 0, to: sorted.count, by: capacity) {
      let held = sorted[start..<min(start + capacity, sorted.count)]
      var stream = ObjectStream()
      for (number, range) in held { stream.add(number) { $0.bytes += texts.bytes[range] } }
      body(stream, held.map(\.number))
    }
  }
}
