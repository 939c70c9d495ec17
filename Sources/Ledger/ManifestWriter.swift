import Bytes
package import Diagnostics
import Foundation
import OpenSSL

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
      whole: whole != nil, complete: totals.isComplete,
      totals: Manifest.Totals(totals), leftOut: try ledger.omissionCounts(), tableSHA256: "",
      undispatched: master.flatMap(Manifest.Letter.init))
  }

  /// How many letters there are, by what has become of them.
  package var totals: Manifest.Totals { head.totals }

  /// Takes text in UTF-8, some kilobytes at a time.
  package typealias Sink = ([UInt8]) throws(DiagnosticsError) -> Void

  /// Writes the manifest and its table in one go through the ledger.
  ///
  /// - Parameters:
  ///   - table: Takes the letters as a table: UTF-8, separated by semicolons, as recipient lists are.
  ///   - manifest: Takes the manifest as JSON, the digest of the table in it.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read or has other letters than it counts, and what
  ///   the sinks throw.
  package func write(table: Sink, manifest: Sink) throws(DiagnosticsError) {
    var (rows, letters, digest) = (TextBytes(), TextBytes(), Digest())
    rows.add(ManifestRow.header())
    startLetters(&letters)
    var separator = "\n    "
    var count = LedgerTotals()
    try ledger.forEachEntry { entry throws(DiagnosticsError) in
      guard entry.row > 0 else { return }
      count.add(entry)
      ManifestRow(entry).write(to: &rows)
      if rows.isFull { try pass(&rows, digest: &digest, to: table) }
      guard let made = entry.made else { return }
      letters.add(separator)
      separator = ",\n    "
      add(entry, made, to: &letters)
      if letters.isFull { try manifest(letters.take()) }
    }
    guard Manifest.Totals(count) == head.totals else { throw DiagnosticsError(ledger.damaged) }
    try pass(&rows, digest: &digest, to: table)
    try endLetters(&letters, table: digest.finish(), to: manifest)
  }

  private func pass(_ rows: inout TextBytes, digest: inout Digest, to table: Sink)
    throws(DiagnosticsError)
  {
    let text = rows.take()
    digest.update(text)
    try table(text)
  }

  /// What stands before the letters.
  private func startLetters(_ text: inout TextBytes) {
    text.add("{\n")
    for (name, value) in headLines() { text.add("  \"\(name)\": \(value),\n") }
    text.add("  \"letters\": [")
  }

  /// What stands behind the letters, with all that is not known before.
  private func endLetters(_ text: inout TextBytes, table: [UInt8], to manifest: Sink)
    throws(DiagnosticsError)
  {
    text.add("\n  ],\n  \"failed\": [")
    var separator = "\n    "
    try forEachFailed { failed throws(DiagnosticsError) in
      text.add(separator + json(failed))
      separator = ",\n    "
      if text.isFull { try manifest(text.take()) }
    }
    text.add("\n  ],\n  \"tableSHA256\": \(json(table.hexadecimalText))\n}\n")
    try manifest(text.take())
  }

  private func forEachFailed(
    _ body: (Manifest.Failed) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) {
    guard head.totals.failed > 0 else { return }
    try ledger.forEachEntry { entry throws(DiagnosticsError) in
      guard entry.state == .failed else { return }
      try body(
        Manifest.Failed(
          key: entry.key, row: entry.row, errors: entry.diagnostics.map(Manifest.Note.init)))
    }
  }

  /// Writes a letter as the encoder writes a ``Manifest/Letter``, which takes it ten times as long.
  private func add(_ entry: LedgerEntry, _ made: MadeFile, to text: inout TextBytes) {
    text.add("{")
    if let content = made.contentDigest {
      text.add("\"contentSHA256\":\"")
      text.addHexadecimal(content)
      text.add("\",")
    }
    text.add("\"file\":")
    add(entry.file, to: &text)
    text.add(",\"inputSHA256\":\"")
    text.addHexadecimal(entry.input)
    text.add("\",\"key\":")
    add(entry.key, to: &text)
    text.add(",\"pages\":", made.pages)
    text.add(",\"row\":", entry.row)
    text.add(",\"sha256\":\"")
    text.addHexadecimal(made.digest)
    text.add("\",\"sheets\":", made.sheets)
    text.add(",\"signatures\":" + (StoredSignatures.text(made.signatures) ?? "[]"))
    text.add(",\"size\":", made.size)
    if !entry.diagnostics.isEmpty {
      text.add(",\"warnings\":" + json(entry.diagnostics.map(Manifest.Note.init)))
    }
    text.add("}")
  }

  private func add(_ string: String, to text: inout TextBytes) {
    guard string.isPlainInJSON else { return text.add(json(string)) }
    text.add("\"")
    text.add(string)
    text.add("\"")
  }

  /// What is known before the letters, line by line.
  private func headLines() -> [(String, String)] {
    [
      ("format", json(head.format)), ("version", json(head.version)),
      ("program", json(head.program)), ("mailing", json(head.mailing)), ("list", json(head.list)),
      ("whole", json(head.whole)), ("complete", json(head.complete)),
      ("totals", json(head.totals)), ("leftOut", json(head.leftOut)),
      ("undispatched", head.undispatched.map(json) ?? "null"),
    ]
  }

  private func json(_ value: some Encodable) -> String {
    // What a manifest is made of, strings and whole numbers, always has a form in JSON.
    String(decoding: (try? encoder.encode(value)) ?? Data("null".utf8), as: UTF8.self)
  }
}
