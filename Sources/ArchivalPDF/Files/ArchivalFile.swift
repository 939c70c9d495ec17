/// A finished letter.
package struct ArchivalFile: Hashable, Sendable {
  /// The first bytes of the file, which letters share; writing both parts at once spares a copy.
  package let start: [UInt8]
  /// The rest of the file.
  package let rest: [UInt8]
  /// The SHA-256 of all that does not depend on the act of signing, 32 bytes.
  package let contentDigest: [UInt8]
  /// The SHA-256 of the whole file, 32 bytes.
  package let digest: [UInt8]

  /// The whole file.
  package var bytes: [UInt8] { start + rest }
  /// How many bytes the file has.
  package var byteCount: Int { start.count + rest.count }
}
