import Diagnostics
import Foundation
import Records
import TestSupport

/// What came of reading a list: its records or the words of its problems.
struct Reading {
  var fields: [String] = []
  var rows: [[String]] = []
  var records: [Record] = []
  var problems: [String] = []

  /// Reads bytes as a list called `file`, both times.
  init(
    _ bytes: [UInt8], as file: String = "list.csv", key: String? = nil,
    of parts: RecordParts? = nil, options: ListOptions = ListOptions()
  ) throws {
    let folder = try TemporaryFolder()
    let url = try folder.write(Data(bytes), to: file)
    do {
      let opened = try RecordList.open(
        path: url.path, named: file, of: parts ?? RecordParts(key: key), options: options)
      problems = opened.warnings.map(\.description)
      fields = opened.output.fields.names
      try opened.output.forEach { records.append($0) }
      rows = records.map { $0.values.map(\.testText) }
      if records.count != opened.output.count { problems.append("counted \(opened.output.count)") }
    } catch let error as DiagnosticsError {
      problems = error.diagnostics.map(\.description)
    }
  }

  /// Reads a text as a list called `file`.
  init(
    _ text: String, as file: String = "list.csv", key: String? = nil,
    of parts: RecordParts? = nil, options: ListOptions = ListOptions()
  ) throws {
    try self.init(Array(text.utf8), as: file, key: key, of: parts, options: options)
  }
}

extension Value {
  /// The value in a form that tells kinds apart: `text`, `#12`, `yes`, `[a, b]`, `{a: b}`.
  var testText: String {
    switch content {
    case .text(let text), .date(let text): text
    case .number(let digits): "#\(digits)"
    case .boolean(let flag): flag ? "yes" : "no"
    case .list(let items): "[\(items.map(\.testText).joined(separator: ", "))]"
    case .group(let group):
      "{"
        + zip(group.fields.names, group.values).sorted { $0.0 < $1.0 }
        .map { "\($0): \($1.testText)" }.joined(separator: ", ") + "}"
    }
  }
}

/// A text in UTF-16 with its byte order mark.
func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
  ([0xFEFF] + Array(text.utf16)).flatMap { unit -> [UInt8] in
    let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
    return littleEndian ? [low, high] : [high, low]
  }
}
