import Document
import Geometry
import Pango

/// A table whose texts are shaped, before its columns' widths are known.
struct MeasuredTable {
  /// A cell.
  struct Cell {
    /// Its text on one line, where that is quick to find.
    var line: ShapedItem?
    /// How wide it is if lines end only where the author ends them.
    var width: Length
  }

  /// The header, and the rows below it.
  let header: [Cell]
  let rows: [[Cell]]

  /// A table measured in the styles of its header and its rows.
  init(_ table: Table, header: SetStyle, rows: SetStyle, setter: TextSetter) {
    let measure = { (cell: Table.Cell, style: SetStyle) -> Cell in
      if cell.inlines.isEmpty { return Cell(line: nil, width: .zero) }
      if let line = setter.wholeLine(cell.inlines, style: style) {
        return Cell(line: line, width: line.width)
      }
      return Cell(line: nil, width: setter.measure(cell.inlines, style: style, width: nil))
    }
    self.header = table.header.map { measure($0, header) }
    self.rows = table.rows.map { row in row.map { measure($0, rows) } }
  }

  /// What each column asks for, but for what it must have at least.
  func needs(of table: Table) -> [ColumnNeeds] {
    table.alignments.indices.map { column in
      var needs = ColumnNeeds()
      needs.header = header.indices.contains(column) ? header[column].width : .zero
      var isFigures = false
      var hasOthers = false
      for (cells, measured) in zip(table.rows, rows) where column < cells.count {
        needs.body = max(needs.body, measured[column].width)
        guard !hasOthers, !cells[column].inlines.isEmpty else { continue }
        isFigures = cells[column].inlines.isFigure(in: table.alignments[column])
        hasOthers = !isFigures
      }
      needs.isFigures = isFigures && !hasOthers
      return needs
    }
  }
}

extension [Inline] {
  /// The longest text, in bytes, that may be a figure.
  private static var longestFigure: Int { 40 }

  /// Whether a text is a number, an amount, a date or the like: figures and signs with at most one short word
  /// beside them; where numbers are set, such a word alone too.
  fileprivate func isFigure(in alignment: Table.Alignment) -> Bool {
    var (bytes, digits, words, letters) = (0, 0, 0, 0)
    var (isInWord, beginsWithDigit) = (false, false)
    for inline in self {
      bytes += inline.text.utf8.count
      guard bytes <= [Inline].longestFigure else { return false }
      for scalar in inline.text.unicodeScalars {
        if scalar == "\u{2028}" { return false }
        let isDigit = (0x30...0x39).contains(scalar.value)
        if isDigit {
          if digits == 0, words == 0 { beginsWithDigit = true }
          digits += 1
        }
        let isLetter = !isDigit && scalar.isLetterOfWord
        if isLetter {
          letters += 1
          if !isInWord { words += 1 }
        }
        isInWord = isLetter
      }
    }
    guard words <= 1 else { return false }
    if digits == 0 { return alignment == .trailing && letters <= 12 }
    return letters <= (beginsWithDigit ? 10 : 4)
  }
}

extension Unicode.Scalar {
  fileprivate var isLetterOfWord: Bool {
    value < 0x80 ? (0x61...0x7A).contains(value | 0x20) : properties.isAlphabetic
  }
}
