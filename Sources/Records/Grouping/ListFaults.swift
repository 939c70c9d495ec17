package import Diagnostics

/// The records of a list that are at fault in the list itself, while the others can be read.
package struct ListFaults: Sendable {
  /// What is wrong with a record.
  package struct Fault: Sendable {
    /// The worst that is wrong.
    package fileprivate(set) var kind: RowFault
    /// Everything that is told of it.
    package fileprivate(set) var problems: [Diagnostic]
  }

  /// What is told of the list, in its order; of a great many faults the first, and how many more there are.
  package private(set) var diagnostics: [Diagnostic] = []
  private var faults: [Int: Fault] = [:]

  /// No faults.
  package init() {}

  /// Whether there are none.
  package var isEmpty: Bool { diagnostics.isEmpty }

  /// Whether every letter can still be told from the others by its key.
  package var leaveKeys: Bool {
    isEmpty || !faults.isEmpty && faults.values.allSatisfy(\.leavesKey)
  }

  /// What is wrong with a record; nil for nothing.
  package subscript(record: Int) -> Fault? { faults.isEmpty ? nil : faults[record] }

  /// Finds the records that faults of a table are in, by going through it once more.
  ///
  /// - Parameters:
  ///   - problems: What was found in the table.
  ///   - table: The table.
  ///   - key: The field that holds its keys; nil for none.
  ///   - keys: What those tell.
  /// - Returns: Whether that is known of every fault; if not, the list is at fault as a whole.
  /// - Throws: ``DiagnosticsError`` if the table cannot be read once more.
  mutating func add(
    _ problems: ProblemList, in table: ListFile, key: String?, _ keys: FoundKeys
  ) throws(DiagnosticsError) -> Bool {
    guard problems.hasErrors else { return true }
    guard !problems.isWholeAtFault else { return false }
    let search = RowFaultSearch(table, key: key, keys.owners)
    guard let found = try search.records(of: problems.rowFaults) else { return false }
    for (record, fault) in found { note(fault.kind, fault.problem, record) }
    for record in keys.sharing { note(.sharedKey, nil, record) }
    diagnostics += problems.diagnostics.filter { $0.severity == .error }
    return true
  }

  private mutating func note(_ kind: RowFault, _ problem: Diagnostic?, _ record: Int) {
    var fault = faults[record] ?? Fault(kind: kind, problems: [])
    fault.kind = max(fault.kind, kind)
    if let problem, fault.problems.count < ListFaults.mostProblems {
      fault.problems.append(problem)
    }
    faults[record] = fault
  }

  /// How many problems of a record are kept.
  private static let mostProblems = 100
}

extension ListFaults.Fault {
  /// Whether the record's key is its own, and can be told.
  package var leavesKey: Bool { kind == .value }

  /// What else is wrong with a record of which this is told already.
  ///
  /// - Parameters:
  ///   - problems: What was found in the record's letter.
  ///   - record: The record.
  /// - Returns: Those problems that are not of a cell of which one is told.
  package func others(among problems: [Diagnostic], of record: Record) -> [Diagnostic] {
    let cells = record.values.flatMap(\.cells)
    let told = Set(self.problems.compactMap(\.location).flatMap { [$0, cells.cell(with: $0)] })
    return problems.filter { problem in problem.location.map { !told.contains($0) } ?? true }
  }
}

extension Value {
  /// Where it begins, or each value does that it is made of.
  fileprivate var cells: [SourceLocation] {
    switch content {
    case .text, .number, .date, .boolean: [location]
    case .list(let items): items.flatMap(\.cells)
    case .group(let group): group.values.flatMap(\.cells)
    }
  }
}

extension [SourceLocation] {
  /// Where the value begins in which a place stands: that of the last value that begins before it.
  fileprivate func cell(with place: SourceLocation) -> SourceLocation {
    reduce(nil) { best, cell in
      cell.file == place.file && cell <= place && best.map { $0 < cell } ?? true ? cell : best
    } ?? place
  }
}

extension Record {
  /// Whether a place stands in the value of a field, or in no value of which anything is known.
  func holds(_ position: Position, inField field: String) -> Bool {
    guard let value = self[field] else { return true }
    let place = SourceLocation(
      file: value.location.file, line: position.line, column: position.column)
    return values.map(\.location).cell(with: place) == value.location
  }
}

/// Goes through a table for the records in which places stand.
private struct RowFaultSearch {
  private let table: ListFile
  private let key: String?
  /// To which record each row belongs; nil where each is one.
  private let owners: RowOwners?

  init(_ table: ListFile, key: String?, _ owners: RowOwners?) {
    (self.table, self.key, self.owners) = (table, key, owners)
  }

  typealias Found = (record: Int, fault: (kind: RowFault, problem: Diagnostic))

  /// The records that faults are in; nil if one of them is in none, or nobody can say in which.
  func records(of faults: [ProblemList.PlacedFault]) throws(DiagnosticsError) -> [Found]? {
    var rest = faults.sorted { $0.position < $1.position }[...]
    var found: [Found] = []
    var reader = try table.records()
    var next = try reader.next()
    // What is before the first row is in the names of the columns.
    guard let first = next, let fault = rest.first,
      fault.position >= Position(first.location)
    else { return nil }
    while let row = next, !rest.isEmpty {
      next = try reader.next()
      while let fault = rest.first, next.map({ fault.position < Position($0.location) }) ?? true {
        rest.removeFirst()
        switch holder(of: fault, in: row) {
        case .record(let number):
          found.append((number, (kind(of: fault, in: row), fault.problem)))
        case .nobody: break
        case .unknown: return nil
        }
      }
    }
    return found
  }

  /// Whose fault one is.
  private enum Holder {
    case record(Int)
    case nobody
    case unknown
  }

  private func holder(of fault: ProblemList.PlacedFault, in row: Record) -> Holder {
    // A row of a sheet in which nothing but the faulty cell stands is no record.
    let isOfRow = table.sheetName == nil || fault.position.line == row.location.line
    guard let owners else { return isOfRow ? .record(row.number) : .nobody }
    guard isOfRow, kind(of: fault, in: row) == .value else { return .unknown }
    let owner = owners.owner(ofRow: row.number)
    return owner > 0 ? .record(Int(owner)) : .nobody
  }

  private func kind(of fault: ProblemList.PlacedFault, in row: Record) -> RowFault {
    guard fault.fault == .value, let key, row.holds(fault.position, inField: key) else {
      return fault.fault
    }
    return .row
  }
}
