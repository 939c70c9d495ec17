extension PDFDocument {
  /// The bytes of a stream that is stored as it is or with deflate, as structural streams are.
  ///
  /// - Throws: ``PDFFault`` for any other filter, or if the bytes are damaged.
  package func decode(
    _ data: ArraySlice<UInt8>, of dictionary: PDFValue
  ) throws(PDFFault) -> [UInt8] {
    let filter = resolve(dictionary["Filter"])
    let names = filter.name.map { [$0] } ?? filter.items.compactMap { resolve($0).name }
    guard !names.isEmpty else { return Array(data) }
    guard names == ["FlateDecode"] else { throw .damaged("the filter of a stream") }
    var inflater = Inflater(data)
    guard let bytes = inflater.inflateWrapped() else { throw .damaged("a compressed stream") }
    var parameters = resolve(dictionary["DecodeParms"])
    if let first = parameters.items.first { parameters = resolve(first) }
    let predictor = parameters["Predictor"].integer ?? 1
    guard predictor > 1 else { return bytes }
    let columns = parameters["Columns"].integer ?? 1
    guard predictor >= 10, (1...65536).contains(columns),
      (parameters["Colors"].integer ?? 1) == 1, (parameters["BitsPerComponent"].integer ?? 8) == 8
    else { throw .damaged("the filter of a stream") }
    return try undoPrediction(bytes, columns: columns)
  }

  /// Undoes PNG's filters on rows of single bytes (ISO 32000-1, 7.4.4.4).
  private func undoPrediction(_ bytes: [UInt8], columns: Int) throws(PDFFault) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var above = [UInt8](repeating: 0, count: columns)
    for start in stride(from: 0, to: bytes.count - columns, by: columns + 1) {
      var row = Array(bytes[(start + 1)..<(start + 1 + columns)])
      for index in row.indices {
        let left = index > 0 ? row[index - 1] : 0
        let corner = index > 0 ? above[index - 1] : 0
        switch bytes[start] {
        case 0: break
        case 1: row[index] &+= left
        case 2: row[index] &+= above[index]
        case 3: row[index] &+= UInt8((Int(left) + Int(above[index])) / 2)
        case 4: row[index] &+= paeth(Int(left), Int(above[index]), Int(corner))
        default: throw .damaged("the filter of a stream")
        }
      }
      result += row
      above = row
    }
    return result
  }
}

/// The neighbour nearest to left + above − corner (ISO/IEC 15948, 9.4).
private func paeth(_ left: Int, _ above: Int, _ corner: Int) -> UInt8 {
  let estimate = left + above - corner
  let distances = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
  if distances.0 <= distances.1, distances.0 <= distances.2 { return UInt8(left) }
  return UInt8(distances.1 <= distances.2 ? above : corner)
}
