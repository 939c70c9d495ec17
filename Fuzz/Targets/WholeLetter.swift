import Diagnostics
import Document
import Merge
import Records

/// A whole letter and a list to merge it with.
///
/// In the text a line `=====` divides the letter from a list in JSON; without one, ``Sample`` is the list.
enum WholeLetter {
  /// Makes the letters of the first records, and looks whether they say what they should.
  static func examine(_ bytes: [UInt8]) throws -> Outcome {
    guard let (text, list) = try input(bytes) else { return .refused(["not UTF-8"]) }
    return try examine(text, list)
  }

  /// Merges a letter's text with a list.
  static func examine(_ text: String, _ list: ListReading) throws -> Outcome {
    do {
      let template = try Template.parse(text, named: "letter.md", folder: "")
      let merger = try template.output.merger(for: list.fields, list: "list.json")
      var words = (template.warnings + merger.warnings).map(\.description)
      for record in list.records.prefix(3) {
        words += try outcome(merger.output, record, text).words
      }
      _ = try? merger.output.masterCopy(recipients: .none)
      return .taken(words)
    } catch let error as DiagnosticsError {
      guard !error.diagnostics.isEmpty else { throw Violation("refused without a word") }
      return .refused(error.diagnostics.map(\.description))
    }
  }

  /// The letters of the first records; none where something is wrong.
  static func letters(_ bytes: [UInt8]) throws -> [Letter] {
    guard let (text, list) = try input(bytes) else { return [] }
    do {
      let template = try Template.parse(text, named: "letter.md", folder: "").output
      let merger = try template.merger(for: list.fields, list: "list.json").output
      return list.records.prefix(3).compactMap { record in
        try? merger.letter(for: record, recipients: .none).output
      }
    } catch {
      return []
    }
  }

  private static func outcome(_ merger: Merger, _ record: Record, _ text: String) throws -> Outcome
  {
    do {
      _ = merger.key(of: record)
      let name = try merger.fileName(of: record)
      let recipients = try merger.recipientList(of: [merger.recipientLine(for: record)])
      let letter = try merger.letter(for: record, recipients: recipients)
      try GrantedWords(of: text, for: record).check(letter.output)
      return .taken([name, "\(letter.output.hashValue)"] + letter.warnings.map(\.description))
    } catch let error as DiagnosticsError {
      return .refused(error.diagnostics.map(\.description))
    }
  }

  /// The letter's text, and the list; nil for bytes that are no text.
  private static func input(_ bytes: [UInt8]) throws -> (text: String, list: ListReading)? {
    let (letter, list) = parts(of: bytes)
    guard let text = String(validating: letter, as: UTF8.self) else { return nil }
    let reading = try list.map {
      try ListReading(Array($0), named: "list.json", options: ListOptions(format: .json))
    }
    return (text, try reading ?? Sample.record)
  }

  private static func parts(of bytes: [UInt8]) -> (
    letter: ArraySlice<UInt8>, list: ArraySlice<UInt8>?
  ) {
    let line = Array("\n=====\n".utf8)
    var place = 0
    while place + line.count <= bytes.count {
      if bytes[place] == 0x0A, bytes[place..<place + line.count].elementsEqual(line) {
        return (bytes[...place], bytes[(place + line.count)...])
      }
      place += 1
    }
    return (bytes[...], nil)
  }
}

extension Letter {
  /// Everything that its body says, piece by piece.
  var bodyText: String { body.map(\.text).joined(separator: "\n") }
}

extension Block {
  fileprivate var text: String {
    switch content {
    case .heading(_, let inlines), .paragraph(let inlines): inlines.plainText
    case .list(let list): list.items.flatMap(\.blocks).map(\.text).joined(separator: "\n")
    case .quote(let blocks): blocks.map(\.text).joined(separator: "\n")
    case .table(let table):
      ([table.header] + table.rows).flatMap(\.self).map(\.inlines.plainText).joined(separator: "\n")
    case .image(let image): image.alternative
    case .rule, .pageBreak: ""
    }
  }
}
