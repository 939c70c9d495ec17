import Composition
import Diagnostics
import Ledger
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
    async -> RecipientsAnswer
  {
    guard let table, let edition else {
      return RecipientsAnswer(listRevision: 0, matching: 0, from: 0, position: nil, rows: [])
    }
    let states = query.sorting == .state ? await stateOfAll(table) : []
    let numbers = order.numbers(
      for: query, in: table, board, language: edition.language, states: states)
    let range = portion(from, count, of: numbers.count)
    let wanted = Array(numbers[range])
    let rows = await self.rows(wanted, table)
    return RecipientsAnswer(
      listRevision: edition.listRevision, matching: numbers.count, from: range.lowerBound,
      position: numbers.firstIndex(of: asked), rows: rows)
  }

  /// The recipient with this key; nil if there is none.
  func recipient(_ key: String) async -> RecipientAnswer? {
    guard let table, let number = table.number(of: key, near: 1) else { return nil }
    return await rows([number], table).first
  }

  private func rows(_ numbers: [Int], _ table: RecipientTable) async -> [RecipientAnswer] {
    let records = (try? table.records(numbers)) ?? []
    let states = await states(of: records)
    let letters = board.letters(numbers)
    return records.indices.map { index in
      let number = numbers[index]
      return row(
        number, letters[index], (table.keys[number - 1], table.labels[number - 1]), records[index],
        states[index])
    }
  }

  private func row(
    _ number: Int, _ letter: CheckResults.Letter, _ name: (key: String, label: String),
    _ record: Record?, _ state: LetterAccount.State?
  ) -> RecipientAnswer {
    let isKnown = letter.file != nil || letter.errors > 0
    return RecipientAnswer(
      number: number, key: name.key, label: name.label, detail: detail(record, name),
      pages: isKnown ? Int(letter.pages) : nil, errors: Int(letter.errors),
      warnings: Int(letter.warnings), state: state, omission: omission(of: record, name.key))
  }

  /// Why a recipient gets no letter; nil for one who gets one.
  private func omission(of record: Record?, _ key: String) -> String? {
    record.flatMap { edition?.lists.omission(of: $0, key: key)?.reason.rawValue }
  }

  /// The first few values of a recipient besides the name; first of all the key.
  private func detail(_ record: Record?, _ name: (key: String, label: String)) -> String {
    let values = (record?.values ?? []).lazy.map(\.shown).filter {
      !$0.isEmpty && $0 != name.key && $0 != name.label
    }
    let key = name.key == name.label ? [] : [name.key]
    return (key + values.prefix(3 - key.count)).joined(separator: " · ")
  }

  /// A part of what was found about all letters, errors first.
  func findings(from: Int, count: Int) -> FindingsAnswer {
    let state = board.now
    let shared = faults.isEmpty ? edition?.warnings ?? [] : faults
    let all =
      shared.map { CheckResults.Finding(diagnostic: $0, first: 0, count: table?.count ?? 0) }
      + state.findings
    let sorted = all.errorsFirst(\.diagnostic)
    let rows = sorted[portion(from, count, of: sorted.count)].map { finding in
      FindingAnswer(
        problem: ProblemAnswer(finding.diagnostic), first: finding.first,
        name: label(finding.first), letters: finding.count)
    }
    return FindingsAnswer(total: sorted.count, unlisted: state.unlisted, rows: rows)
  }

  /// What a recipient is called; empty if it is not known yet.
  private func label(_ number: Int) -> String {
    guard let table, table.labels.indices.contains(number - 1) else { return "" }
    return table.labels[number - 1]
  }

  /// The positions of a part of a list, as far as they exist; at most 500.
  private func portion(_ from: Int, _ count: Int, of total: Int) -> Range<Int> {
    let start = min(max(0, from), total)
    return start..<min(total, start + min(500, max(0, count)))
  }
}
