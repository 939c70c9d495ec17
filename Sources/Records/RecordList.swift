package import Diagnostics
package import Foundation

/// A list of records that was read once from end to end, found without fault and counted.
///
/// It holds no records (those of a YAML list excepted). ``records()`` reads it again from the first
/// one on, any number of times, also several times at once. Records come in the order of the list; those of
/// several rows in the order of their first ones.
package struct RecordList: Sendable {
  /// What the values are called.
  package let fields: Fields
  /// How many records there are.
  package let count: Int
  /// What its records are made of; names are in normal form C.
  package let parts: RecordParts
  /// The list's name for messages.
  package let name: String
  /// The sheet that was asked for of a workbook; nil for none.
  package let sheet: String?
  /// What was asked of a database; nil for a list of another form.
  package let query: ListQuery?
  /// The sheet that is read of a workbook; empty for the answer of a query, nil for a text.
  package var sheetName: String? { content.sheetName }
  /// Whether opening the list again would surely give the same.
  package var isCurrent: Bool { content.isCurrent }
  /// What the rows of a record hold, by the names of the fields that hold them.
  package let rowFields: [String: Fields]

  /// The records that are at fault in the list itself: none, unless it was opened by
  /// ``draft(path:named:of:options:)``.
  package var faults: ListFaults { content.faults }

  /// What was asked for of the rows that a sheet hides.
  package let hidden: HiddenRows?

  private let content: RecordContent

  /// Reads a list for the first time and finds everything that is wrong with it.
  ///
  /// - Parameters:
  ///   - path: The file, or `-` for standard input, which is kept in a temporary file.
  ///   - name: What the author calls the file, for messages.
  ///   - parts: What its records are made of. No row may lack the key; no two may have the same, also where
  ///     only Unicode normal form or white space around it differ, unless they make one record.
  ///   - options: How to read it.
  /// - Returns: The list, with a warning for what was guessed or left out.
  /// - Throws: ``DiagnosticsError`` with every fault at its line and column; of a great many, the first.
  package static func open(
    path: String, named name: String, of parts: RecordParts = RecordParts(),
    options: ListOptions = ListOptions()
  ) throws(DiagnosticsError) -> Warned<RecordList> {
    try open(.file(path), named: name, of: parts, options: options)
  }

  /// Reads a list of which single records may be at fault while the others can be read.
  ///
  /// - Returns: The list, with the same warnings; its ``faults`` tell which records are at fault.
  /// - Throws: ``DiagnosticsError`` as ``open(path:named:of:options:)`` does, if the list is at fault as a whole.
  package static func draft(
    path: String, named name: String, of parts: RecordParts = RecordParts(),
    options: ListOptions = ListOptions()
  ) throws(DiagnosticsError) -> Warned<RecordList> {
    try open(.file(path), named: name, of: parts, options: options, allowsFaults: true)
  }

  /// Asks a list of a database, of which single records may be at fault while the others can be read.
  ///
  /// - Parameters:
  ///   - connection: The name of the connection in this machine's own settings.
  ///   - parts: What the list's records are made of.
  ///   - options: How to read it, with the query.
  /// - Returns: The list, as ``draft(path:named:of:options:)`` gives it.
  /// - Throws: ``DiagnosticsError`` if the database cannot be reached, or the list is at fault as a whole.
  package static func draft(
    connection: String, of parts: RecordParts = RecordParts(), options: ListOptions
  ) throws(DiagnosticsError) -> Warned<RecordList> {
    try open(
      .connection(connection), named: connection, of: parts, options: options, allowsFaults: true)
  }

  /// Reads a list from a stream, which is kept in a temporary file.
  ///
  /// - SeeAlso: ``open(path:named:of:options:)``
  package static func open(
    spooling stream: FileHandle, named name: String, of parts: RecordParts = RecordParts(),
    options: ListOptions = ListOptions()
  ) throws(DiagnosticsError) -> Warned<RecordList> {
    let source = ByteSource.file(try FileSource(spooling: stream, named: name))
    return try open(.bytes(source), named: name, of: parts, options: options)
  }

  /// Reads a list whose bytes are at hand.
  ///
  /// - SeeAlso: ``open(path:named:of:options:)``
  package static func open(
    bytes: [UInt8], named name: String, of parts: RecordParts = RecordParts(),
    options: ListOptions = ListOptions()
  ) throws(DiagnosticsError) -> Warned<RecordList> {
    try open(.bytes(.memory(bytes)), named: name, of: parts, options: options)
  }

  private static func open(
    _ place: ListPlace, named name: String, of parts: RecordParts, options: ListOptions,
    allowsFaults: Bool = false
  ) throws(DiagnosticsError) -> Warned<RecordList> {
    let parts = parts.compared
    var survey = ListSurvey(
      place, named: name, options: options, allowsFaults: allowsFaults)
    let content = try survey.content(of: parts)
    let list = RecordList(
      fields: content.fields, count: content.count, parts: parts, name: name,
      sheet: options.sheet, query: options.query, rowFields: content.rowFields,
      hidden: options.hidden, content: content)
    return Warned(list, warnings: survey.warnings)
  }

  /// The records from the first one on.
  ///
  /// - Throws: ``DiagnosticsError`` if a file is not what it was when the list was opened.
  package func records() throws(DiagnosticsError) -> RecordReader {
    try RecordReader(content)
  }

  /// The same list with its records in another order.
  ///
  /// Records keep their numbers. As where rows of one key lie apart, what is sorted is kept in a file of our own,
  /// if it is more than some megabytes.
  ///
  /// - Parameters:
  ///   - order: The order of the records, of which some may be left out.
  ///   - options: How much is sorted and read at a time.
  /// - Returns: A list of the records that the order has.
  /// - Throws: ``DiagnosticsError`` if a file is not what it was when the list was opened, or if the records
  ///   cannot be kept.
  package func sorted(_ order: RecordOrder, _ options: ListOptions = ListOptions())
    throws(DiagnosticsError) -> RecordList
  {
    RecordList(
      fields: fields, count: order.count, parts: parts, name: name, sheet: sheet, query: query,
      rowFields: rowFields, hidden: hidden,
      content: try content.sorted(order, options))
  }

  /// Gives every record to `body`, in order.
  ///
  /// - Throws: What `body` throws, or ``DiagnosticsError`` if the file was changed meanwhile.
  package func forEach(_ body: (Record) throws -> Void) throws {
    var reader = try records()
    while let record = try reader.next() { try body(record) }
  }
}
