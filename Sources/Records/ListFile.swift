import Diagnostics

/// A list as its file has it, read once from end to end and counted: one record a row or object.
///
/// It holds no records (those of a YAML list excepted), and can be read again any number of times.
struct ListFile: Sendable {
  /// What the values are called.
  let fields: Fields
  /// How many records there are.
  let count: Int
  /// What the file is called in messages.
  let name: String
  /// The file's bytes.
  let source: ByteSource
  private let content: Content
  /// What its keys tell, until somebody takes it.
  private var keys: FoundKeys

  /// The sheet that is read of a workbook; nil if the list is none.
  var sheetName: String? { if case .workbook(_, let name) = content { name } else { nil } }

  /// The list in the form that it is written in.
  private enum Content: Sendable {
    case csv(RowList<CSVText>)
    case workbook(RowList<WorkbookRows>, sheet: String)
    case json(JSONList)
    case yaml([Record])
  }

  /// Reads a list for the first time and notes everything that is wrong with it.
  ///
  /// - Parameters:
  ///   - source: The file's bytes.
  ///   - name: What it is called in messages.
  ///   - key: The field that holds keys, and what they are for; nil for none.
  ///   - options: How to read it.
  ///   - problems: Where faults are noted.
  /// - Throws: ``DiagnosticsError`` where it is at fault as a whole.
  init(
    _ source: ByteSource, named name: String, key: KeyField?, options: ListOptions,
    problems: inout ProblemList
  ) throws(DiagnosticsError) {
    let found: Found
    if let workbook = try Workbook(source, named: name) {
      let rows = try workbook.rows(options, problems: &problems)
      let list = try RowList(rows, named: name, options: options, problems: &problems)
      let (count, keys) = try list.survey(key: key, problems: &problems)
      let naming = try CellNaming(problems, rows, list.header)
      problems.change(naming.naming(cellOf:))
      found = (.workbook(list, sheet: rows.sheet), list.header.fields, count, keys)
    } else {
      found = try ListFile.text(
        source, named: name, key: key, options: options, problems: &problems)
    }
    try source.verifyUnchanged()
    (self.source, self.name) = (source, name)
    (content, fields, count, keys) = found
  }

  /// A list that was read to its end, the names of its fields, how many records it has, and what keys tell.
  private typealias Found = (content: Content, fields: Fields, count: Int, keys: FoundKeys)

  /// Hands over what the keys tell.
  mutating func takeKeys() -> FoundKeys {
    defer { keys = FoundKeys() }
    return keys
  }

  /// Reads a list that is a text.
  private static func text(
    _ source: ByteSource, named name: String, key: KeyField?, options: ListOptions,
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
      let (count, keys) = try list.survey(key: key, problems: &problems)
      return (.csv(list), list.header.fields, count, keys)
    case .json:
      let list = JSONList(source, layout, named: name, options: options)
      let (fields, count, keys) = try list.survey(key: key, problems: &problems)
      return (.json(list), fields, count, keys)
    case .yaml:
      var survey = ObjectSurvey(key: key, named: name, options: options)
      let list = try YAMLList(source, layout, named: name, options: options, survey: &survey)
      let fields = survey.finish()
      let records = list.records(fields)
      problems.report(contentsOf: survey.problems)
      let count = survey.count
      let keys = try survey.takeKeys()?.finish(problems: &problems) { records.forEach($0) }
      return (.yaml(records), fields, count, keys ?? FoundKeys())
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
  func records() throws(DiagnosticsError) -> TableReader {
    try source.verifyUnchanged()
    var reader = TableReader(source)
    switch content {
    case .csv(let list): reader.csv = try list.records()
    case .workbook(let list, _): reader.workbook = try list.records()
    case .json(let list): reader.json = list.records(fields)
    case .yaml(let records): reader.yaml = records.makeIterator()
    }
    return reader
  }
}

/// Gives the records of a table one after the other.
struct TableReader: Sendable {
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
  mutating func next() throws(DiagnosticsError) -> Record? {
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
