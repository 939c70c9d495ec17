import Diagnostics
import Expat

/// A spreadsheet in the form that LibreOffice and others write (`.ods`).
///
/// - SeeAlso: OpenDocument 1.3 part 3 (ISO/IEC 26300), 3.1 (documents) and 9 (tables); part 2, 3 (packages).
struct OpenDocument {
  private let parts: WorkbookParts

  /// The name of the first part of such a file, and what it says; templates go on after that.
  private static let kind = (
    name: Array("mimetype".utf8),
    text: Array("application/vnd.oasis.opendocument.spreadsheet".utf8)
  )

  /// Whether the first part, which is not compressed, says that the file is one.
  ///
  /// - SeeAlso: APPNOTE.TXT (zip), 4.3.7: a header of 30 bytes, a name and extra fields stand before a part.
  private static func isKind(_ source: ByteSource) throws(DiagnosticsError) -> Bool {
    let header = try source.beginning(30 + kind.name.count)
    guard header.count == 30 + kind.name.count, header.starts(with: ForeignFormat.zip),
      header[26] == UInt8(kind.name.count), header[27] == 0,
      header[30...].elementsEqual(kind.name)
    else { return false }
    let start = header.count + Int(header[28]) + Int(header[29]) << 8
    return try source.read(at: start, count: kind.text.count) == kind.text
  }

  /// A spreadsheet; nil if the bytes are none.
  ///
  /// - Throws: ``DiagnosticsError`` if they cannot be read, or need a password.
  init?(_ source: ByteSource, named name: String) throws(DiagnosticsError) {
    guard try OpenDocument.isKind(source) else { return nil }
    parts = try WorkbookParts(
      source, named: name, remedy: "open it in LibreOffice and save it again")
    try requireNoPassword()
  }

  private func requireNoPassword() throws(DiagnosticsError) {
    try parts.forEachEvent(in: "META-INF/manifest.xml") { event throws(DiagnosticsError) in
      guard case .start("encryption-data", _) = event else { return }
      throw DiagnosticsError(
        .error(
          "records.not-text", "this is a spreadsheet with a password, not a list",
          at: Position().location(in: parts.name),
          hints: ["open it in LibreOffice and save it without a password"]))
    }
  }

  /// The rows of a sheet, read to its end and kept in a temporary file.
  ///
  /// - Parameters:
  ///   - options: Which sheet, and how to read it.
  ///   - problems: Where is noted what was guessed.
  /// - Returns: The rows that hold something.
  /// - Throws: ``DiagnosticsError`` if there is no such sheet, or if it is damaged.
  func rows(_ options: ListOptions, problems: inout ProblemList) throws(DiagnosticsError)
    -> KeptRows
  {
    var reader = OpenDocumentReader(in: parts, options: options)
    let file = try FileSource(named: parts.name) { write throws(DiagnosticsError) in
      var rows = RowEncoder()
      let isThere = try parts.forEachEvent(in: "content.xml", isLong: true) {
        event throws(DiagnosticsError) in
        try reader.take(event) { row throws(DiagnosticsError) in
          rows.add(row)
          if rows.isFull { try write(rows.take()) }
        }
      }
      try write(rows.take())
      guard isThere else { throw parts.damage("it has no content") }
    }
    let sheet = try reader.sheets.finish(problems: &problems, in: parts.name)
    reader.rows.finish()
    return KeptRows(.file(file), of: sheet, reader.rows.problems, options: options)
  }
}
