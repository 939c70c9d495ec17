package import Diagnostics
import Crypto
import Foundation

/// Writes the manifest of a folder from its ledger, letter by letter, in bounded memory.
///
/// Each letter stands on a line of its own, so that two manifests can be compared line by line, and so
/// that ``ManifestReader`` need not hold a million. The same letters give the same bytes.
package struct ManifestWriter {
  private let ledger: Ledger
  private let head: Manifest
  private let encoder: JSONEncoder

  /// A writer of what `ledger` knows.
  ///
  /// - Parameters:
  ///   - ledger: What is known of the letters.
  ///   - program: The program that writes, for the manifest.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  package init(_ ledger: Ledger, program: String) throws(DiagnosticsError) {
    self.ledger = ledger
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let totals = try ledger.totals()
    let whole = try ledger.lastRun(isWhole: true)
    let last = try ledger.lastRun()
    let run = whole ?? last
    let master = try ledger.entries(rows: 0...0).first
    head = Manifest(
      program: program, mailing: run?.description.mailing ?? "", list: run?.description.list ?? "",
      whole: whole != nil, complete: totals.isComplete && whole != nil,
      totals: Manifest.Totals(totals), tableSHA256: "",
      undispatched: master.flatMap(Manifest.Letter.init))
  }

  /// Writes the manifest as JSON.
  ///
  /// - Parameters:
  ///   - table: The digest of the table, as ``writeCSV(_:)`` returns it.
  ///   - write: Takes the text, some kilobytes at a time.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read, and what `write` throws.
  package func writeJSON(
    table: [UInt8], _ write: (String) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) {
    var text = "{\n"
    for (name, value) in headLines(table) { text += "  \"\(name)\": \(value),\n" }
    text += "  \"letters\": ["
    var separator = "\n"
    try ledger.forEachEntry { entry throws(DiagnosticsError) in
      guard entry.row > 0, let letter = Manifest.Letter(entry) else { return }
      text += separator + "    " + json(letter)
      separator = ",\n"
      guard text.utf8.count > 1 << 16 else { return }
      try write(text)
      text = ""
    }
    text += "\n  ],\n  \"failed\": ["
    separator = "\n"
    try ledger.forEachEntry { entry throws(DiagnosticsError) in
      guard entry.state == .failed else { return }
      let failed = Manifest.Failed(
        key: entry.key, row: entry.row, errors: entry.diagnostics.map(Manifest.Note.init))
      text += separator + "    " + json(failed)
      separator = ",\n"
    }
    try write(text + "\n  ]\n}\n")
  }

  /// Writes the letters as a table: UTF-8, separated by semicolons, as recipient lists are.
  ///
  /// - Parameter write: Takes the text, some kilobytes at a time.
  /// - Returns: The SHA-256 of the table.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read, and what `write` throws.
  package func writeCSV(
    _ write: (String) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) -> [UInt8] {
    var digest = SHA256()
    var text = "row;key;file;pages;sheets;size;sha256;signer;state\r\n"
    try ledger.forEachEntry { entry throws(DiagnosticsError) in
      guard entry.row > 0 else { return }
      let made = entry.made
      let numbers = made.map { "\($0.pages);\($0.sheets);\($0.size);\($0.digest.hexadecimal)" }
      let state = entry.state == .made ? "made" : entry.state == .failed ? "failed" : "waiting"
      text += "\(entry.row);\(cell(entry.key));\(cell(entry.file));\(numbers ?? ";;;");"
      text += "\(cell(made?.signer ?? ""));\(state)\r\n"
      guard text.utf8.count > 1 << 16 else { return }
      digest.update(data: Array(text.utf8))
      try write(text)
      text = ""
    }
    digest.update(data: Array(text.utf8))
    try write(text)
    return Array(digest.finalize())
  }

  /// What stands before the letters; they are decoded as one ``Manifest``.
  private func headLines(_ table: [UInt8]) -> [(String, String)] {
    [
      ("format", json(head.format)), ("version", json(head.version)),
      ("program", json(head.program)), ("mailing", json(head.mailing)), ("list", json(head.list)),
      ("whole", json(head.whole)), ("complete", json(head.complete)),
      ("totals", json(head.totals)), ("tableSHA256", json(table.hexadecimal)),
      ("undispatched", head.undispatched.map(json) ?? "null"),
    ]
  }

  private func json(_ value: some Encodable) -> String {
    // What a manifest is made of, strings and whole numbers, always has a form in JSON.
    String(decoding: (try? encoder.encode(value)) ?? Data("null".utf8), as: UTF8.self)
  }

  private func cell(_ text: String) -> String {
    let special = text.utf8.contains { $0 == 0x22 || $0 == 0x3B || $0 == 0x0A || $0 == 0x0D }
    return special ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
