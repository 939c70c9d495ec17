package import Diagnostics

/// What the records of a list are made of besides one row each.
package struct RecordParts: Hashable, Sendable {
  /// The name of the field that tells records apart; nil for none.
  package var key: String?
  /// What a record's rows are called where all rows with one key make one record; nil for a record a row.
  package var rows: RowsName?
  /// The tables whose rows belong to the records with the same key.
  package var joined: [JoinedTable] = []

  /// Records of one row each, told apart by a field.
  package init(key: String? = nil) { self.key = key }

  /// The same, with the key's name in the form in which names are compared.
  package var compared: RecordParts {
    var parts = self
    parts.key = key.map(ComparedForm.ofName)
    return parts
  }

  /// The names of fields that hold rows, in order.
  package var rowsNames: [RowsName] { (rows.map { [$0] } ?? []) + joined.map(\.name) }
}

/// The name of a field that holds the rows of a record, for `{{#each}}`.
package struct RowsName: Hashable, Sendable {
  /// The name, in the form in which names of fields are compared.
  package let text: String
  /// Where the author gave it.
  package let location: SourceLocation

  /// A name as the author wrote it.
  package init(_ name: String, at location: SourceLocation) {
    (text, self.location) = (ComparedForm.ofName(name), location)
  }
}

/// Another table, whose rows belong to the records with the same key.
package struct JoinedTable: Hashable, Sendable {
  /// What a record's rows of it are called.
  package var name: RowsName
  /// Its file; nil for another sheet of the list's own workbook, or another query of its database.
  package var path: String?
  /// The connection to its database, if that is no file.
  package var connection: String?
  /// What is asked of its database; nil for a table that is in none.
  package var query: ListQuery?
  /// The sheet of a workbook; nil for the first one.
  package var sheet: String?
  /// The name of its field that holds the key of the record that a row belongs to.
  package var key: String
  /// Whether rows that belong to no record are left out; they are errors otherwise.
  package var ignoresOthers = false
  /// Where the author names its file or sheet.
  package var location: SourceLocation

  /// Whether it is in the same file or database as the list itself.
  var isOfList: Bool { path == nil && connection == nil }
  /// Where it is; nil for where the list is.
  var place: ListPlace? { path.map { .file($0) } ?? connection.map { .connection($0) } }

  /// A table whose rows are found by a key.
  package init(_ name: RowsName, path: String?, key: String, at location: SourceLocation) {
    (self.name, self.path, self.key, self.location) = (name, path, key, location)
  }
}
