/// To which record each row of a table belongs, at four bytes a row.
struct RowOwners: Sendable {
  /// By row, in the order of the table: the number of its record, from 1; 0 where it belongs to none.
  private var numbers: [UInt32] = []
  /// Whether the rows stand in the order of their records.
  private(set) var isInOrder = true
  /// The greatest number so far.
  private var last: UInt32 = 0
  /// By record: how many bytes its rows have.
  private var weights: [Int] = []

  /// Notes the next row.
  ///
  /// - Parameters:
  ///   - owner: The number of its record; 0 for none.
  ///   - weight: How much the row takes.
  /// - Returns: How much the record's rows take so far, this one included.
  mutating func note(_ owner: UInt32, weight: Int) -> Int {
    numbers.append(owner)
    guard owner > 0 else { return 0 }
    if owner < last { isInOrder = false } else { last = owner }
    let index = Int(owner) - 1
    if index >= weights.count {
      weights.append(contentsOf: repeatElement(0, count: index + 1 - weights.count))
    }
    weights[index] += weight
    return weights[index]
  }

  /// The number of the record that a row belongs to; 0 for none, and for a row that was not there at the first
  /// reading.
  func owner(ofRow number: Int) -> UInt32 {
    numbers.indices.contains(number - 1) ? numbers[number - 1] : 0
  }

  /// Forgets what is only asked for while the table is read the first time.
  mutating func finish() { weights = [] }
}
