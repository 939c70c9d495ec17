import CDeflate

extension Decompressor {
  /// The bytes that were compressed, however many, up to a limit.
  ///
  /// The checksum at the end is not looked at, and neither is what stands behind the compressed bytes, as
  /// PDF readers do: many writers of PDF get both wrong, and what is restored is the same.
  ///
  /// - Parameters:
  ///   - bytes: A stream in the zlib format (RFC 1950) without a preset dictionary.
  ///   - limit: How many bytes may come out.
  /// - Returns: The bytes.
  /// - Throws: ``DeflateError/damaged``, or ``DeflateError/otherSize`` if more would come out.
  package static func decompress(
    _ bytes: ArraySlice<UInt8>, upTo limit: Int
  ) throws(DeflateError) -> [UInt8] {
    guard bytes.count > 2, bytes[bytes.startIndex] & 0x0F == 8,
      bytes[bytes.startIndex + 1] & 0x20 == 0
    else { throw .damaged }
    guard let state = libdeflate_alloc_decompressor() else { throw .unavailable }
    defer { libdeflate_free_decompressor(state) }
    let compressed = bytes.dropFirst(2)
    // The format does not say how many bytes come out; most structural streams shrink to a quarter or less.
    var size = min(
      limit, max(4096, compressed.count.multipliedReportingOverflow(by: 6).partialValue))
    while true {
      do {
        return try attempt(state, compressed, size: max(0, size))
      } catch .otherSize where size < limit {
        size = size > limit / 4 ? limit : size * 4
      } catch {
        throw error
      }
    }
  }

  /// Tries with room for so many bytes.
  ///
  /// - Throws: ``DeflateError/otherSize`` if they need more.
  private static func attempt(
    _ state: OpaquePointer, _ bytes: ArraySlice<UInt8>, size: Int
  ) throws(DeflateError) -> [UInt8] {
    var status = LIBDEFLATE_BAD_DATA
    let result = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      bytes.withUnsafeBytes { source in
        var written = 0
        status = libdeflate_deflate_decompress_ex(
          state, source.baseAddress, source.count, buffer.baseAddress, size, nil, &written)
        count = status == LIBDEFLATE_SUCCESS ? written : 0
      }
    }
    switch status {
    case LIBDEFLATE_SUCCESS: return result
    case LIBDEFLATE_INSUFFICIENT_SPACE: throw .otherSize
    default: throw .damaged
    }
  }
}
