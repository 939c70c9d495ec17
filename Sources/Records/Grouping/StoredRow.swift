import Bytes
import Diagnostics

/// What a value is, in a row that is kept as bytes.
private enum StoredKind: UInt8 {
  case text, number, date, no, yes, list, group
}

/// Writes rows as bytes for a file of our own: where they stand, and their values with their places.
///
/// Numbers are of variable length; lines are told from the row's own, as most values stand on it.
extension [UInt8] {
  mutating func append(storing row: Record) {
    let line = row.location.line
    append(line)
    append(row.location.column)
    append(row.values.count)
    for value in row.values { append(value, after: line) }
  }

  private mutating func append(_ number: Int) {
    append(variable: UInt64(bitPattern: Int64(number)))
  }

  private mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      append(utf8.count)
      unsafe append(contentsOf: utf8)
    }
  }

  private mutating func append(_ kind: StoredKind, at place: SourceLocation, after line: Int) {
    append(kind.rawValue)
    append(place.line &- line)
    append(place.column)
  }

  private mutating func append(_ value: Value, after line: Int) {
    switch value.content {
    case .text(let text):
      append(.text, at: value.location, after: line)
      append(text)
    case .number(let text):
      append(.number, at: value.location, after: line)
      append(text)
    case .date(let text):
      append(.date, at: value.location, after: line)
      append(text)
    case .boolean(let isTrue): append(isTrue ? .yes : .no, at: value.location, after: line)
    case .list(let items):
      append(.list, at: value.location, after: line)
      append(items.count)
      for item in items { append(item, after: line) }
    case .group(let group):
      append(.group, at: value.location, after: line)
      append(group.values.count)
      for name in group.fields.names { append(name) }
      for item in group.values { append(item, after: line) }
    }
  }
}

/// Reads a row that ``Swift/Array/append(storing:)`` wrote.
struct StoredRow {
  private var reader: ByteReader
  private let file: String
  private var line = 0
  /// The names of the latest group: those of the next are mostly the same.
  private var latest = Group.empty.fields

  /// The row of a table.
  ///
  /// - Parameters:
  ///   - bytes: What was written.
  ///   - fields: What the table's values are called.
  ///   - number: The row's number.
  ///   - file: What the table is called in messages.
  /// - Returns: The row.
  /// - Throws: ``ByteFault`` if the bytes are not those that were written.
  static func row(
    _ bytes: ArraySlice<UInt8>, _ fields: Fields, number: Int, file: String
  ) throws(ByteFault) -> Record {
    var stored = StoredRow(reader: ByteReader(bytes), file: file)
    stored.line = try stored.number()
    let column = try stored.number()
    return Record(
      number: number, fields: fields, values: try stored.values(count: try stored.number()),
      location: SourceLocation(file: file, line: stored.line, column: column))
  }

  private init(reader: ByteReader, file: String) { (self.reader, self.file) = (reader, file) }

  private mutating func number() throws(ByteFault) -> Int {
    Int(Int64(bitPattern: try reader.variable()))
  }

  private mutating func text() throws(ByteFault) -> String {
    String(decoding: try reader.take(try number()), as: UTF8.self)
  }

  private mutating func values(count: Int) throws(ByteFault) -> [Value] {
    // Each value takes a byte at least.
    guard count >= 0, count <= reader.remaining else { throw .end }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try value()) }
    return values
  }

  private mutating func value() throws(ByteFault) -> Value {
    guard let kind = StoredKind(rawValue: try reader.byte()) else { throw .end }
    let place = SourceLocation(file: file, line: line &+ (try number()), column: try number())
    return Value(try content(kind), at: place)
  }

  private mutating func content(_ kind: StoredKind) throws(ByteFault) -> Value.Content {
    switch kind {
    case .text: return .text(try text())
    case .number: return .number(try text())
    case .date: return .date(try text())
    case .no: return .boolean(false)
    case .yes: return .boolean(true)
    case .list: return .list(try values(count: try number()))
    case .group:
      let count = try number()
      guard count >= 0, count <= reader.remaining else { throw .end }
      var names: [String] = []
      for _ in 0..<count { names.append(try text()) }
      if names != latest.names { latest = Fields(names) }
      return .group(Group(latest, try values(count: count)))
    }
  }
}
