/// The names within an SVG file, which Cairo takes from a counter of the whole process.
enum SVGNames {
  private static let marks = ["id=\"", "xlink:href=\"#", "url(#"].map { Array($0.utf8) }
  private static let stems = ["surface", "image", "pattern", "mask", "clip", "radial", "linear"]
    .map { Array($0.utf8) }

  /// A file in which the names of pictures and groups are numbered in the order in which they first
  /// occur, so that the same drawing gives the same bytes.
  static func renumbered(_ file: [UInt8]) -> [UInt8] {
    var (result, numbers): ([UInt8], [ArraySlice<UInt8>: Int]) = ([], [:])
    result.reserveCapacity(file.count)
    var index = file.startIndex
    while index < file.endIndex {
      guard let name = name(in: file, after: index) else {
        result.append(file[index])
        index += 1
        continue
      }
      let number = numbers[file[name.whole], default: numbers.count]
      numbers[file[name.whole]] = number
      result += file[index..<name.digits.lowerBound]
      result += String(number).utf8
      index = name.whole.upperBound
    }
    return result
  }

  /// The counted name whose mark begins at an index: all of it and its number.
  private static func name(
    in file: [UInt8], after index: Int
  ) -> (whole: Range<Int>, digits: Range<Int>)? {
    guard let first = file[index...].first, marks.contains(where: { $0.first == first }),
      let mark = marks.first(where: { file[index...].starts(with: $0) })
    else { return nil }
    let start = index + mark.count
    guard let stem = stems.first(where: { file[start...].starts(with: $0) }) else { return nil }
    let digits = file[(start + stem.count)...].prefix { (48...57).contains($0) }
    guard !digits.isEmpty else { return nil }
    return (start..<digits.endIndex, digits.indices)
  }
}
