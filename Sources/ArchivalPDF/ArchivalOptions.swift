/// What is the same for all letters of a run.
package struct ArchivalOptions: Sendable {
  /// How streams are stored.
  package enum Compression: Hashable, Sendable {
    case deflate
    /// As they are, for people who read the file.
    case none
  }

  /// The program that makes the letters, as the files' properties name it.
  package var producer: String
  /// The features that shaping may use, as OpenType tags.
  package var features: [String]
  /// How streams are stored.
  package var compression: Compression
  /// How letters are signed, in the order of the signatures that layout made room for; empty if
  /// they are not.
  package var signing: [SignatureOptions]

  /// How many objects a file may have.
  package var objectLimit = Standard.objectLimit

  /// The features that Pango and HarfBuzz use where nobody says otherwise.
  package static let defaultFeatures = ["calt", "ccmp", "clig", "liga", "locl", "rclt", "rlig"]

  /// Options with the given producer, and defaults for the rest.
  package init(
    producer: String, features: [String] = ArchivalOptions.defaultFeatures,
    compression: Compression = .deflate, signing: [SignatureOptions] = []
  ) {
    self.producer = producer
    self.features = features
    self.compression = compression
    self.signing = signing
  }
}
