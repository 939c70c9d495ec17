/// In which form the text of a list is written; a workbook is no text, and known by itself.
package enum ListFormat: String, Sendable, CaseIterable {
  /// Values in rows, set apart by commas, semicolons or tabs, under a row of names.
  case csv
  /// An array of objects.
  case json
  /// Objects one after the other, mostly each on a line of its own (JSON Lines).
  case ndjson
  /// A sequence of mappings.
  case yaml

  /// The form that the end of a file's name tells, or nil.
  init?(fileName: String) {
    switch fileName.split(separator: ".").last?.lowercased() {
    case "csv", "tsv": self = .csv
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    case "yaml", "yml": self = .yaml
    default: return nil
    }
  }

  /// What a list in this form is called.
  var noun: String {
    switch self {
    case .csv: "a CSV list"
    case .json: "a JSON list"
    case .ndjson: "a list of JSON Lines"
    case .yaml: "a YAML list"
    }
  }
}

/// What becomes of the rows that a sheet hides, as a filter does.
package enum HiddenRows: String, Sendable, CaseIterable {
  /// They are read like the others.
  case read
  /// They are left out: of records of several rows altogether, and marked where each row is a record.
  case leaveOut = "leave out"
}

/// How a list of records is read.
package struct ListOptions: Sendable {
  /// The form of the list's text; if nil, the file's name or else its beginning tells it.
  package var format: ListFormat?
  /// The name of the sheet that is read of a workbook; nil for the first one that can be seen.
  package var sheet: String?
  /// What becomes of rows that a sheet hides; nil if nothing is said: then they are read, with a warning.
  package var hidden: HiddenRows?
  /// Whether a list without any record is right.
  package var mayBeEmpty = false
  /// What is asked of the database that the list is; nil for a list that is none.
  package var query: ListQuery?
  /// Whether the list may be none, and the query be for another one.
  package var mayIgnoreQuery = false
  /// The file that says where connections lead; nil for that of this user.
  package var connections: String?
  /// How long a query may take, where a connection does not say more.
  package var longestQuery = Duration.seconds(120)
  /// The greatest number of rows of a query's answer, and its greatest size in bytes.
  package var mostRows = 10_000_000
  package var longestAnswer = 8 << 30
  /// How many bytes are read at a time, which changes no result.
  package var chunkSize = 128 << 10
  /// How many errors are told, and how many warnings; the others are counted.
  package var problemLimit = 100
  /// The greatest size of a value in bytes; beyond it, a quotation mark was surely forgotten.
  package var longestValue = 1 << 20
  /// The greatest size of a record in bytes, and of all rows of a table that belong to one; each value of a JSON
  /// record, and of such a row, counts 64 more.
  package var longestRecord = 16 << 20
  /// How many bytes of rows are sorted at a time, where rows of one key lie apart.
  package var sortedBytes = 8 << 20
  /// The greatest number of fields of a list, and of columns of a sheet.
  package var mostFields = 4096
  /// The greatest number of values in a row of a CSV list, columns without a name among them: a program may
  /// write all 16,384 columns that a sheet can have.
  package var mostColumns = 1 << 14
  /// The greatest size of a field's name in bytes.
  package var longestName = 1 << 10
  /// The greatest size of a YAML list in bytes, which is read as a whole.
  package var longestYAML = 4 << 20

  /// Whether rows that a sheet hides are left out.
  var leavesOutHidden: Bool { hidden == .leaveOut }

  /// The options that suit a list of any size.
  package init(format: ListFormat? = nil, sheet: String? = nil, query: ListQuery? = nil) {
    (self.format, self.sheet, self.query) = (format, sheet, query)
  }
}
