package import Diagnostics
package import Foundation

/// A list of records that was read once from end to end, found without fault and counted.
///
/// It holds no records (those of a YAML list excepted). ``records()`` reads it again from the first
/// one on, any number of times, also several times at once.
package struct RecordList: Sendable {
  /// What the values are called.
  package let fields: Fields
  /// How many records there are.
  package let count: Int
  /// The name of the field whose value tells the records apart, in normal form C; nil if none was asked for.
  package let key: String?
  /// The list's name for messages.
  package let name: String
  /// The sheet that was asked for of a workbook; nil for none.
  package let sheet: String?
  /// The sheet that is read of a workbook; nil if the list is none.
  package var sheetName: String? { table.sheetName }

  private let table: Table

  /// Reads a list for the first time and finds everything that is wrong with it.
  ///
  /// - Parameters:
  ///   - path: The file, or `-` for standard input, which is kept in a temporary file.
  ///   - name: What the author calls the file, for messages.
  ///   - key: The name of the field that tells the records apart. No record may lack it, and no two
  ///     may have the same, also where only Unicode normal form or white space around it differ.
  ///   - options: How to read it.
  /// - Returns: The list, with a warning for what was guessed or left out.
  /// - Throws: ``DiagnosticsError`` with every fault at its line and column; of a great many, the first.
  package static func open(
    path: String, named name: String, key: String? = nil, options: ListOptions = ListOptions()
  ) throws(DiagnosticsError) -> Warned<RecordList> {
    let source = ByteSource.file(try FileSource(path: path, named: name))
    return try open(source, named: name, key: key, options: options)
  }

  /// Reads a list from a stream, which is kept in a temporary file.
  ///
  /// - SeeAlso: ``open(path:named:key:options:)``
  package static func open(
    spooling stream: FileHandle, named name: String, key: String? = nil,
    options: ListOptions = ListOptions()
  ) throws(DiagnosticsError) -> Warned<RecordList> {
    let source = ByteSource.file(try FileSource(spooling: stream, named: name))
    return try open(source, named: name, key: key, options: options)
  }

  /// Reads a list whose bytes are at hand.
  ///
  /// - SeeAlso: ``open(path:named:key:options:)``
  package static func open(
    bytes: [UInt8], named name: String, key: String? = nil, options: ListOptions = ListOptions()
  ) throws(DiagnosticsError) -> Warned<RecordList> {
    try open(.memory(bytes), named: name, key: key, options: options)
  }

  private static func open(
    _ source: ByteSource, named name: String, key: String?, options: ListOptions
  ) throws(DiagnosticsError) -> Warned<RecordList> {
    var problems = ProblemList(file: name, limit: options.problemLimit)
    let key = key.map(ComparedForm.ofName)
    let table = try Table(source, named: name, key: key, options: options, problems: &problems)
    return try problems.finish(
      RecordList(
        fields: table.fields, count: table.count, key: key, name: name, sheet: options.sheet,
        table: table))
  }

  /// The records from the first one on.
  ///
  /// - Throws: ``DiagnosticsError`` if the file is not what it was when the list was opened.
  package func records() throws(DiagnosticsError) -> RecordReader {
    RecordReader(try table.records())
  }

  /// Gives every record to `body`, in order.
  ///
  /// - Throws: What `body` throws, or ``DiagnosticsError`` if the file was changed meanwhile.
  package func forEach(_ body: (Record) throws -> Void) throws {
    var reader = try records()
    while let record = try reader.next() { try body(record) }
  }
}

/// Gives the records of a list one after the other.
package struct RecordReader: Sendable {
  private var table: TableReader

  fileprivate init(_ table: TableReader) { self.table = table }

  /// The next record; nil after the last one.
  ///
  /// - Throws: ``DiagnosticsError`` if reading breaks off, or if the file turns out at its end to have been
  ///   changed meanwhile.
  package mutating func next() throws(DiagnosticsError) -> Record? { try table.next() }
}
