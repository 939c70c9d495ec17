package import Diagnostics

/// The manifest as a table, held against the manifest itself: it must say the same of every letter.
///
/// Lines are taken as they come; none is kept.
package struct ManifestTableCheck {
  private var lines: TextLines
  private let name: String
  private var expected = TextBytes()

  /// Begins to read a table.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - name: What to call it in messages.
  ///   - version: The number of the manifest's form.
  /// - Throws: ``DiagnosticsError`` if it cannot be read, or is no such table.
  package init(
    path: String, named name: String, ofForm version: Int
  ) throws(DiagnosticsError) {
    self.name = name
    lines = try TextLines(path: path, named: name)
    let header = ManifestRow.header(ofForm: version).utf8.dropLast()
    guard try lines.next()?.elementsEqual(header) == true else {
      throw difference("begins otherwise than flett writes it")
    }
  }

  /// Holds the next letter that was made against its line.
  ///
  /// - Throws: ``DiagnosticsError`` if the line says something else.
  package mutating func hold(_ letter: Manifest.Letter) throws(DiagnosticsError) {
    ManifestRow(letter).write(to: &expected)
    let row = expected.take()
    while let found = try nextRow() {
      if ManifestRow.isMade(found) {
        guard found == row else { break }
        return
      }
    }
    throw difference("says otherwise than the manifest of the letter of '\(letter.key)'")
  }

  /// Makes sure that no letter follows.
  ///
  /// - Throws: ``DiagnosticsError`` if one does.
  package mutating func finish() throws(DiagnosticsError) {
    while let found = try nextRow() {
      if ManifestRow.isMade(found) { throw difference("has letters that the manifest has not") }
    }
  }

  /// The next row with its end; a key in it may have lines of its own.
  private mutating func nextRow() throws(DiagnosticsError) -> [UInt8]? {
    var row: [UInt8] = []
    var isQuoted = false
    while let line = try lines.next() {
      row += line
      row.append(0x0A)
      guard row.count <= TextLines.limit else { throw difference("has a row without an end") }
      if !line.count(where: { $0 == 0x22 }).isMultiple(of: 2) { isQuoted.toggle() }
      if !isQuoted { return row }
    }
    return row.isEmpty ? nil : row
  }

  private func difference(_ words: String) -> DiagnosticsError {
    DiagnosticsError(.error("batch.table-differs", "'\(name)' \(words)"))
  }
}
