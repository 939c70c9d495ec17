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
  package var sheetName: String? { if case .workbook(_, let name) = content { name } else { nil } }

  private let source: ByteSource
  private let content: Content

  /// The list in the form that it is written in.
  private enum Content: Sendable {
    case csv(RowList<CSVText>)
    case workbook(RowList<WorkbookRows>, sheet: String)
    case json(JSONList)
    case yaml([Record])
  }

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

  /// A list that was read to its end, the names of its fields, and how many records it has.
  private typealias Found = (content: Content, fields: Fields, count: Int)

  private static func open(
    _ source: ByteSource, named name: String, key: String?, options: ListOptions
  ) throws(DiagnosticsError) -> Warned<RecordList> {
    var problems = ProblemList(file: name, limit: options.problemLimit)
    let key = key.map(ComparedForm.ofName)
    let found: Found
    if let workbook = try Workbook(source, named: name) {
      let rows = try workbook.rows(options, problems: &problems)
      let list = try RowList(rows, named: name, options: options, problems: &problems)
      let count = try list.survey(key: key, problems: &problems)
      let naming = try CellNaming(problems, rows, list.header)
      problems.change(naming.naming(cellOf:))
      found = (.workbook(list, sheet: rows.sheet), list.header.fields, count)
    } else {
      found = try text(source, named: name, key: key, options: options, problems: &problems)
    }
    try source.verifyUnchanged()
    return try problems.finish(
      RecordList(
        fields: found.fields, count: found.count, key: key, name: name, sheet: options.sheet,
        source: source, content: found.content))
  }

  /// Reads a list that is a text.
  private static func text(
    _ source: ByteSource, named name: String, key: String?, options: ListOptions,
    problems: inout ProblemList
  ) throws(DiagnosticsError) -> Found {
    let layout = try TextSurvey(source, named: name, options: options).layout(problems: &problems)
    let told = options.format ?? ListFormat(fileName: name)
    let format: ListFormat
    if let told { format = told } else { format = try guessFormat(source, layout) }
    if format != .csv { try requireUTF8(layout, format, problems) }
    switch format {
    case .csv:
      let rows = try CSVText(source, layout, named: name, options: options)
      let list = try RowList(rows, named: name, options: options, problems: &problems)
      let count = try list.survey(key: key, problems: &problems)
      return (.csv(list), list.header.fields, count)
    case .json:
      let list = JSONList(source, layout, named: name, options: options)
      let (fields, count) = try list.survey(key: key, problems: &problems)
      return (.json(list), fields, count)
    case .yaml:
      var survey = ObjectSurvey(key: key, named: name, options: options)
      let list = try YAMLList(source, layout, named: name, options: options, survey: &survey)
      let fields = survey.finish()
      let records = list.records(fields)
      problems.report(contentsOf: survey.problems)
      try survey.keys?.finish(problems: &problems) { visit in records.forEach(visit) }
      return (.yaml(records), fields, survey.count)
    }
  }

  /// The form of a list without a telling name: JSON begins with a bracket, and CSV hardly ever.
  private static func guessFormat(_ source: ByteSource, _ layout: TextLayout)
    throws(DiagnosticsError) -> ListFormat
  {
    let beginning = try source.beginning(4096).dropFirst(layout.markLength)
    let first = beginning.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return first == UInt8(ascii: "[") || first == UInt8(ascii: "{") ? .json : .csv
  }

  private static func requireUTF8(
    _ layout: TextLayout, _ format: ListFormat, _ problems: ProblemList
  ) throws(DiagnosticsError) {
    guard layout.encoding != .utf8 else { return }
    let place = problems.diagnostics.first { $0.id == "records.windows-1252" }?.location
    throw DiagnosticsError(
      .error(
        "records.not-utf8", "a \(format.rawValue.uppercased()) list must be written in UTF-8",
        at: place ?? Position().location(in: problems.file),
        hints: ["save it again and choose the encoding UTF-8"]))
  }

  /// The records from the first one on.
  ///
  /// - Throws: ``DiagnosticsError`` if the file is not what it was when the list was opened.
  package func records() throws(DiagnosticsError) -> RecordReader {
    try source.verifyUnchanged()
    var reader = RecordReader(source)
    switch content {
    case .csv(let list): reader.csv = try list.records()
    case .workbook(let list, _): reader.workbook = try list.records()
    case .json(let list): reader.json = list.records(fields)
    case .yaml(let records): reader.yaml = records.makeIterator()
    }
    return reader
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
  // One of these is there, and is changed in place: a record must not copy the reader's buffers.
  fileprivate var csv: RowRecords<CSVReader>?
  fileprivate var workbook: RowRecords<RowDecoder>?
  fileprivate var json: JSONRecords?
  fileprivate var yaml: IndexingIterator<[Record]>?
  private let source: ByteSource
  private var isFinished = false

  fileprivate init(_ source: ByteSource) { self.source = source }

  /// The next record; nil after the last one.
  ///
  /// - Throws: ``DiagnosticsError`` if reading breaks off, or if the file turns out at its end to have been
  ///   changed meanwhile.
  package mutating func next() throws(DiagnosticsError) -> Record? {
    guard !isFinished else { return nil }
    if let record = try csv?.next() { return record }
    if let record = try workbook?.next() { return record }
    if let record = try json?.next() { return record }
    if let record = yaml?.next() { return record }
    isFinished = true
    try source.verifyUnchanged()
    return nil
  }
}
