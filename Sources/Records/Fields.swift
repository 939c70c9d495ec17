import Diagnostics

/// The names that a list of records gives its values, in order.
///
/// All records of a list share them, as do the groups of one that are written alike.
package struct Fields: Hashable, Sendable {
  /// The names in Unicode normal form C, as the list has them (spaces and æøå included).
  package var names: [String] { storage.names }
  /// The positions of the names in alphabetical order.
  package var alphabetical: [Int] { storage.alphabetical }

  private let storage: Storage

  /// Names that are handed on with one reference.
  private final class Storage: Sendable {
    let names: [String]
    let positions: [String: Int]
    let alphabetical: [Int]

    init(_ names: [String]) {
      self.names = names
      positions = Dictionary(zip(names, names.indices)) { first, _ in first }
      alphabetical = names.indices.sorted { names[$0] < names[$1] }
    }
  }

  /// Names in order; none stands twice.
  package init(_ names: [String]) { storage = Storage(names) }

  /// The position of a name (in normal form C), or nil.
  package func position(of name: String) -> Int? { storage.positions[name] }

  /// Whether these are the very same, so that what was found out about the others holds; equal names may be
  /// others.
  func isIdentical(to other: Fields?) -> Bool { storage === other?.storage }

  package static func == (left: Fields, right: Fields) -> Bool {
    left.isIdentical(to: right) || left.names == right.names
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(names) }
}

/// Named values: an object of a JSON list, or a mapping of a YAML list.
package struct Group: Hashable, Sendable {
  /// What the values are called.
  package let fields: Fields
  /// The values in the order of the fields.
  package let values: [Value]

  static let empty = Group(Fields([]), [])

  /// A group with a value for each field.
  init(_ fields: Fields, _ values: [Value]) { (self.fields, self.values) = (fields, values) }

  /// Values with their names; of two with the same name the first counts.
  package init(_ members: some Sequence<(name: String, value: Value)>) {
    var (names, values): ([String], [Value]) = ([], [])
    var seen: Set<String> = []
    for member in members where seen.insert(member.name).inserted {
      names.append(member.name)
      values.append(member.value)
    }
    self.init(Fields(names), values)
  }

  /// The value with a name (in normal form C), or nil if there is none.
  package subscript(name: String) -> Value? { fields.position(of: name).map { values[$0] } }
}

/// Puts the values of records, which name them in any order, in the order of their list's fields.
struct FieldOrder: Sendable {
  /// What the values of a record are called.
  let fields: Fields
  /// The names of the record that came last; mostly those of the next, too.
  private var latest: Fields?
  /// For every field the position of its value in that record.
  private var positions: [Int?] = []
  private var isSame = false

  /// The order of a list's fields.
  init(_ fields: Fields) { self.fields = fields }

  /// A record of named values; what is missing is an empty text at the record's place.
  mutating func record(_ number: Int, of group: Group, at location: SourceLocation) -> Record {
    if !group.fields.isIdentical(to: latest) { learn(group.fields) }
    var values = group.values
    if !isSame {
      let missing = Value(.text(""), at: location)
      values = positions.map { position in position.map { group.values[$0] } ?? missing }
    }
    return Record(number: number, fields: fields, values: values, location: location)
  }

  private mutating func learn(_ names: Fields) {
    latest = names
    isSame = names == fields
    positions = Array(repeating: nil, count: fields.names.count)
    for (index, name) in names.names.enumerated() {
      if let position = fields.position(of: name) { positions[position] = index }
    }
  }
}
