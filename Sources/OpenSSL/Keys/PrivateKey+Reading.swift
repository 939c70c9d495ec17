import COpenSSL

extension PrivateKey {
  /// Reads the first private key of a PEM file; never asks at the terminal.
  ///
  /// It may be PKCS#8, encrypted or not, or a traditional form of an RSA or elliptic-curve key.
  ///
  /// - Throws: ``OpenSSLError``.
  package convenience init(pem: [UInt8], passPhrase: [UInt8]?) throws(OpenSSLError) {
    OpenSSLError.clearQueue()
    let source = try MemorySource(pem)
    var request = PassPhraseRequest(passPhrase)
    let key = withUnsafeMutablePointer(to: &request) { request in
      PEM_read_bio_PrivateKey(
        source.handle, nil, { PassPhraseRequest.answer($0, $1, $2, $3) }, request)
    }
    let reasons = OpenSSLError.takeReasons()
    guard let key else { throw request.failure(reasons) }
    try self.init(taking: key)
  }
}

/// A pass phrase that waits for libcrypto to ask.
struct PassPhraseRequest {
  private let phrase: [UInt8]?
  private var wasAsked = false

  init(_ phrase: [UInt8]?) {
    self.phrase = phrase
  }

  /// libcrypto's question: copies the phrase, or says with -1 that there is none.
  static func answer(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32, _: Int32,
    _ closure: UnsafeMutableRawPointer?
  ) -> Int32 {
    guard let request = closure?.assumingMemoryBound(to: PassPhraseRequest.self) else { return -1 }
    request.pointee.wasAsked = true
    guard let buffer, let phrase = request.pointee.phrase, phrase.count <= Int(size) else {
      return -1
    }
    for (index, byte) in phrase.enumerated() { buffer[index] = CChar(bitPattern: byte) }
    return Int32(phrase.count)
  }

  /// Why no key could be read.
  func failure(_ reasons: [Int]) -> OpenSSLError {
    if wasAsked, phrase == nil { return .passPhraseMissing }
    if OpenSSLError.saysUnsupported(reasons) { return .unsupported }
    return wasAsked ? .passPhraseWrong : .noKey
  }
}

extension OpenSSLError {
  /// Whether a queue of reasons tells that an algorithm is missing rather than the input at fault.
  static func saysUnsupported(_ reasons: [Int]) -> Bool {
    let telling = [
      Int(EVP_R_UNSUPPORTED_ALGORITHM), Int(EVP_R_UNKNOWN_PBE_ALGORITHM),
      Int(EVP_R_UNSUPPORTED_CIPHER), Int(EVP_R_UNSUPPORTED_PRF),
    ]
    return reasons.contains { telling.contains($0) }
  }
}

/// Bytes for libcrypto to read.
///
/// Owns the BIO and a copy of the bytes it reads from, which is cleared before it is freed.
final class MemorySource {
  let handle: OpaquePointer
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  init(_ contents: [UInt8]) throws(OpenSSLError) {
    bytes = .allocate(capacity: max(1, contents.count))
    _ = bytes.initialize(from: contents)
    guard let handle = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: contents.count)) else {
      bytes.deallocate()
      throw .failure(of: "reading")
    }
    self.handle = handle
  }

  deinit {
    BIO_free_all(handle)
    OPENSSL_cleanse(bytes.baseAddress, bytes.count)
    bytes.deallocate()
  }
}
