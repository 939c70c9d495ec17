import COpenSSL

/// What one of libcrypto's `i2d` functions writes, in DER.
///
/// - Throws: ``OpenSSLError/library(step:reason:)``.
func encoded(
  _ step: String, _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32
) throws(OpenSSLError) -> [UInt8] {
  var pointer: UnsafeMutablePointer<UInt8>?
  let length = write(&pointer)
  guard length > 0, let pointer else { throw .failure(of: step) }
  defer { CRYPTO_free(pointer, #file, 0) }
  return [UInt8](UnsafeBufferPointer(start: pointer, count: Int(length)))
}

/// What one of libcrypto's `d2i` functions makes of bytes, if it is made of all of them.
///
/// - Returns: The object, which is the caller's to free, and how many bytes were read; nil if they
///   are no such object.
func decoded(
  _ bytes: [UInt8], _ read: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?
) -> (object: OpaquePointer, count: Int)? {
  defer { OpenSSLError.clearQueue() }
  return bytes.withUnsafeBufferPointer { buffer in
    var end = buffer.baseAddress
    guard let object = read(&end, buffer.count) else { return nil }
    guard let start = buffer.baseAddress, let end else { return (object, 0) }
    return (object, end - start)
  }
}

/// The bytes of a string or a number of ASN.1.
func contents(of string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
  guard let string, let start = ASN1_STRING_get0_data(string) else { return [] }
  return [UInt8](UnsafeBufferPointer(start: start, count: max(0, Int(ASN1_STRING_length(string)))))
}
