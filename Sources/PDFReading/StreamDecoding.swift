import Bytes
import Deflate

extension PDFDocument {
  /// The bytes of a stream that is stored as it is or with deflate, as structural streams are.
  ///
  /// - Throws: ``PDFFault`` for any other filter, for a stream in a file of its own, or if the bytes are
  ///   damaged.
  func decode(
    _ data: ArraySlice<UInt8>, of dictionary: PDFValue
  ) throws(PDFFault) -> [UInt8] {
    let unknown = PDFFault.damaged("the filter of a stream")
    guard dictionary["F"] == .null else { throw unknown }
    let parameters = try one(dictionary["DecodeParms"])
    switch try one(dictionary["Filter"]) {
    case .null where parameters == .null: return Array(data)
    case .name("FlateDecode"): return try undoPrediction(try inflate(data), parameters)
    default: throw unknown
    }
  }

  /// A value that may stand in a list of one, since streams may have several filters.
  private func one(_ value: PDFValue) throws(PDFFault) -> PDFValue {
    let value = try resolveApart(value)
    guard case .array(let items) = value else { return value }
    guard items.count <= 1 else { throw .damaged("the filter of a stream") }
    return try resolveApart(items.first ?? .null)
  }

  private func inflate(_ data: ArraySlice<UInt8>) throws(PDFFault) -> [UInt8] {
    try effort.look(at: data.count)
    do {
      let bytes = try Decompressor.decompress(data, upTo: effort.room)
      try effort.look(at: bytes.count)
      return bytes
    } catch DeflateError.otherSize {
      throw .excessive
    } catch let fault as PDFFault {
      throw fault
    } catch {
      throw .damaged("a compressed stream")
    }
  }

  /// Undoes PNG's filters on rows of single bytes (ISO 32000-1, 7.4.4.4).
  private func undoPrediction(
    _ bytes: [UInt8], _ parameters: PDFValue
  ) throws(PDFFault) -> [UInt8] {
    let unknown = PDFFault.damaged("the filter of a stream")
    let setting = { (key: PDFName, standard: Int) in
      parameters[key] == .null ? standard : parameters[key].integer
    }
    guard parameters == .null || parameters.entries != nil, let predictor = setting("Predictor", 1)
    else { throw unknown }
    guard predictor != 1 else { return bytes }
    guard (10...15).contains(predictor), let columns = setting("Columns", 1),
      (1...65536).contains(columns), setting("Colors", 1) == 1,
      setting("BitsPerComponent", 8) == 8, bytes.count % (columns + 1) == 0
    else { throw unknown }
    try effort.look(at: bytes.count)
    return try undoPrediction(bytes, columns: columns)
  }

  private func undoPrediction(_ bytes: [UInt8], columns: Int) throws(PDFFault) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for start in stride(from: 0, to: bytes.count, by: columns + 1) {
      let above = result.count - columns
      for index in 0..<columns {
        let byte = bytes[start + 1 + index]
        let left = index > 0 ? Int(result[result.count - 1]) : 0
        let up = above >= 0 ? Int(result[above + index]) : 0
        let corner = index > 0 && above >= 0 ? Int(result[above + index - 1]) : 0
        switch bytes[start] {
        case 0: result.append(byte)
        case 1: result.append(byte &+ UInt8(left))
        case 2: result.append(byte &+ UInt8(up))
        case 3: result.append(byte &+ UInt8((left + up) / 2))
        case 4: result.append(byte &+ UInt8(paeth(left, up, corner)))
        default: throw .damaged("the filter of a stream")
        }
      }
    }
    return result
  }
}

/// The neighbour nearest to left + above − corner (ISO/IEC 15948, 9.4).
private func paeth(_ left: Int, _ above: Int, _ corner: Int) -> Int {
  let estimate = left + above - corner
  let distances = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
  if distances.0 <= distances.1, distances.0 <= distances.2 { return left }
  return distances.1 <= distances.2 ? above : corner
}
