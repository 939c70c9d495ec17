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
  /// The bytes that are read: the file's, or those of rows that were kept.
  let source: ByteSource
  /// What the database was like that gave the rows; nil if none did.
  private let stamp: DatabaseStamp?
  private let content: Content
  /// What its keys tell, until somebody takes it.
  private var keys: FoundKeys

  /// The sheet that is read of a workbook; empty for the answer of a query, nil for a text.
  var sheetName: String? { if case .cells(_, let name) = content { name } else { nil } }

  /// Whether reading the list for the first time would give the same again.
  var isCurrent: Bool { stamp?.isCurrent ?? ((try? source.verifyUnchanged()) != nil) }

  /// The list in the form that it is written in.
  private enum Content: Sendable {
    case csv(RowList<CSVText>)
    case cells(RowList<KeptRows>, sheet: String)
    case json(JSONList)
    case yaml([Record])
  }

  /// Reads a list for the first time and notes everything that is wrong with it.
  ///
  /// - Parameters:
  ///   - origin: Where it is read from.
  ///   - name: What it is called in messages.
  ///   - key: The field that holds keys, and what they are for; nil for none.
  ///   - options: How to read it.
  ///   - problems: Where faults are noted.
  /// - Throws: ``DiagnosticsError`` where it is at fault as a whole.
  init(
    _ origin: ListOrigin, named name: String, key: KeyField?, options: ListOptions,
    problems: inout ProblemList
  ) throws(DiagnosticsError) {
    self.name = name
    switch origin {
    case .answer(let database, let query):
      let rows = try database.rows(of: query, named: name, options: options)
      (source, stamp) = (rows.source, database.stamp)
      (content, fields, count, keys) = try ListFile.cells(
        rows, named: name, key: key, options: options, namesAt: query.location,
        problems: &problems)
    case .bytes(let bytes):
      (source, stamp) = (bytes, nil)
      let found: Found
      if let rows = try ListFile.rows(bytes, named: name, options, &problems) {
        found = try ListFile.cells(
          rows, named: name, key: key, options: options, problems: &problems)
      } else {
        found = try ListFile.text(
          bytes, named: name, key: key, options: options, problems: &problems)
      }
      try bytes.verifyUnchanged()
      (content, fields, count, keys) = found
    }
  }

  /// A list that was read to its end, the names of its fields, how many records it has, and what keys tell.
  private typealias Found = (content: Content, fields: Fields, count: Int, keys: FoundKeys)

  /// Hands over what the keys tell.
  mutating func takeKeys() -> FoundKeys {
    defer { keys = FoundKeys() }
    return keys
  }

  /// The rows of a workbook's sheet; nil if the bytes are no workbook.
  private static func rows(
    _ source: ByteSource, named name: String, _ options: ListOptions, _ problems: inout ProblemList
  ) throws(DiagnosticsError) -> KeptRows? {
    if let document = try OpenDocument(source, named: name) {
      return try document.rows(options, problems: &problems)
    }
    return try Workbook(source, named: name)?.rows(options, problems: &problems)
  }

  /// Reads rows of cells; the columns' names stand at `place` if they have no row of their own.
  private static func cells(
    _ rows: KeptRows, named name: String, key: KeyField?, options: ListOptions,
    namesAt place: SourceLocation? = nil, problems: inout ProblemList
  ) throws(DiagnosticsError) -> Found {
    let list = try RowList(rows, named: name, options: options, problems: &problems)
    let (count, keys) = try list.survey(key: key, problems: &problems)
    if let place {
      problems.change { problem in
        var problem = problem
        if problem.location?.line == 0 { problem.location = place }
        return problem
      }
    }
    let naming = try CellNaming(problems, rows, list.header)
    problems.change(naming.naming(cellOf:))
    return (.cells(list, sheet: rows.sheet), list.header.fields, count, keys)
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
    case .json, .ndjson:
      let form: JSONReader.Form = format == .json ? .array : .lines
      let list = JSONList(source, layout, form, named: name, options: options)
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
  ///
  /// A brace begins an object, which can only be one of many.
  private static func guessFormat(_ source: ByteSource, _ layout: TextLayout)
    throws(DiagnosticsError) -> ListFormat
  {
    let beginning = try source.beginning(4096).dropFirst(layout.markLength)
    let first = beginning.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    switch first {
    case UInt8(ascii: "["): return .json
    case UInt8(ascii: "{"): return .ndjson
    default: return .csv
    }
  }

  private static func requireUTF8(
    _ layout: TextLayout, _ format: ListFormat, _ problems: ProblemList
  ) throws(DiagnosticsError) {
    guard layout.encoding != .utf8 else { return }
    let place = problems.diagnostics.first { $0.id == "records.windows-1252" }?.location
    throw DiagnosticsError(
      .error(
        "records.not-utf8", "\(format.noun) must be written in UTF-8",
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
    case .cells(let list, _): reader.cells = try list.records()
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
  fileprivate var cells: RowRecords<RowDecoder>?
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
    if let record = try cells?.next() { return record }
    if let record = try json?.next() { return record }
    if let record = yaml?.next() { return record }
    isFinished = true
    try source.verifyUnchanged()
    return nil
  }
}
