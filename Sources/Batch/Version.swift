/// Which Flett this is.
package enum Version {
  /// The version's number.
  package static let number = "0.1.0"
  /// The program's name with its version, as files name what made them.
  package static let product = "Flett \(number)"
}
