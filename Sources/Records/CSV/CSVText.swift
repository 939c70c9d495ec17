import Diagnostics

/// A CSV text, which is read as rows.
struct CSVText: RowSource {
  private let source: ByteSource
  private let layout: TextLayout
  private let format: CSVSeparator
  private let name: String
  private let options: ListOptions

  /// Looks what sets the values of a text apart.
  ///
  /// - Parameters:
  ///   - source: The list's bytes.
  ///   - layout: How its text is written.
  ///   - name: What it is called in messages.
  ///   - options: How to read it.
  /// - Throws: ``DiagnosticsError`` if it cannot be read, or names a separator that cannot be one.
  init(_ source: ByteSource, _ layout: TextLayout, named name: String, options: ListOptions)
    throws(DiagnosticsError)
  {
    (self.source, self.layout, self.name, self.options) = (source, layout, name, options)
    format = try CSVSeparator(source, layout, named: name, options: options)
  }

  var separator: UInt8? { format.byte }

  func rows() throws(DiagnosticsError) -> CSVReader {
    let text = TextReader(source, layout, chunkSize: options.chunkSize)
    var reader = CSVReader(text, separator: format.byte, named: name, options: options)
    if format.hasLine {
      var line = ListRow()
      _ = try reader.next(into: &line)
    }
    return reader
  }
}
