package import Crypto
package import OpenSSL

/// A digest that grows with a file.
///
/// A value: copy it after the bytes that many files share, and each file hashes only the rest.
package struct ContentDigest: Sendable {
  private enum State {
    case sha256(SHA256)
    case sha384(SHA384)
    case sha512(SHA512)
  }

  private var state: State
  /// How many bytes went in.
  package private(set) var count = 0

  /// A digest of nothing yet.
  package init(_ method: DigestMethod) {
    switch method {
    case .sha256: state = .sha256(SHA256())
    case .sha384: state = .sha384(SHA384())
    case .sha512: state = .sha512(SHA512())
    }
  }

  /// A digest that was begun elsewhere, over `count` bytes.
  package init(_ begun: SHA256, count: Int) {
    (state, self.count) = (.sha256(begun), count)
  }

  /// Takes bytes in.
  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    count += bytes.count
    switch state {
    case .sha256(var hash):
      hash.update(data: bytes)
      state = .sha256(hash)
    case .sha384(var hash):
      hash.update(data: bytes)
      state = .sha384(hash)
    case .sha512(var hash):
      hash.update(data: bytes)
      state = .sha512(hash)
    }
  }

  /// The digest of what went in.
  package consuming func finish() -> [UInt8] {
    switch state {
    case .sha256(let hash): Array(hash.finalize())
    case .sha384(let hash): Array(hash.finalize())
    case .sha512(let hash): Array(hash.finalize())
    }
  }

  /// The digest of bytes at hand.
  package static func digest(of bytes: [UInt8], _ method: DigestMethod) -> [UInt8] {
    var digest = ContentDigest(method)
    digest.update(bytes[...])
    return digest.finish()
  }
}

extension DigestMethod {
  /// How many bytes a digest has.
  package var length: Int {
    switch self {
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }
}

extension DigestMethod: CustomStringConvertible {
  /// The digest's name in tools and standards.
  package var description: String { SignatureDigest(self).description }
}
