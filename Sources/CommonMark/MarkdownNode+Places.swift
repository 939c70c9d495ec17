extension MarkdownNode {
  /// Gives a place to each paragraph that stands right before a table.
  ///
  /// cmark-gfm takes both for one paragraph until it meets the table's row of hyphens. The paragraph then has
  /// no place, its text counts lines from 0, and the table and its header begin where the paragraph does.
  mutating func placeParagraphsBeforeTables() {
    for index in children.indices.dropLast() where children[index].isUnplaced {
      guard case .table = children[index + 1].kind else { continue }
      let place = (children[index + 1].line, children[index + 1].column)
      children[index].move(toLine: place.0, column: place.1)
      children[index + 1].placeHeader()
    }
  }

  private var isUnplaced: Bool { kind == .paragraph && line == 0 }

  private mutating func move(toLine first: Int, column: Int) {
    shift(lines: first, columns: column)
    (self.line, self.column) = (first, column)
  }

  private mutating func shift(lines: Int, columns: Int) {
    lastLine += lines
    for index in children.indices {
      switch children[index].kind {
      // These have no place anywhere.
      case .softBreak, .lineBreak: continue
      default: break
      }
      children[index].line += lines
      children[index].column += columns
      children[index].shift(lines: lines, columns: columns)
    }
  }

  /// Places a table and its header on the line above the row of hyphens.
  private mutating func placeHeader() {
    let hyphens = children.count > 1 ? children[1].line - 1 : lastLine
    let header = hyphens - 1
    guard header > line, !children.isEmpty else { return }
    line = header
    children[0].line = header
    children[0].lastLine = header
    children[0].placeCells(on: header, column: column)
  }

  /// Places cells at the beginning of their row: where in it they stand is not known.
  private mutating func placeCells(on line: Int, column: Int) {
    for index in children.indices where children[index].line > 0 {
      (children[index].line, children[index].column) = (line, column)
      children[index].lastLine = line
      children[index].placeCells(on: line, column: column)
    }
  }
}
