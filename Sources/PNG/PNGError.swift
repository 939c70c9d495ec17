/// Why libpng could not read or write a picture.
package struct PNGError: Error, Hashable, Sendable {
  /// What libpng says, in its own English.
  package let detail: String
}
