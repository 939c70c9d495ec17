import Diagnostics
import Records

/// What an expression comes to for one record.
enum Evaluated {
  /// A value as the list has it, with what its column is declared to hold and how the letter names it.
  case cell(Value, Settings.ColumnType?, FieldReference)
  /// A number that was computed; it stands where the first value that it was computed of does.
  case number(DecimalNumber, at: SourceLocation)
  /// A text of the letter's own.
  case text(String, at: SourceLocation)
  /// The answer of a test.
  case boolean(Bool, at: SourceLocation)
  /// Nothing, such as the greatest of no numbers.
  case blank(at: SourceLocation)

  /// Where it comes from.
  var location: SourceLocation {
    switch self {
    case .cell(let value, _, _): value.location
    case .number(_, let place), .text(_, let place), .boolean(_, let place), .blank(let place):
      place
    }
  }

  /// Whether there is nothing to print.
  var isBlank: Bool {
    switch self {
    case .cell(let value, _, _): value.isEmpty
    case .text(let text, _): text.isBlank
    case .blank: true
    case .number, .boolean: false
    }
  }
}

/// Why an expression comes to nothing.
enum Unevaluated: Error {
  /// It needs a record, and this is the master copy.
  case placeholder
  /// Its fault is noted.
  case faulty
}

/// A number, and where the first value that it was made of stands.
struct Figure {
  var number: DecimalNumber
  var location: SourceLocation
}
