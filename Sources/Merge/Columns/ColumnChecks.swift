import Diagnostics
import Records

/// What the columns of a list must hold, bound to that list.
struct ColumnChecks: Sendable {
  /// Rules of columns, by the columns' positions.
  private var columns: [(position: Int, rule: ColumnRule)] = []
  /// Rules of the values of lists' items, by the names of those values; a column's is that of rows as well.
  private var items: [String: [(list: Int?, rule: ColumnRule)]] = [:]

  /// The rules that a list's values can break.
  init(_ rules: [ColumnRule], fields: Fields) {
    for rule in rules where rule.asksForAnything {
      if let position = fields.position(of: rule.name) {
        columns.append((position, rule))
        items[rule.name, default: []].append((nil, rule))
      } else if let dot = rule.name.firstIndex(of: "."),
        let list = fields.position(of: String(rule.name[..<dot]))
      {
        let member = String(rule.name[rule.name.index(after: dot)...])
        items[member, default: []].append((list, rule))
      } else {
        // A column of another table, whose rows belong to the records.
        items[rule.name, default: []].append((nil, rule))
      }
    }
  }

  /// Notes every value of a record that its column must not hold, where nothing else is noted yet.
  func check(_ record: Record, _ evaluation: inout Evaluation) {
    guard !columns.isEmpty || !items.isEmpty else { return }
    var check = Evaluation(evaluation.binding, record: record)
    for (position, rule) in columns where record.values.indices.contains(position) {
      check.check(record.values[position], against: rule)
    }
    if !items.isEmpty { checkItems(of: record, &check) }
    evaluation.problems.report(declared: check.problems)
  }

  private func checkItems(of record: Record, _ check: inout Evaluation) {
    for (position, value) in record.values.enumerated() {
      guard case .list(let values) = value.content else { continue }
      for case .group(let group) in values.lazy.map(\.content) {
        for (name, value) in zip(group.fields.names, group.values) {
          for item in items[name] ?? [] where item.list == nil || item.list == position {
            check.check(value, against: item.rule)
          }
        }
      }
    }
  }
}

extension DiagnosticCollector {
  /// Notes what values are not that they are declared to be, where nothing is noted yet.
  mutating func report(declared problems: DiagnosticCollector) {
    let found = problems.diagnostics
    guard !found.isEmpty else { return }
    let told = Set(diagnostics.compactMap(\.location))
    for var problem in found where problem.location.map({ !told.contains($0) }) ?? true {
      problem.hints = problem.hints.map { $0.replacing("it is used at", with: "it is declared at") }
      report(problem)
    }
  }
}

extension DiagnosticCollector {
  /// The same problems, but of a cell that is no number, no date, or neither yes nor no only the first: the
  /// mistake is the cell's, however often the letter uses it.
  var tellingCellsOnce: DiagnosticCollector {
    guard hasErrors else { return self }
    let ids: Set = ["merge.number", "merge.date", "merge.boolean"]
    var once = DiagnosticCollector()
    var told: Set<[String]> = []
    for problem in diagnostics {
      if ids.contains(problem.id), let place = problem.location,
        !told.insert([problem.id, "\(place)"]).inserted
      {
        continue
      }
      once.report(problem)
    }
    return once
  }
}
