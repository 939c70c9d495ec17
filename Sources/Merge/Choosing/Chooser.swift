package import Diagnostics
import Records

/// Says of each record of a list whether its recipient is to get a letter, and where it comes.
///
/// Conditions are read once; every record only goes through them.
package struct Chooser: Sendable {
  /// A field that records are put in order by.
  struct Sorting: Sendable {
    let reference: FieldReference
    let isDescending: Bool
    /// Whose postcodes it holds; nil if it holds none.
    let postcodes: PostalCountry?
  }

  /// People who get no letter, and what tells them apart.
  package struct People: Sendable {
    /// The list that they are on.
    package let list: Settings.Exceptions
    /// The names of that list's columns that tell them apart, in order.
    package let columns: [String]
    /// The positions in which the same stands in the mailing's list.
    package let positions: [Int]
  }

  let binding: Binding
  let conditions: [Settings.Condition]
  let sorting: [Sorting]
  /// The lists of people who get no letter.
  package let people: [People]
  /// Whether rows that a sheet hides are left out.
  package let leavesOutHidden: Bool

  /// Where each condition is written, in the order in which they are asked.
  package var conditionPlaces: [SourceLocation] { conditions.map(\.location) }
  /// Whether records come in another order than that of the list.
  package var sorts: Bool { !sorting.isEmpty }
  /// Whether there is anything to ask.
  var isNeeded: Bool { !conditions.isEmpty || sorts || !people.isEmpty || leavesOutHidden }

  /// Somebody who goes through records, in one thread.
  package func pass() -> ChoosingPass { ChoosingPass(self) }
}

extension Chooser.People {
  /// What tells the people of a list apart; nil, with the fault noted, if the mailing's list cannot.
  init?(
    _ list: Settings.Exceptions, in fields: Fields, _ name: String, key: String?,
    _ problems: inout DiagnosticCollector
  ) {
    var columns = list.columns
    if columns.isEmpty, list.columnsLocation == nil, let key { columns = [.init(key, key)] }
    guard !columns.isEmpty else {
      if list.columnsLocation == nil { problems.report(Chooser.People.unsaid(list)) }
      return nil
    }
    var positions: [Int] = []
    for column in columns {
      if let position = fields.position(of: column.own) {
        positions.append(position)
      } else if list.columnsLocation != nil {
        problems.report(
          .error(
            "merge.unknown-column", "\(name) has no column '\(column.own)'",
            at: list.columnsLocation, hints: didYouMean(column.own, among: fields.names)))
      }
    }
    guard positions.count == columns.count else { return nil }
    self.init(list: list, columns: columns.map(\.other), positions: positions)
  }

  private static func unsaid(_ list: Settings.Exceptions) -> Diagnostic {
    .error(
      "merge.except", "nothing says what tells the people on '\(list.file.name)' apart",
      at: list.file.location,
      hints: [
        "name the columns, as in '{file: \(list.file.name), by: [Name, Postcode]}'",
        "or the column that tells recipients apart, with 'key' in 'data'",
      ])
  }
}

extension Expression {
  /// The same with the one way to read each name that counts outside the items of lists.
  func resolved(isKnown: (FieldReference) -> Bool) -> Expression {
    switch self {
    case .choice(let readings): readings.likeliest(isKnown: isKnown).resolved(isKnown: isKnown)
    case .not(let inner): .not(inner.resolved(isKnown: isKnown))
    case .and(let parts): .and(parts.map { $0.resolved(isKnown: isKnown) })
    case .or(let parts): .or(parts.map { $0.resolved(isKnown: isKnown) })
    case .comparison(let comparison):
      .comparison(
        Comparison(
          left: comparison.left.resolved(isKnown: isKnown), relation: comparison.relation,
          right: comparison.right.resolved(isKnown: isKnown), location: comparison.location))
    default: self
    }
  }
}
