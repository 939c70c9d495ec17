import Batch
import Diagnostics
import Records

extension PreviewSession {
  /// A part of the recipients.
  ///
  /// - Parameters:
  ///   - query: Which recipients, in which order.
  ///   - from: The position of the first of them, from 0.
  ///   - count: How many.
  ///   - asked: The number of a recipient whose position is wanted; 0 for nobody's.
  /// - Returns: Those that exist, with the number of all that match.
  func recipients(_ query: RecipientQuery, from: Int, count: Int, position asked: Int)
    -> RecipientsAnswer
  {
    guard let table, let edition else {
      return RecipientsAnswer(listRevision: 0, matching: 0, from: 0, position: nil, rows: [])
    }
    let board = board
    let numbers = order.numbers(for: query, in: table, board, language: edition.language) {
      [states] number in
      let file = board.letters([number]).first?.file
      return file.map { states.state(ofFile: $0, key: table.keys[number - 1]) }
    }
    let range = portion(from, count, of: numbers.count)
    let wanted = Array(numbers[range])
    let rows = self.rows(wanted, table)
    return RecipientsAnswer(
      listRevision: edition.listRevision, matching: numbers.count, from: range.lowerBound,
      position: numbers.firstIndex(of: asked), rows: rows)
  }

  /// The recipient with this key; nil if there is none.
  func recipient(_ key: String) -> RecipientAnswer? {
    guard let table, let number = table.number(of: key, near: 1) else { return nil }
    return rows([number], table).first
  }

  private func rows(_ numbers: [Int], _ table: RecipientTable) -> [RecipientAnswer] {
    let records = (try? table.records(numbers)) ?? []
    return zip(zip(numbers, board.letters(numbers)), records).map { one, record in
      row(one.0, one.1, key: table.keys[one.0 - 1], record)
    }
  }

  private func row(_ number: Int, _ letter: CheckBoard.Letter, key: String, _ record: Record?)
    -> RecipientAnswer
  {
    let isKnown = letter.file != nil || letter.errors > 0
    return RecipientAnswer(
      number: number, key: key, detail: detail(record, without: key),
      pages: isKnown ? Int(letter.pages) : nil, errors: Int(letter.errors),
      warnings: Int(letter.warnings),
      state: letter.file.map { states.state(ofFile: $0, key: key) })
  }

  /// The first few values of a recipient besides the key.
  private func detail(_ record: Record?, without key: String) -> String {
    guard let record else { return "" }
    let values = record.values.lazy.map(\.shown).filter { !$0.isEmpty && $0 != key }
    return values.prefix(3).joined(separator: " · ")
  }

  /// A part of what was found about all letters, errors first.
  func findings(from: Int, count: Int) -> FindingsAnswer {
    let state = board.now
    let shared = faults.isEmpty ? edition?.warnings ?? [] : faults
    let all =
      shared.map { CheckBoard.Finding(diagnostic: $0, first: 0, count: table?.count ?? 0) }
      + state.findings
    let sorted =
      all.filter { $0.diagnostic.severity == .error }
      + all.filter { $0.diagnostic.severity != .error }
    let rows = sorted[portion(from, count, of: sorted.count)].map { finding in
      FindingAnswer(
        problem: ProblemAnswer(finding.diagnostic), first: finding.first,
        key: key(finding.first), letters: finding.count)
    }
    return FindingsAnswer(total: sorted.count, unlisted: state.unlisted, rows: rows)
  }

  private func key(_ number: Int) -> String {
    guard let table, table.keys.indices.contains(number - 1) else { return "" }
    return table.keys[number - 1]
  }

  /// The positions of a part of a list, as far as they exist; at most 500.
  private func portion(_ from: Int, _ count: Int, of total: Int) -> Range<Int> {
    let start = min(max(0, from), total)
    return start..<min(total, start + min(500, max(0, count)))
  }
}
