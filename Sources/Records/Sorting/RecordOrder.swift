package import Diagnostics

/// An order of a list's records other than the list's own; some may be left out.
///
/// It takes eight bytes a record.
package struct RecordOrder: Sendable {
  /// The records' numbers, in order.
  private let numbers: [UInt32]
  /// Their places, from 1, by their numbers; 0 for those left out.
  private let places: [UInt32]

  /// How many records there are in it.
  package var count: Int { numbers.count }

  /// Sorts records by keys.
  ///
  /// Some megabytes of keys are sorted at a time; if there are more, they are kept in a file of our own. Records
  /// with the same key stay in the order in which they come.
  ///
  /// - Parameters:
  ///   - name: What their list is called in messages.
  ///   - options: How much is sorted at a time.
  ///   - next: Gives the key of each record with its number; nil after the last one.
  /// - Throws: ``DiagnosticsError`` if the keys cannot be kept, and what `next` throws.
  package init(
    named name: String, _ options: ListOptions = ListOptions(),
    _ next: () throws(DiagnosticsError) -> (key: [UInt8], number: Int)?
  ) throws(DiagnosticsError) {
    let source = try ByteSorter.sorted(named: name, holding: options.sortedBytes) {
      bytes throws(DiagnosticsError) in
      guard let (key, number) = try next() else { return nil }
      bytes += key
      SortedKey.append(UInt32(truncatingIfNeeded: number), to: &bytes)
      return key.count
    }
    var reader = KeyedBytesReader(
      source, in: 0..<(try source.size()), pieceSize: options.chunkSize)
    var numbers: [UInt32] = []
    while let next = try reader.next() { numbers.append(SortedKey.number(next.bytes)) }
    self.numbers = numbers
    var places = [UInt32](repeating: 0, count: Int(numbers.max() ?? 0))
    for (index, number) in numbers.enumerated() where number > 0 {
      places[Int(number) - 1] = UInt32(truncatingIfNeeded: index + 1)
    }
    self.places = places
  }

  /// The number of the record at a place, counted from 1; nil for none.
  func number(at place: Int) -> Int? {
    numbers.indices.contains(place - 1) ? Int(numbers[place - 1]) : nil
  }

  /// The place of a record, from 1; nil for one that is left out.
  func place(of number: Int) -> UInt32? {
    guard places.indices.contains(number - 1), places[number - 1] > 0 else { return nil }
    return places[number - 1]
  }
}
