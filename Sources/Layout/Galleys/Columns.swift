import Geometry

/// Columns of one width beside each other, counted from the left: signers, lists and the reference
/// block stand in them.
struct Columns: Hashable {
  /// How many there are.
  let count: Int
  /// How wide each of them is.
  let width: Length

  /// The room between two columns.
  static let gap = Length.millimetres(5)

  /// So many columns that fill a width.
  init(_ count: Int, within width: Length) {
    self.count = count
    self.width = (width - Columns.gap * (count - 1)) / count
  }

  /// How far a column stands from the left edge of the first.
  func left(of column: Int) -> Length { (width + Columns.gap) * column }
}

extension Range<Int> {
  /// The range in as few parts as there must be for each to have so many at most, of which none is longer
  /// than another by more than one; the longer ones come first.
  func portions(of most: Int) -> [Range<Int>] {
    let parts = (count + most - 1) / most
    var start = lowerBound
    return (0..<parts).map { part in
      let length = count / parts + (part < count % parts ? 1 : 0)
      defer { start += length }
      return start..<(start + length)
    }
  }

  /// The same, but all parts except the last are full.
  func chunks(of most: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: most).map {
      $0..<Swift.min($0 + most, upperBound)
    }
  }
}
