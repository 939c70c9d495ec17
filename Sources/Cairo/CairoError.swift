import CCairo

/// Why Cairo could not do what it was asked to.
///
/// Open, as Cairo may add reasons; the constants are those that callers tell apart.
package struct CairoError: Error, Hashable, Sendable {
  /// Cairo's own number for the reason, a `cairo_status_t`.
  package let code: UInt32

  /// Memory ran out (CAIRO_STATUS_NO_MEMORY).
  package static let outOfMemory = CairoError(CAIRO_STATUS_NO_MEMORY)
  /// A text is not UTF-8 (CAIRO_STATUS_INVALID_STRING).
  package static let invalidText = CairoError(CAIRO_STATUS_INVALID_STRING)
  /// Clusters do not cover their text and glyphs (CAIRO_STATUS_INVALID_CLUSTERS).
  package static let invalidClusters = CairoError(CAIRO_STATUS_INVALID_CLUSTERS)
  /// A restore without a save (CAIRO_STATUS_INVALID_RESTORE).
  package static let invalidRestore = CairoError(CAIRO_STATUS_INVALID_RESTORE)
  /// A tag has no such name or attributes, or ends before it began (CAIRO_STATUS_TAG_ERROR).
  package static let invalidTag = CairoError(CAIRO_STATUS_TAG_ERROR)
  /// A bitmap has no pixels or too many (CAIRO_STATUS_INVALID_SIZE).
  package static let invalidSize = CairoError(CAIRO_STATUS_INVALID_SIZE)
  /// FreeType cannot read a glyph or a table of a font (CAIRO_STATUS_FREETYPE_ERROR).
  package static let unreadableFont = CairoError(CAIRO_STATUS_FREETYPE_ERROR)

  /// The error of a status that is not success.
  init(_ status: cairo_status_t) {
    code = status.rawValue
  }

  /// Throws what a status says, if it says that anything is wrong.
  static func check(_ status: cairo_status_t) throws(CairoError) {
    guard status == CAIRO_STATUS_SUCCESS else { throw CairoError(status) }
  }
}

extension CairoError: CustomStringConvertible {
  /// The reason in our words, or in Cairo's where we have none.
  package var description: String {
    switch self {
    case .outOfMemory: "memory ran out"
    case .invalidText: "a text is not UTF-8"
    case .invalidClusters: "the clusters do not cover the text and its glyphs"
    case .invalidRestore: "restored more often than saved"
    case .invalidTag: "a tag is not well-formed or not closed in its order"
    case .invalidSize: "a bitmap has no pixels or too many"
    case .unreadableFont: "a font is damaged"
    default: String(cString: cairo_status_to_string(cairo_status_t(rawValue: code)))
    }
  }
}
