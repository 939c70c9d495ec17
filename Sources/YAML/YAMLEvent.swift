import CYAML

/// A piece of a YAML text, and where it begins.
package struct YAMLEvent: Hashable, Sendable {
  /// What a piece is.
  package enum Kind: Hashable, Sendable {
    /// A document begins.
    case document
    /// A value alone, as written, without its quotes.
    case scalar(String)
    /// A list begins.
    case sequence
    /// Named values begin: a name and a value in turn.
    case mapping
    /// What began last ends.
    case close
    /// A reference to something that stands elsewhere.
    case alias
    /// The text ends.
    case end
  }

  /// What it is.
  package let kind: Kind
  /// Whether it has a name by which others may refer to it.
  package let hasAnchor: Bool
  /// Whether it is a value that was quoted or a block, and so is text whatever it looks like.
  package let isQuoted: Bool
  /// Where it begins.
  package let place: YAMLPlace

  /// What the library found; nil for the beginning of the text and the end of a document, which say nothing.
  init?(_ event: yaml_event_t) {
    var (hasAnchor, isQuoted) = (false, false)
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: kind = .document
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = .scalar(String(decoding: bytes, as: UTF8.self))
      hasAnchor = scalar.anchor != nil
      isQuoted = scalar.style != YAML_PLAIN_SCALAR_STYLE && scalar.style != YAML_ANY_SCALAR_STYLE
    case YAML_SEQUENCE_START_EVENT:
      kind = .sequence
      hasAnchor = event.data.sequence_start.anchor != nil
    case YAML_MAPPING_START_EVENT:
      kind = .mapping
      hasAnchor = event.data.mapping_start.anchor != nil
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: kind = .close
    case YAML_ALIAS_EVENT: kind = .alias
    case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: return nil
    default: kind = .end
    }
    (self.hasAnchor, self.isQuoted) = (hasAnchor, isQuoted)
    place = YAMLPlace(event.start_mark)
  }
}

/// A place in a YAML text; line and column count from 1, columns in Unicode scalars.
package struct YAMLPlace: Hashable, Sendable {
  package let line: Int
  package let column: Int

  init(line: Int, column: Int) { (self.line, self.column) = (line, column) }

  init(_ mark: yaml_mark_t) { self.init(line: mark.line + 1, column: mark.column + 1) }
}
