import CYAML

/// Takes a YAML text apart piece by piece, as the library finds them: nothing is put together, so nothing that
/// refers to something else is unfolded.
///
/// Not for use by two threads at once.
package final class YAMLReader {
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)  // owned
  private let text: UnsafeMutableBufferPointer<UInt8>  // owned: the library reads it where it is

  /// A reader before the beginning of a text.
  ///
  /// - Throws: ``YAMLError`` if there is no memory.
  package init(_ text: String) throws(YAMLError) {
    let bytes = text.utf8
    self.text = .allocate(capacity: max(1, bytes.count))
    _ = self.text.initialize(from: bytes)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.initialize(to: yaml_parser_t())
      throw YAMLError("there is no memory")
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, self.text.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    text.deallocate()
  }

  /// The next piece; after the last one, ``YAMLEvent/Kind/end`` without end.
  ///
  /// - Throws: ``YAMLError`` where the text is not YAML; the reader is of no use then.
  package func next() throws(YAMLError) -> YAMLEvent {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw error }
      defer { yaml_event_delete(&event) }
      if let piece = YAMLEvent(event) { return piece }
    }
  }

  private var error: YAMLError {
    var problem = parser.pointee.problem.map { String(cString: $0) } ?? "unknown reason"
    // The library speaks of its own settings here.
    if problem.hasPrefix("Maximum nesting level") { problem = "lists and groups nest too deep" }
    switch parser.pointee.error {
    case YAML_MEMORY_ERROR: return YAMLError("there is no memory")
    case YAML_READER_ERROR:
      return YAMLError(problem, at: place(ofByte: parser.pointee.problem_offset))
    default: return YAMLError(problem, at: YAMLPlace(parser.pointee.problem_mark))
    }
  }

  /// Where a byte of the text stands, which the library does not tell of characters that it refuses.
  private func place(ofByte offset: Int) -> YAMLPlace {
    let before = text[..<min(max(0, offset), text.count)]
    let line = before.reversed().prefix { $0 != 0x0A }
    return YAMLPlace(
      line: before.count { $0 == 0x0A } + 1, column: line.count { $0 & 0xC0 != 0x80 } + 1)
  }
}

/// Why a text cannot be read as YAML.
package struct YAMLError: Error, Hashable, Sendable {
  /// The reason, in the library's words.
  package let words: String
  /// Where the text goes wrong, if that is known.
  package let place: YAMLPlace?

  init(_ words: String, at place: YAMLPlace? = nil) { (self.words, self.place) = (words, place) }
}
