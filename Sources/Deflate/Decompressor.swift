import CDeflate

/// Restores what was compressed in the zlib format (RFC 1950).
package enum Decompressor {
  /// The bytes that were compressed, exactly `size` of them.
  ///
  /// - Throws: ``DeflateError`` if the bytes are damaged or expand to another number of bytes.
  package static func decompress(_ bytes: [UInt8], size: Int) throws(DeflateError) -> [UInt8] {
    guard let state = libdeflate_alloc_decompressor() else { throw .unavailable }
    defer { libdeflate_free_decompressor(state) }
    var status = LIBDEFLATE_BAD_DATA
    let result = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      status = libdeflate_zlib_decompress(
        state, bytes, bytes.count, buffer.baseAddress, size, nil)
      count = status == LIBDEFLATE_SUCCESS ? size : 0
    }
    switch status {
    case LIBDEFLATE_SUCCESS: return result
    case LIBDEFLATE_SHORT_OUTPUT, LIBDEFLATE_INSUFFICIENT_SPACE: throw .otherSize
    default: throw .damaged
    }
  }

  /// The CRC-32 of bytes, as PNG files carry it (ISO/IEC 15948, 5.5).
  package static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
  }
}
