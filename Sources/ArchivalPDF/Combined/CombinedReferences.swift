/// Where the objects of a file of many letters are (ISO 32000-1, 7.5.8).
struct CombinedReferences {
  /// Where an object is.
  enum Place {
    /// Where no object is.
    case free
    /// At an offset in the file.
    case offset(Int)
    /// In a stream of objects, and where among those.
    case packed(in: Int, at: Int)
  }

  private let places: (_ number: Int) -> Place
  private let compress: ([UInt8]) -> StreamData
  /// How many bytes a place takes.
  private let width: Int

  /// References to objects.
  ///
  /// - Parameters:
  ///   - end: How long the file is without them.
  ///   - compress: How to store them.
  ///   - places: Where each object is; asked in order.
  init(upTo end: Int, compress: @escaping ([UInt8]) -> StreamData, places: @escaping (Int) -> Place)
  {
    (self.places, self.compress) = (places, compress)
    width = end < 1 << 24 ? 3 : end < 1 << 32 ? 4 : 6
  }

  /// Writes a stream for objects in a row; what is left of its dictionary comes from `entries`.
  func write(_ numbers: Range<Int>, to out: inout ObjectBytes, entries: (inout ObjectBytes) -> Void)
  {
    let words = numbers.map { word(places($0)) }
    let predicted = compress(rows(words, isPredicted: true))
    let stream =
      predicted.isCompressed ? predicted : StreamData(plain: rows(words, isPredicted: false))
    out += "<</Type/XRef/W[1 "
    out.integer(width)
    out += " 2]/Index["
    out.integer(numbers.lowerBound)
    out += " "
    out.integer(numbers.count)
    out += "]"
    entries(&out)
    if stream.isCompressed {
      out += "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns "
      out.integer(width + 3)
      out += ">>"
    }
    out += "/Length "
    out.integer(stream.bytes.count)
    out += ">>\nstream\n"
    out.bytes += stream.bytes
    out += "\nendstream"
  }

  /// The references, each as what it differs by from the one before if `isPredicted` (7.4.4.4): most
  /// differ in little.
  private func rows(_ words: [UInt64], isPredicted: Bool) -> [UInt8] {
    var out = ObjectBytes()
    out.bytes.reserveCapacity(words.count * (width + 4))
    var last: UInt64 = 0
    for entry in words {
      if isPredicted { out.byte(2) }
      for shift in (0..<width + 3).reversed().map({ UInt64(8 * $0) }) {
        let byte = UInt8(truncatingIfNeeded: entry >> shift)
        out.byte(isPredicted ? byte &- UInt8(truncatingIfNeeded: last >> shift) : byte)
      }
      last = entry
    }
    return out.bytes
  }

  private func word(_ place: Place) -> UInt64 {
    let (kind, first, second): (UInt64, Int, Int) =
      switch place {
      case .free: (0, 0, 0xFFFF)
      case .offset(let offset): (1, offset, 0)
      case .packed(let stream, let index): (2, stream, index)
      }
    return kind << UInt64(8 * width + 16) | UInt64(first) << 16 | UInt64(second)
  }
}
