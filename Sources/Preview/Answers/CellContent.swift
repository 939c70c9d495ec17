import Diagnostics
import Records

/// What stands in a cell of a workbook that a problem is in: `Beløp: 12,x`.
struct CellContent: Hashable, Sendable {
  /// The column's name and the value.
  let text: String
  /// How many characters of that are before the value.
  let column: Int
}

extension Record {
  /// The cell that a problem of this record is in; nil if it is in none of them.
  func cell(of problem: Diagnostic, _ fields: Fields) -> CellContent? {
    guard let place = problem.location, place.cell != nil,
      let index = values.firstIndex(where: { $0.location == place }),
      fields.names.indices.contains(index)
    else { return nil }
    let name = fields.names[index] + ": "
    return CellContent(text: name + values[index].shown, column: name.count)
  }
}

extension SourceLocation {
  /// The name of the cell, such as `F4`; nil where the file is no workbook.
  var cell: String? {
    let file = file.lowercased()
    guard file.hasSuffix(".xlsx") || file.hasSuffix(".xlsm"), line > 0, column > 0 else {
      return nil
    }
    var (letters, rest) = ("", column)
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return "\(letters)\(line)"
  }
}

extension Sequence {
  /// The elements whose problems are errors, then the others, each in the order that they have.
  func errorsFirst(_ problem: (Element) -> Diagnostic) -> [Element] {
    filter { problem($0).severity == .error } + filter { problem($0).severity != .error }
  }
}
