import CDeflate

/// Compresses in the zlib format (RFC 1950); one for each thread.
package final class Compressor {
  private let state: OpaquePointer

  /// A compressor; `level` goes from 1, fast, to 12, small.
  ///
  /// - Throws: ``DeflateError/unavailable`` if there is no memory or no such level.
  package init(level: Int) throws(DeflateError) {
    guard let state = libdeflate_alloc_compressor(Int32(level)) else { throw .unavailable }
    self.state = state
  }

  deinit {
    libdeflate_free_compressor(state)
  }

  /// The bytes compressed; the same bytes and level give the same result.
  package func compress(_ bytes: [UInt8]) -> [UInt8] {
    let bound = libdeflate_zlib_compress_bound(state, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_zlib_compress(state, bytes, bytes.count, buffer.baseAddress, bound)
    }
  }
}

/// Why bytes could not be compressed or restored.
package enum DeflateError: Error, Hashable, Sendable {
  /// There is no memory, or no such level of compression.
  case unavailable
  /// The bytes are not what a zlib compressor writes, or are cut short.
  case damaged
  /// The bytes expand to more or fewer bytes than expected.
  case otherSize
}
