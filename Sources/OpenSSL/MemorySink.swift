import COpenSSL

/// Where libcrypto writes to in memory.
///
/// Owns a BIO; what was written to it is cleared before it is freed.
final class MemorySink {
  let handle: OpaquePointer  // owned: BIO

  init() throws(OpenSSLError) {
    guard let handle = BIO_new(BIO_s_secmem()) else { throw .failure(of: "writing") }
    self.handle = handle
  }

  deinit {
    BIO_free_all(handle)
  }

  /// All that was written and not yet taken.
  func take() -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    defer { OPENSSL_cleanse(&piece, piece.count) }
    while true {
      let count = BIO_read(handle, &piece, Int32(piece.count))
      guard count > 0 else { return bytes }
      bytes += piece.prefix(Int(count))
    }
  }
}
