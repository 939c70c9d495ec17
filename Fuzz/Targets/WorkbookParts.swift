import Archive
import Foundation
import Records

/// An Excel workbook: a zip archive as it is, or a text of its parts that is packed here.
///
/// In the text a line `=== xl/workbook.xml` begins each part. Changes of it stay valid archives.
enum WorkbookParts {
  /// Reads it as a list, without a key and with one.
  static func examine(_ bytes: [UInt8]) throws -> Outcome {
    let file = bytes.starts(with: "PK".utf8) ? bytes : try packed(bytes)
    let options = ListOptions()
    let reading = try ListReading(file, named: "list.xlsx", options: options)
    if let key = reading.fields.names.last {
      let keyed = try ListReading(file, named: "list.xlsx", key: key, options: options)
      guard !keyed.isTaken || keyed.records == reading.records else {
        throw Violation("other records are read for a key")
      }
    }
    return reading.outcome
  }

  private static func packed(_ text: [UInt8]) throws -> [UInt8] {
    let scratch = try Scratch()
    let url = try scratch.write([], to: "list.xlsx")
    let handle = try FileHandle(forUpdating: url)
    let archive = try ArchiveFile(to: handle.fileDescriptor, as: .zip)
    for (name, part) in parts(of: text) { try archive.add(part, named: name) }
    try archive.finish()
    try handle.close()
    return [UInt8](try Data(contentsOf: url))
  }

  private static func parts(of text: [UInt8]) -> [(name: String, bytes: [UInt8])] {
    var parts: [(name: String, bytes: [UInt8])] = []
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: "=== ".utf8), parts.count < 20 {
        parts.append((name(line.dropFirst(4)), []))
      } else if let last = parts.indices.last {
        parts[last].bytes += line + [0x0A]
      }
    }
    return parts
  }

  /// A name that an archive takes.
  private static func name(_ bytes: ArraySlice<UInt8>) -> String {
    let name = String(decoding: bytes.filter { $0 > 0x20 && $0 < 0x7F }.prefix(100), as: UTF8.self)
    return name.isEmpty ? "part" : name
  }
}
