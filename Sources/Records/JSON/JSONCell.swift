import Diagnostics

/// A value that is written as JSON in a single cell, as databases have them.
enum JSONCell {
  /// The items of an array, all of which stand at the cell's place; none if the text is no array, which the first
  /// look at it tells.
  static func content(_ bytes: ArraySlice<UInt8>, at place: SourceLocation) -> Value.Content {
    (try? items(bytes, at: place)).map { .list($0) } ?? .list([])
  }

  /// The items of an array.
  ///
  /// - Throws: ``DiagnosticsError``, at a place within the text, if it is no array.
  static func items(_ bytes: ArraySlice<UInt8>, at place: SourceLocation)
    throws(DiagnosticsError) -> [Value]
  {
    let layout = TextLayout(encoding: .utf8, markLength: 0)
    let text = TextReader(.memory(Array(bytes)), layout, chunkSize: max(1, bytes.count))
    var reader = JSONReader(
      text, in: .array, named: place.file, keeping: .everything, options: ListOptions())
    var items: [Value] = []
    while let item = try reader.nextItem() {
      switch item {
      case .record(let group, _): items.append(Value(.group(group.moved(to: place)), at: place))
      case .other(let value): items.append(value.moved(to: place))
      case .faulty: break
      }
    }
    if let problem = reader.problems.diagnostics.first { throw DiagnosticsError(problem) }
    return items
  }
}

extension Value {
  /// The value with everything in it at another place.
  fileprivate func moved(to place: SourceLocation) -> Value {
    switch content {
    case .text, .number, .date, .boolean: Value(content, at: place)
    case .list(let items): Value(.list(items.map { $0.moved(to: place) }), at: place)
    case .group(let group): Value(.group(group.moved(to: place)), at: place)
    }
  }
}

extension Group {
  /// The same with all values at another place.
  fileprivate func moved(to place: SourceLocation) -> Group {
    Group(fields, values.map { $0.moved(to: place) })
  }
}
