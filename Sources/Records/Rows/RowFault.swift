/// What is wrong with a row of a table, or with an object, that leaves those beside it as they are.
package enum RowFault: Int, Comparable, Sendable {
  /// A value cannot be told.
  case value
  /// It has a key that another has too.
  case sharedKey
  /// It has no key.
  case noKey
  /// Which of its values is which cannot be told, nor whose they are.
  case row

  package static func < (left: RowFault, right: RowFault) -> Bool { left.rawValue < right.rawValue }
}
