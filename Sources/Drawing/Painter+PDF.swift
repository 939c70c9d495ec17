import Cairo
package import Diagnostics
package import DisplayList
import Document
import Geometry

extension Painter {
  /// Draws a letter as a PDF through Cairo: text that can be searched and copied, links, properties.
  ///
  /// The same letter gives the same bytes with the same Cairo. The file's dates are the letter's, at
  /// midnight UTC; a letter without a date has a file without dates. Cairo 1.16 has no way to say the
  /// document's language, and leaves the `D:` out of dates.
  ///
  /// - Throws: ``DiagnosticsError`` if a font file or a picture is not what it was at layout, or if the
  ///   letter's date is not one.
  package func pdf(of letter: PagedLetter) throws(DiagnosticsError) -> [UInt8] {
    let date = try letter.metadata.date.map(timestamp)
    return try inOurWords {
      let surface = try PDFSurface(size: letter.pages.first?.size ?? .a4)
      try setProperties(of: surface, to: letter.metadata, date: date)
      // Cairo 1.16 damages a file that has links and no other element of structure around them.
      try surface.context.beginTag("Document")
      for (index, page) in letter.pages.enumerated() {
        if index > 0 { try surface.setPageSize(page.size) }
        try paint(page, on: surface.context, .pdf)
        try surface.endPage()
      }
      try surface.context.endTag("Document")
      return try surface.finish()
    }
  }

  private func setProperties(
    of surface: borrowing PDFSurface, to metadata: Metadata, date: String?
  ) throws(CairoError) {
    let keywords = metadata.keywords.joined(separator: ", ")
    let texts: [(PDFSurface.Property, String)] = [
      (.title, metadata.title), (.author, metadata.author), (.subject, metadata.subject),
      (.keywords, keywords), (.creator, "Flett"),
    ]
    for (property, text) in texts where !text.isEmpty {
      try surface.setProperty(property, to: text)
    }
    try surface.setProperty(.creationDate, to: date)  // else Cairo takes the clock's
    try surface.setProperty(.modificationDate, to: date)
  }

  /// Midnight UTC on a day written as `yyyy-MM-dd` (ISO 8601).
  private func timestamp(_ day: String) throws(DiagnosticsError) -> String {
    let parts = day.split(separator: "-", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard parts.map(\.utf8.count) == [4, 2, 2], areDigits, let month = Int(parts[1]),
      let date = Int(parts[2]), (1...12).contains(month), (1...31).contains(date)
    else { throw DiagnosticsError(.malformedDate(day)) }
    return "\(day)T00:00:00Z"
  }
}
