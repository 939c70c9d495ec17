import Bytes

/// A stream that holds objects (ISO 32000-1, 7.5.7).
package struct ObjectStream {
  private static let fault = PDFFault.damaged("an object stream")
  private let bytes: [UInt8]
  /// The objects' numbers, in the order of the stream's list.
  package let numbers: [Int]
  /// Where each begins, and where the next one does.
  private let slots: [Range<Int>]

  /// Reads the list of a stream, whose objects are read when they are asked for.
  ///
  /// - Throws: ``PDFFault`` if the list is not whole, names an object twice, or two begin at one place.
  init(_ stream: PDFObject, in document: PDFDocument) throws(PDFFault) {
    guard stream.value["Type"] == .name("ObjStm"), let data = stream.data,
      let count = try document.resolveApart(stream.value["N"]).integer, count >= 0,
      let first = try document.resolveApart(stream.value["First"]).integer, first >= 0
    else { throw ObjectStream.fault }
    bytes = try document.decode(data, of: stream.value)
    guard first <= bytes.count, count <= bytes.count else { throw ObjectStream.fault }
    try document.effort.keep(bytes.count + 64 * count)
    let list = try ObjectStream.list(bytes[..<first], count)
    numbers = list.map(\.number)
    slots = try ObjectStream.slots(list.map(\.offset), from: first, to: bytes.count)
    guard Set(numbers).count == numbers.count else { throw ObjectStream.fault }
  }

  private static func list(
    _ bytes: ArraySlice<UInt8>, _ count: Int
  ) throws(PDFFault) -> [(number: Int, offset: Int)] {
    var header = try PDFParser(bytes, values: 0)
    var list: [(number: Int, offset: Int)] = []
    for _ in 0..<count {
      guard let number = header.natural(), let offset = header.natural() else { throw fault }
      list.append((number, offset))
    }
    return list
  }

  /// Each object's bytes, which no other object shares, whatever order they stand in.
  private static func slots(
    _ offsets: [Int], from first: Int, to end: Int
  ) throws(PDFFault) -> [Range<Int>] {
    guard offsets.allSatisfy({ $0 <= end - first }) else { throw fault }
    let order = offsets.indices.sorted { offsets[$0] < offsets[$1] }
    var slots = [Range<Int>](repeating: end..<end, count: offsets.count)
    var behind = end
    for index in order.reversed() {
      let start = first + offsets[index]
      guard start < behind else { throw fault }
      slots[index] = start..<behind
      behind = start
    }
    return slots
  }

  /// An object's value.
  ///
  /// - Throws: ``PDFFault`` unless the object stands at that place of the list and fills its bytes.
  func value(_ number: Int, at index: Int, _ effort: ReadingEffort) throws(PDFFault) -> PDFValue {
    guard numbers.indices.contains(index), numbers[index] == number else {
      throw ObjectStream.fault
    }
    return try value(at: index, effort)
  }

  /// The value of the object at a place of the list.
  func value(at index: Int, _ effort: ReadingEffort) throws(PDFFault) -> PDFValue {
    try effort.look(at: slots[index].count)
    var parser = try PDFParser(bytes[slots[index]], values: effort.valueLimit)
    let value = try parser.value()
    parser.skipSpace()
    guard parser.next == nil else { throw ObjectStream.fault }
    return value
  }
}
