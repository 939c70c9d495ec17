import CCairo
package import Geometry

/// A PDF being drawn in memory; ``finish()`` consumes it, so drawing on it later does not compile.
package struct PDFSurface: ~Copyable {
  /// A property of the document (ISO 32000-1, 14.3.3).
  package enum Property: Sendable {
    case title, author, subject, keywords, creator
    /// When it was made and last changed, as `yyyy-MM-dd'T'HH:mm:ss'Z'`.
    case creationDate, modificationDate

    var key: cairo_pdf_metadata_t {
      switch self {
      case .title: CAIRO_PDF_METADATA_TITLE
      case .author: CAIRO_PDF_METADATA_AUTHOR
      case .subject: CAIRO_PDF_METADATA_SUBJECT
      case .keywords: CAIRO_PDF_METADATA_KEYWORDS
      case .creator: CAIRO_PDF_METADATA_CREATOR
      case .creationDate: CAIRO_PDF_METADATA_CREATE_DATE
      case .modificationDate: CAIRO_PDF_METADATA_MOD_DATE
      }
    }
  }

  /// What draws on the page that is open.
  package let context: Context
  private let surface: OpaquePointer  // owned: cairo_surface_t
  private let sink: ByteSink  // Cairo writes to it until the surface is finished

  /// Starts a document whose first page has this size; throws ``CairoError`` if Cairo cannot.
  package init(size: Size) throws(CairoError) {
    let sink = ByteSink()
    let surface = try adopt(
      cairo_pdf_surface_create_for_stream(
        ByteSink.write, sink.closure, size.width.points, size.height.points))
    context = try startDrawing(on: surface)
    (self.surface, self.sink) = (surface, sink)
  }

  deinit {
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
  }

  /// Sets a property, or with nil takes it away, even one that Cairo sets by itself.
  ///
  /// Dates come out without the `D:` that ISO 32000-1 (7.9.4) asks for: Cairo 1.16 leaves it out.
  package func setProperty(_ property: Property, to value: String?) throws(CairoError) {
    cairo_pdf_surface_set_metadata(surface, property.key, value)
    try CairoError.check(cairo_surface_status(surface))
  }

  /// Sets the size of the page that is open, on which nothing is drawn and no tag begun yet: Cairo
  /// forgets both.
  package func setPageSize(_ size: Size) throws(CairoError) {
    cairo_pdf_surface_set_size(surface, size.width.points, size.height.points)
    try CairoError.check(cairo_surface_status(surface))
  }

  /// Ends the page that is open; the next one begins with whatever is drawn next.
  package func endPage() throws(CairoError) {
    cairo_show_page(context.pointer)
    try context.check()
  }

  /// Ends the document and returns its bytes; throws the first error of any drawing call.
  package consuming func finish() throws(CairoError) -> [UInt8] {
    try context.check()
    cairo_surface_finish(surface)
    try CairoError.check(cairo_surface_status(surface))
    return sink.bytes
  }
}
