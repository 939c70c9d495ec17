import Diagnostics

/// Reads a text from its beginning to its end, in pieces of UTF-8.
struct TextReader: Sendable {
  private let source: ByteSource
  private let chunkSize: Int
  private let encoding: TextEncoding
  private var offset: Int
  private var utf16: UTF16Decoder
  private var isFinished = false

  /// A reader at the beginning of the text.
  ///
  /// - Parameters:
  ///   - source: The bytes.
  ///   - layout: How they are written.
  ///   - chunkSize: How many bytes to read at a time.
  init(_ source: ByteSource, _ layout: TextLayout, chunkSize: Int) {
    (self.source, self.chunkSize) = (source, max(1, chunkSize))
    (encoding, offset) = (layout.encoding, layout.markLength)
    utf16 = UTF16Decoder(isLittleEndian: layout.encoding == .utf16LittleEndian)
  }

  /// The next piece; it is empty at the end of the text only.
  mutating func next() throws(DiagnosticsError) -> [UInt8] {
    while !isFinished {
      let bytes = try source.read(at: offset, count: chunkSize)
      offset += bytes.count
      isFinished = bytes.isEmpty
      let text = decode(bytes)
      if !text.isEmpty { return text }
    }
    return []
  }

  private mutating func decode(_ bytes: [UInt8]) -> [UInt8] {
    switch encoding {
    case .utf8: bytes
    case .windows1252: Windows1252.decode(bytes)
    case .utf16LittleEndian, .utf16BigEndian: bytes.isEmpty ? utf16.finish() : utf16.decode(bytes)
    }
  }
}

/// How the text of a list is written.
struct TextLayout: Sendable {
  var encoding: TextEncoding
  /// How many bytes its byte order mark takes.
  var markLength: Int
}
