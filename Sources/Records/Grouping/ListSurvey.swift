package import Diagnostics

/// The first reading of a list and of the tables whose rows belong to its records, for all of their faults.
struct ListSurvey {
  private let place: ListPlace
  /// What the list is read from, once that is known.
  private var origin: ListOrigin?
  /// The databases that something was asked of.
  private let databases = OpenDatabases()
  /// What the list is called in messages.
  let name: String
  /// How it is read.
  let options: ListOptions
  private let allowsFaults: Bool
  /// What was found in each file, errors and warnings.
  private var found: [Diagnostic] = []
  /// Whether anything is at fault beyond ``faults``.
  private var hasErrors = false
  /// The records that are at fault while the others can be read.
  private var faults = ListFaults()

  /// A survey of a list that was not read yet, of which single records may be at fault if `allowsFaults`.
  init(_ place: ListPlace, named name: String, options: ListOptions, allowsFaults: Bool) {
    (self.place, self.name, self.options) = (place, name, options)
    self.allowsFaults = allowsFaults
  }

  /// What should be looked at.
  var warnings: [Diagnostic] { found.filter { $0.severity == .warning } }

  /// Reads everything.
  ///
  /// - Parameter parts: What the list's records are made of.
  /// - Returns: The list's content, of which ``warnings`` tells more.
  /// - Throws: ``DiagnosticsError`` with all faults of all tables, or if the list itself cannot be opened.
  mutating func content(of parts: RecordParts) throws(DiagnosticsError) -> RecordContent {
    let use: KeyField.Use =
      parts.rows == nil ? .distinct(isNamed: !parts.joined.isEmpty) : .grouping
    let origin = try databases.origin(of: place, named: name, options)
    self.origin = origin
    let (table, keys) = read(origin, name, KeyField(parts.key, use), options)
    var joined: [(table: ListFile, owners: RowOwners)] = []
    for other in parts.joined {
      // Of records that are not known no row can be said to belong to none.
      if let rows = rows(of: other, keys.index) { joined.append(rows) }
    }
    if let table { check(parts.rowsNames, table.fields) }
    guard let table, !hasErrors else { throw DiagnosticsError(found) }
    return try content(table, keys, parts, joined)
  }

  private func content(
    _ table: ListFile, _ keys: FoundKeys, _ parts: RecordParts,
    _ joined: [(table: ListFile, owners: RowOwners)]
  ) throws(DiagnosticsError) -> RecordContent {
    var beginning = RecordContent.Beginning.row(table)
    var rowFields: [String: Fields] = [:]
    if let rows = parts.rows, let owners = keys.owners {
      beginning = .rows(try OrderedRows(table, owners, options), RowGathering(as: rows))
      rowFields[rows.text] = table.fields
    }
    var ordered: [OrderedRows] = []
    for (part, rows) in zip(parts.joined, joined) {
      ordered.append(try OrderedRows(rows.table, rows.owners, options))
      rowFields[part.name.text] = rows.table.fields
    }
    let names = parts.rowsNames.map(\.text)
    return RecordContent(
      fields: names.isEmpty ? table.fields : Fields(table.fields.names + names),
      count: parts.rows == nil ? table.count : keys.index?.count ?? 0, rowFields: rowFields,
      beginning: beginning, joined: ordered, faults: faults)
  }

  /// Reads a table, and what its keys tell; no table, with the faults noted, if it cannot be read as a whole.
  private mutating func read(
    _ origin: ListOrigin, _ name: String, _ key: KeyField?, _ options: ListOptions
  ) -> (ListFile?, FoundKeys) {
    var problems = ProblemList(file: name, limit: options.problemLimit)
    do throws(DiagnosticsError) {
      var table = try ListFile(origin, named: name, key: key, options: options, problems: &problems)
      let keys = table.takeKeys()
      found += problems.diagnostics
      if problems.hasErrors, try !allows(problems, in: table, key, keys) { hasErrors = true }
      return (table, keys)
    } catch {
      found += error.diagnostics
      hasErrors = true
      return (nil, FoundKeys())
    }
  }

  /// Whether only single records are at fault in a table, and may be.
  private mutating func allows(
    _ problems: ProblemList, in table: ListFile, _ key: KeyField?, _ keys: FoundKeys
  ) throws(DiagnosticsError) -> Bool {
    guard allowsFaults else { return false }
    return try faults.add(problems, in: table, key: key?.name, keys)
  }

  /// Reads a table whose rows belong to records of the list.
  private mutating func rows(of part: JoinedTable, _ index: KeyIndex?) -> (ListFile, RowOwners)? {
    let base = part.path ?? part.connection ?? name
    let name = part.query == nil ? base : "\(base) (\(part.name.text))"
    var options = options
    (options.format, options.sheet) = (part.isOfList ? options.format : nil, part.sheet)
    (options.query, options.mayIgnoreQuery) = (part.query, false)
    guard let origin = origin(of: part, named: base, options) else { return nil }
    let use = KeyField.Use.joining(index, of: self.name, ignoresOthers: part.ignoresOthers)
    let (table, keys) = read(origin, name, KeyField(part.key, use), options)
    guard let table, let owners = keys.owners else { return nil }
    return (table, owners)
  }

  /// What a table is read from; nil, with the fault noted, if it cannot be opened.
  private mutating func origin(of part: JoinedTable, named name: String, _ options: ListOptions)
    -> ListOrigin?
  {
    do throws(DiagnosticsError) {
      // Standard input can be read only once.
      if part.isOfList, part.query == nil, let origin {
        guard case .answer = origin else { return origin }
        throw DiagnosticsError(
          .error(
            "records.no-query", "'\(part.name.text)' names a sheet, and '\(name)' is a database",
            at: part.location, hints: ["write a query for it, as for the list"]))
      }
      return try databases.origin(of: part.place ?? place, named: name, options)
    } catch {
      found += error.diagnostics.map { $0.placed(at: part.location) }
      hasErrors = true
      return nil
    }
  }

  /// Notes names of rows that a column has already.
  private mutating func check(_ names: [RowsName], _ fields: Fields) {
    for name in names where fields.position(of: name.text) != nil {
      hasErrors = true
      found.append(
        .error(
          "records.rows-name",
          "'\(name.text)' is to be the name of rows, but \(self.name) has a column of that name",
          at: name.location, hints: ["give the rows another name"]))
    }
  }
}

extension KeyField {
  /// A field of a name as the author wrote it; nil for none.
  fileprivate init?(_ name: String?, _ use: Use) {
    guard let name else { return nil }
    self.init(name: ComparedForm.ofName(name), use: use)
  }
}

extension Diagnostic {
  /// The same problem, at a place if it has none and the file as a whole cannot be read.
  package func placed(at place: SourceLocation) -> Diagnostic {
    guard location == nil, failure == .input || failure == .permission else { return self }
    var copy = self
    copy.location = place
    return copy
  }
}
