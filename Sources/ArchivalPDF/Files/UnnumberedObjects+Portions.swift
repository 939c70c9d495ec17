import PDFWriting

extension UnnumberedObjects {
  /// Fits the single byte that a letter's cross-references have for a place in a stream, and lets readers
  /// reach one object without unpacking too many.
  private static let streamCapacity = 200

  /// Below this many bytes, a letter's own objects are stored as they are: compressing takes longer than all
  /// else that is done for a short letter.
  private static let leastPacked = 32_768

  /// The places of all objects in portions for streams of objects (ISO 32000-1, 7.5.7).
  var portions: [Range<Int>] {
    let count = indices.count
    return stride(from: 0, to: count, by: UnnumberedObjects.streamCapacity).map {
      $0..<min($0 + UnnumberedObjects.streamCapacity, count)
    }
  }

  /// The same for a letter's own objects; none where there are few.
  var packs: [Range<Int>] {
    text.bytes.count < UnnumberedObjects.leastPacked ? [] : portions
  }
}
