import Configuration
import Diagnostics
import Document
import Foundation
import Geometry

/// `carry: Beløp, Mva foot: '…' head: '…'` of an `{{#each}}` around rows of a table: whose sums go from
/// page to page.
struct CarryOption: Hashable, Sendable {
  /// The columns in the order in which they are named.
  var columns: [ColumnName]
  /// What the sums at the foot of a page are called; nil for the words of the letter's language.
  var foot: String?
  /// What the sums at the head of a page are called; nil for the words of the letter's language.
  var head: String?

  /// What the columns are called.
  var names: [String] { columns.map(\.text) }

  /// A column as the author calls it: by its header, or by a field that is printed in it.
  struct ColumnName: Hashable, Sendable {
    /// Its name in normal form C.
    var text: String
    /// Where it is named.
    var location: SourceLocation
  }

  /// The word that it begins with.
  static let first = "carry"
}

/// `{{table widths: …}}`, alone on the line before a table.
struct TableOptions: Hashable, Sendable {
  /// How wide the columns are, in order.
  var widths: [Table.Width]
  /// Where the tag stands.
  var location: SourceLocation
}

extension Table.Width {
  /// How many shares a column may have.
  private static let mostShares = 1000

  /// Reads `natural`, a number of shares, or a length; nil for a text of any other form.
  init?(_ text: Substring) {
    if text == "natural" {
      self = .natural
    } else if let shares = Int(text), (1...Table.Width.mostShares).contains(shares) {
      self = .share(shares)
    } else if let length = Length(String(text)), length > .zero, length <= .millimetres(2000) {
      self = .fixed(length)
    } else {
      return nil
    }
  }
}

/// Reads what stands behind the list of an `{{#each}}`.
struct CarryOptionParser {
  var reader: TagReader
  var context: ReadingContext

  /// The option up to the tag's end; nil with its fault noted.
  mutating func parse() -> CarryOption? {
    guard reader.skip(option: CarryOption.first) else { return nil }
    var option = CarryOption(columns: [])
    repeat {
      guard let column = columnName() else { return nil }
      option.columns.append(column)
    } while skipComma()
    while reader.peek != nil {
      if reader.skip(option: "foot"), let words = words() {
        option.foot = words
      } else if reader.skip(option: "head"), let words = words() {
        option.head = words
      } else {
        fault("'\(reader.rest)' does not belong here", at: reader.location)
        return nil
      }
    }
    return option
  }

  private mutating func skipComma() -> Bool {
    reader.skipSpaces()
    guard reader.peek == "," else { return false }
    reader.advance()
    return true
  }

  private mutating func columnName() -> CarryOption.ColumnName? {
    reader.skipSpaces()
    let place = reader.location
    let isBracketed = reader.peek == "["
    var name = isBracketed ? reader.bracketedName() ?? "" : ""
    if !isBracketed {
      while let next = reader.peek, next != ",", !isAtLabel {
        name.append(next)
        reader.advance()
      }
    }
    name = String(name.trimmingSpaces).precomposedStringWithCanonicalMapping
    guard !name.isEmpty else {
      fault("'carry:' needs the name of a column", at: place)
      return nil
    }
    return CarryOption.ColumnName(text: name, location: place)
  }

  private var isAtLabel: Bool { reader.isAt(option: "foot") || reader.isAt(option: "head") }

  /// What the sums are called: a text between quotes.
  private mutating func words() -> String? {
    guard let next = reader.peek, "'\"".contains(next) else { return nil }
    return reader.quoted()
  }

  private mutating func fault(_ message: String, at place: SourceLocation) {
    context.error(
      "merge.carry", message, at: place,
      hints: [
        "write it as in {{#each Lines carry: Amount}}, or "
          + "{{#each Lines carry: Amount, VAT foot: 'Carried over' head: 'From page before'}}"
      ])
    reader.moveToEnd()
  }
}
