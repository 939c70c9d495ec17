/// What stands in the cell of a workbook, or of a query's answer, that a problem is in: there is no line of text to
/// show.
package struct SourceCell: Hashable, Sendable {
  /// The cell as formulas name it, with its sheet: `Medlemmer!H6`; of an answer its row: `row 6`.
  package let name: String
  /// What its column is called; empty for one without a name.
  package let column: String
  /// What stands in it; empty where nothing does, and shortened where it is long.
  package let value: String

  /// Of a value, so many characters are shown.
  private static let longest = 80

  /// The cell at a place of a sheet; the sheet is empty for an answer.
  package init(at place: SourceLocation, of sheet: String, column: String, value: String) {
    name =
      sheet.isEmpty
      ? "row \(place.line)"
      : sheet + "!" + SourceLocation.cellName(line: place.line, column: place.column)
    self.column = column.onOneLine
    let shown = value.prefix(SourceCell.longest)
    let isBlank = shown.allSatisfy(\.isWhitespace)
    self.value = isBlank ? "" : (shown + (shown.endIndex < value.endIndex ? "…" : "")).onOneLine
  }

  /// The column and the value: `Beløp: 12,x`.
  package var content: String { [column, value].filter { !$0.isEmpty }.joined(separator: ": ") }
  /// How many characters of that are before the value.
  package var valueColumn: Int { column.isEmpty || value.isEmpty ? 0 : column.count + 2 }
}

extension SourceCell: CustomStringConvertible {
  /// `Medlemmer!H6  Beløp: 12,x`.
  package var description: String {
    [name.onOneLine, content].filter { !$0.isEmpty }.joined(separator: "  ")
  }
}

extension SourceLocation {
  /// The name of the cell, such as `F4`; nil where the file is no workbook by its name.
  package var cell: String? {
    let file = file.lowercased()
    guard [".xlsx", ".xlsm", ".ods"].contains(where: file.hasSuffix), line > 0, column > 0 else {
      return nil
    }
    return SourceLocation.cellName(line: line, column: column)
  }

  /// A cell as Excel names it: the letters of its column, and its row.
  static func cellName(line: Int, column: Int) -> String {
    var (letters, rest) = ("", column)
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters + String(line)
  }
}
