package import Deflate

/// What a stream holds, compressed or not.
package struct StreamData: Sendable {
  /// The bytes as they are stored.
  package var bytes: [UInt8]
  /// Whether they are compressed with deflate (ISO 32000-1, 7.4.4).
  package var isCompressed: Bool

  /// Bytes stored as they are.
  package init(plain bytes: [UInt8]) {
    (self.bytes, isCompressed) = (bytes, false)
  }

  /// Bytes that were compressed before.
  package init(compressed bytes: [UInt8]) {
    (self.bytes, isCompressed) = (bytes, true)
  }

  /// Bytes compressed by a compressor, unless there are fewer than `least`, which would grow.
  package init(_ bytes: [UInt8], from least: Int, compressor: Compressor) {
    self =
      bytes.count < least
      ? StreamData(plain: bytes) : StreamData(compressed: compressor.compress(bytes))
  }
}

extension DictionaryWriter {
  /// Adds how long a stream is, and how it is stored (7.3.8.2).
  package mutating func storage(of stream: StreamData) {
    integer("/Length", stream.bytes.count)
    if stream.isCompressed { name("/Filter", "/FlateDecode") }
  }
}

extension ObjectText {
  /// Adds a stream (7.3.8): a dictionary, which must say how it is stored, and the data.
  @inlinable
  package mutating func stream(
    _ data: [UInt8], entries: (inout DictionaryWriter) -> Void
  ) {
    dictionary(entries)
    beginStream()
    bytes.append(contentsOf: data)
    endStream()
  }

  /// Adds a stream whose data is in pieces.
  @inlinable
  package mutating func stream(
    _ pieces: [ObjectText], entries: (inout DictionaryWriter) -> Void
  ) {
    dictionary(entries)
    beginStream()
    for piece in pieces { bytes.append(contentsOf: piece.bytes) }
    endStream()
  }

  // The end-of-line marks around the data are required (ISO 19005-2, 6.1.7.1).
  @usableFromInline
  mutating func beginStream() { self += "\nstream\n" }
  @usableFromInline
  mutating func endStream() { self += "\nendstream" }
}
