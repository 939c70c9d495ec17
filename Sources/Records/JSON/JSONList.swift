import Diagnostics

/// A list of JSON objects that was read once and found good; it can be read again any number of times.
struct JSONList: Sendable {
  private let source: ByteSource
  private let layout: TextLayout
  private let form: JSONReader.Form
  private let name: String
  private let options: ListOptions

  /// A list whose text is laid out as `layout` says, its objects as `form` does.
  init(
    _ source: ByteSource, _ layout: TextLayout, _ form: JSONReader.Form, named name: String,
    options: ListOptions
  ) {
    (self.source, self.layout, self.form) = (source, layout, form)
    (self.name, self.options) = (name, options)
  }

  /// Reads the whole list and notes every fault in it.
  ///
  /// - Returns: The fields, in the order in which their names appear, how many records there are, and what
  ///   their keys tell.
  func survey(key: KeyField?, problems: inout ProblemList) throws(DiagnosticsError)
    -> (fields: Fields, count: Int, keys: FoundKeys)
  {
    var survey = ObjectSurvey(key: key, named: name, options: options)
    var reader = reader(keeping: .only(key?.name))
    do {
      while let item = try reader.nextItem() {
        switch item {
        case .record(let record, let position):
          survey.look(at: record, position, weight: reader.recordBytes)
        case .other(let value): survey.reportNoRecord(value)
        case .faulty(let position): survey.noteFaulty(at: position)
        }
      }
    } catch {
      for diagnostic in error.diagnostics { survey.problems.report(error: diagnostic) }
      problems.report(contentsOf: reader.problems)
      problems.report(contentsOf: survey.problems)
      throw DiagnosticsError(problems.diagnostics)
    }
    let fields = survey.finish()
    problems.report(contentsOf: reader.problems)
    problems.report(contentsOf: survey.problems)
    let count = survey.count
    let keys = try survey.takeKeys()?.finish(problems: &problems) {
      visit throws(DiagnosticsError) in
      var records = records(fields)
      while let record = try records.next() { visit(record) }
    }
    return (fields, count, keys ?? FoundKeys())
  }

  /// The records from the first one on.
  func records(_ fields: Fields) -> JSONRecords {
    JSONRecords(reader(keeping: .everything), fields: fields, file: name)
  }

  private func reader(keeping kept: JSONReader.Kept) -> JSONReader {
    let text = TextReader(source, layout, chunkSize: options.chunkSize)
    return JSONReader(text, in: form, named: name, keeping: kept, options: options)
  }
}

/// Makes records of the objects of a JSON list.
struct JSONRecords: Sendable {
  private var reader: JSONReader
  private var order: FieldOrder
  private let file: String
  private var number = 0

  /// The records of the objects that `reader` will give.
  init(_ reader: JSONReader, fields: Fields, file: String) {
    (self.reader, order, self.file) = (reader, FieldOrder(fields), file)
  }

  /// The next record; nil at the end of the list.
  mutating func next() throws(DiagnosticsError) -> Record? {
    while let item = try reader.nextItem() {
      let (group, position): (Group, Position)
      switch item {
      case .record(let named, let start): (group, position) = (named, start)
      case .faulty(let start): (group, position) = (.empty, start)
      case .other: continue
      }
      number += 1
      return order.record(number, of: group, at: position.location(in: file))
    }
    return nil
  }
}
