/// A digest that grows with what it is fed.
///
/// A value: copy it after the bytes that many files share, and each file hashes only the rest. A copy costs
/// nothing until one of the two is fed, and a quarter of a microsecond then; feeding bytes allocates nothing.
package struct Digest: Sendable {
  private var state: DigestState
  /// How many bytes went in.
  package private(set) var count = 0

  /// A digest of nothing yet.
  package init(_ method: DigestMethod = .sha256) {
    state = DigestState(method)
  }

  /// What kind of digest it is.
  package var method: DigestMethod { state.method }

  /// Takes bytes in, of an array, a slice or a text.
  @inlinable
  package mutating func update(_ bytes: some Collection<UInt8>) {
    withBytes(of: bytes) { update($0) }
  }

  @usableFromInline
  mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    if !isKnownUniquelyReferenced(&state) { state = DigestState(copying: state) }
    state.update(bytes)
    count += bytes.count
  }

  /// The digest of what went in.
  package consuming func finish() -> [UInt8] {
    if !isKnownUniquelyReferenced(&state) { state = DigestState(copying: state) }
    return state.finish()
  }

  /// The digest of bytes at hand.
  @inlinable
  package static func of(
    _ bytes: some Collection<UInt8>, _ method: DigestMethod = .sha256
  ) -> [UInt8] {
    withBytes(of: bytes) { of($0, method) }
  }

  @usableFromInline
  static func of(_ bytes: UnsafeBufferPointer<UInt8>, _ method: DigestMethod) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: method.length) { value, count in
      DigestState.digest(of: bytes, method, into: value)
      count = method.length
    }
  }

  /// The first 128 bits of the SHA-256 of bytes at hand, as a number.
  ///
  /// Two of a million different texts have the same one with a probability of 10^-27.
  @inlinable
  package static func number(of bytes: some Collection<UInt8>) -> UInt128 {
    withBytes(of: bytes) { number(of: $0) }
  }

  @usableFromInline
  static func number(of bytes: UnsafeBufferPointer<UInt8>) -> UInt128 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: DigestMethod.sha256.length) { value in
      DigestState.digest(of: bytes, .sha256, into: value)
      return value.prefix(16).reduce(0) { $0 << 8 | UInt128($1) }
    }
  }
}

/// Lends the bytes of a collection, copied only where they do not lie one after the other.
///
/// Compiled into each caller for its own collection: for any collection, it takes longer than the digest of a
/// short text.
@inlinable
func withBytes<Outcome>(
  of bytes: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Outcome
) -> Outcome {
  bytes.withContiguousStorageIfAvailable(body)
    ?? Array(bytes).withUnsafeBufferPointer { body($0) }
}
