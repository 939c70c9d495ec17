/// A place in one of the author's files.
public struct SourceLocation: Hashable, Sendable, Comparable {
  /// The file as the author named it.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// The column in characters as an editor shows them, counted from 1.
  public var column: Int

  /// The place at `line` and `column`, both counted from 1.
  public init(file: String, line: Int, column: Int) {
    (self.file, self.line, self.column) = (file, line, column)
  }

  /// Orders by file, then line, then column.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `file:line:column`, the form that editors and CI systems link to; of a workbook `file:cell`.
  public var description: String { "\(file.onOneLine):\(cell ?? "\(line):\(column)")" }
}
