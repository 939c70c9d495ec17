package import Diagnostics
package import Ledger
package import Merge
package import Records

/// A list, and who of it gets letters.
package struct ChosenList: Sendable {
  /// The list, in its own order.
  package let list: RecordList
  /// The same in the order in which letters come; those who get none may be missing.
  let ordered: RecordList
  /// Who gets letters; nil for everybody.
  package let selection: Selection?
  /// What should be looked at in how recipients are chosen.
  package let warnings: [Diagnostic]

  /// How many get letters.
  package var count: Int { selection?.tally.chosen ?? list.count }

  /// Chooses among the recipients of a list.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - template: The letter, which may say who gets it.
  ///   - options: What a run adds to that.
  /// - Throws: ``DiagnosticsError`` with everything that is wrong with how they are chosen.
  package init(
    _ list: RecordList, for template: Template, _ options: ChoosingOptions = ChoosingOptions()
  ) throws(DiagnosticsError) {
    self.list = list
    guard let chooser = try template.chooser(for: list, options) else {
      (ordered, selection, warnings) = (list, nil, [])
      return
    }
    var search = try SelectionSearch(list, chooser)
    if chooser.sorts {
      let order = try RecordOrder(named: list.name) { () throws(DiagnosticsError) in
        try search.next()
      }
      ordered = try list.sorted(order)
    } else {
      while try search.next() != nil {}
      ordered = list
    }
    (selection, warnings) = (search.selection, search.problems.diagnostics)
  }

  /// Gives those who get no letter, in the order of the list.
  ///
  /// - Parameters:
  ///   - key: What tells a record from the others.
  ///   - body: Gets each of them.
  /// - Throws: ``DiagnosticsError`` if the list cannot be read again, and what `body` throws.
  package func forEachOmission(
    key: (Record) -> String, _ body: (OmittedEntry) throws(DiagnosticsError) -> Void
  ) throws(DiagnosticsError) {
    guard let selection, selection.tally.chosen < selection.tally.listed else { return }
    var records = try list.records()
    while let record = try records.next() {
      if selection.takes(record.number) { continue }
      if let omission = selection.omission(of: record, key: key(record), sheet: list.sheetName) {
        try body(omission)
      }
    }
  }
}
