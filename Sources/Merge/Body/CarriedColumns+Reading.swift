import Diagnostics
import Document
import Foundation

extension ReadingContext {
  /// The columns whose sums go from page to page.
  ///
  /// - Parameters:
  ///   - option: What the author says of them.
  ///   - tag: The tag that says so.
  ///   - header: The table's header.
  ///   - rows: The rows that the tag stands around.
  /// - Returns: The columns; nil with the fault noted if there is none, or no room for words beside them.
  mutating func carriedColumns(
    _ option: CarryOption, at tag: TemplateTag, header: TemplateRow, rows: [TemplateRow]
  ) -> CarriedColumns? {
    var columns: [CarriedColumns.Column] = []
    for name in option.columns {
      guard let index = columnIndex(name, header, rows),
        let column = carriedColumn(index, name, rows)
      else { return nil }
      if !columns.contains(where: { $0.index == index }) { columns.append(column) }
    }
    guard columns.count < header.cells.count else {
      error(
        "merge.carry", "all columns of the table carry sums, and none is left for their words",
        at: tag.location)
      return nil
    }
    let words = CarriedWords(language: language)
    return CarriedColumns(
      columns: columns.sorted { $0.index < $1.index }, foot: option.foot ?? words.foot,
      head: option.head ?? words.head, location: tag.location)
  }

  /// The column in whose rows a field is printed or, if there is none, that has a header of that name.
  private mutating func columnIndex(
    _ name: CarryOption.ColumnName, _ header: TemplateRow, _ rows: [TemplateRow]
  ) -> Int? {
    let fields = header.cells.indices.map { index in
      rows.cells(in: index).flatMap { $0.fields.map(\.expression.words) }
    }
    let headers = header.cells.map { $0.words.precomposedStringWithCanonicalMapping }
    if let index = fields.firstIndex(where: { $0.contains(name.text) })
      ?? headers.firstIndex(of: name.text)
    {
      return index
    }
    error(
      "merge.carry", "no column of the table is called '\(name.text)', and none prints it",
      at: name.location,
      hints: didYouMean(name.text, among: fields.flatMap(\.self) + headers)
        + ["name the column by its header, or by the field that is printed in it"])
    return nil
  }

  /// A column with the way in which its values, and so its sums, are printed.
  private mutating func carriedColumn(
    _ index: Int, _ name: CarryOption.ColumnName, _ rows: [TemplateRow]
  ) -> CarriedColumns.Column? {
    let cells = rows.cells(in: index)
    if let crowded = cells.first(where: { $0.inlines.mostFields > 1 }) {
      error(
        "merge.carry",
        "a cell of the column '\(name.text)' prints several values, and which is summed cannot be "
          + "told", at: crowded.origin,
        hints: ["leave one field in it, with the others in columns of their own"])
      return nil
    }
    guard let cell = cells.first(where: { $0.inlines.mostFields == 1 }),
      let (field, style) = cell.inlines.firstField
    else {
      error(
        "merge.carry", "the column '\(name.text)' prints no field that could be summed",
        at: name.location)
      return nil
    }
    var column = CarriedColumns.Column(index: index, field: field, style: style)
    (column.prefix, column.suffix) = cell.inlines.wordsAround
    return column
  }
}

extension [TemplateRow] {
  /// The rows' cells in a column.
  fileprivate func cells(in column: Int) -> [TemplateRow.Cell] {
    compactMap { $0.cells.indices.contains(column) ? $0.cells[column] : nil }
  }
}

extension TemplateRow.Cell {
  /// The author's own words in it.
  fileprivate var words: String {
    let words = inlines.map { flow in
      if case .one(.text(let inline)) = flow { inline.text } else { "" }
    }
    return String(words.joined().trimmingSpaces)
  }

  /// All fields that it may print.
  fileprivate var fields: [FieldTag] { inlines.flatMap(\.fields) }
}

extension ControlFlow<InlinePart> {
  /// All fields that it may print.
  fileprivate var fields: [FieldTag] {
    switch self {
    case .one(.field(let field, _)): [field]
    case .one: []
    case .choice(let branches): branches.flatMap(\.body).flatMap(\.fields)
    case .each(_, let body): body.flatMap(\.fields)
    }
  }

  fileprivate var firstField: (FieldTag, Inline.Style)? {
    switch self {
    case .one(.field(let field, let context)): (field, context.style)
    case .one: nil
    case .choice(let branches): branches.lazy.compactMap(\.body.firstField).first
    case .each(_, let body): body.firstField
    }
  }

  fileprivate var mostFields: Int {
    switch self {
    case .one(.field): 1
    case .one: 0
    case .choice(let branches): branches.map(\.body.mostFields).max() ?? 0
    case .each(_, let body): 2 * body.mostFields
    }
  }
}

extension [ControlFlow<InlinePart>] {
  /// The first field that it may print, and how it is set off.
  fileprivate var firstField: (FieldTag, Inline.Style)? { lazy.compactMap(\.firstField).first }

  /// How many fields it prints at once at most; a list's are many.
  fileprivate var mostFields: Int { reduce(0) { $0 + $1.mostFields } }

  /// The words before and behind the field, where nothing depends on conditions.
  fileprivate var wordsAround: (String, String) {
    var (before, behind) = ("", "")
    var isBehind = false
    for flow in self {
      switch flow {
      case .one(.field): isBehind = true
      case .one(.text(let inline)):
        if isBehind { behind += inline.text } else { before += inline.text }
      case .one: break
      case .choice, .each: return ("", "")
      }
    }
    return (before, behind)
  }
}
