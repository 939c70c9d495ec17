/// Which Flett this is.
package enum Version {
  /// The version's number.
  package static let number = "0.1.0"
  /// The number of what letters look like: to be raised with every change after which the same input
  /// gives other bytes, so that runs make again what an older Flett made.
  package static let output = 2
  /// The program's name with its version, as files name what made them.
  package static let product = "Flett \(number)"
}
