import COpenSSL

/// The state of a digest that has begun.
///
/// Owns an `EVP_MD_CTX`, which only a ``Digest`` that shares it with no other changes: that is what makes it
/// safe to hand from one thread to another. Its steps fail for want of memory alone, at which Swift's own
/// arrays end the process, too.
final class DigestState: @unchecked Sendable {
  let method: DigestMethod
  private let context: OpaquePointer  // owned: EVP_MD_CTX

  /// A digest of nothing yet.
  init(_ method: DigestMethod) {
    self.method = method
    context = DigestState.makeContext()
    require(EVP_DigestInit_ex2(context, method.implementation, nil))
  }

  /// A digest of what went into another.
  init(copying other: DigestState) {
    method = other.method
    context = DigestState.makeContext()
    require(EVP_MD_CTX_copy_ex(context, other.context))
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  private static func makeContext() -> OpaquePointer {
    guard let context = EVP_MD_CTX_new() else { fatalError("no memory for a digest") }
    return context
  }

  func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    require(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count))
  }

  /// The digest; the state is of no more use.
  func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: method.length) { value, count in
      require(EVP_DigestFinal_ex(context, value.baseAddress, nil))
      count = method.length
    }
  }

  /// Writes the digest of bytes at hand to `value`, which has room for it.
  static func digest(
    of bytes: UnsafeBufferPointer<UInt8>, _ method: DigestMethod,
    into value: UnsafeMutableBufferPointer<UInt8>
  ) {
    precondition(value.count >= method.length, "no room for a digest")
    require(
      EVP_Digest(
        bytes.baseAddress, bytes.count, value.baseAddress, nil, method.implementation, nil))
  }
}

private func require(_ status: Int32) {
  precondition(status == 1, "libcrypto makes no digest")
}
