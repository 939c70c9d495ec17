package import Diagnostics

/// What a letter is made of: a row of the list, all rows with one key, or a row with rows of other tables.
///
/// A table's rows are records too, before they are put together.
package struct Record: Hashable, Sendable {
  /// Its number among the records of its list, counted from 1, blank rows left out.
  package var number: Int
  /// What the values are called; shared by all records of the list.
  package var fields: Fields
  /// The values in the order of the fields.
  package var values: [Value]
  /// Where the record begins in its file.
  package var location: SourceLocation
  /// The fields in which its rows do not agree, by their positions; their values are those of the first row.
  package internal(set) var differences: [Int: Difference] = [:]
  /// Whether it is a row that its sheet hides.
  package internal(set) var isHidden = false

  /// A record with a value for each field.
  package init(number: Int, fields: Fields, values: [Value], location: SourceLocation) {
    self.number = number
    self.fields = fields
    self.values = values
    self.location = location
  }

  /// The number of its row as people are told it: in a sheet that of the row it begins in, as Excel numbers them;
  /// otherwise its ``number``.
  ///
  /// - Parameter sheet: The sheet of its list; nil if that is no workbook.
  /// - Returns: The number, from 1.
  package func row(ofSheet sheet: String?) -> Int { sheet == nil ? number : location.line }

  /// The value of a field (named in normal form C), or nil if the list has no such field.
  package subscript(name: String) -> Value? {
    fields.position(of: name).map { values[$0] }
  }
}

/// A value of a record, which knows where it stands in its file.
package struct Value: Hashable, Sendable {
  /// What the value is.
  package enum Content: Hashable, Sendable {
    /// Characters. Every value of a CSV file is of this kind until its column is declared otherwise.
    case text(String)
    /// A number, as the file writes it: `0.10` is told from `0.1`.
    case number(String)
    /// A day, perhaps with a time, where the file itself knows it as one: `2026-11-23`, `2026-11-23 14:30`.
    case date(String)
    /// Yes or no.
    case boolean(Bool)
    /// Several values, for `{{#each}}`.
    case list([Value])
    /// Named values, as items of a list.
    case group(Group)
  }

  /// What the value is.
  package var content: Content
  /// Where it stands.
  package var location: SourceLocation

  /// A value with a place.
  package init(_ content: Content, at location: SourceLocation) {
    self.content = content
    self.location = location
  }

  /// Whether there is nothing to print: no text of which anything would be seen, or no items.
  package var isEmpty: Bool {
    switch content {
    case .text(let text):
      // A text mostly begins with a sign that can be seen.
      text.utf8.first.map { !isSign($0) && text.isBlank } ?? true
    case .list(let items): items.isEmpty
    case .number, .date, .boolean, .group: false
    }
  }
}
