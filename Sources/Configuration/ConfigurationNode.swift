package import Diagnostics

/// A piece of a YAML file that knows where it stands; scalars are the text as the author wrote it.
///
/// YAML's own guesses are never made: `no` stays `no`, `0150` stays `0150`, `1.10` stays `1.10`.
package struct ConfigurationNode: Hashable, Sendable {
  /// What the piece is.
  package indirect enum Content: Hashable, Sendable {
    /// Nothing: an empty value, `~` or `null`, unquoted.
    case null
    /// One value, as written, without its quotes.
    case scalar(String)
    /// Values in order.
    case sequence([ConfigurationNode])
    /// Named values, in the order of the file; no name stands twice.
    case mapping([Entry])
  }

  /// A name and its value.
  package struct Entry: Hashable, Sendable {
    /// The name, in Unicode normal form C.
    package var key: String
    /// Where the name stands.
    package var keyLocation: SourceLocation
    /// What it stands for.
    package var value: ConfigurationNode

    /// An entry of a mapping.
    package init(key: String, keyLocation: SourceLocation, value: ConfigurationNode) {
      self.key = key
      self.keyLocation = keyLocation
      self.value = value
    }
  }

  /// What stands here.
  package var content: Content
  /// Where it begins.
  package var location: SourceLocation
  /// Whether a scalar was quoted or a block, and so is text whatever it looks like.
  package var isQuoted: Bool

  /// A piece with a place.
  package init(_ content: Content, at location: SourceLocation, isQuoted: Bool = false) {
    self.content = content
    self.location = location
    self.isQuoted = isQuoted
  }

  /// What to call this in a message, such as `a list`.
  package var kindName: String {
    switch content {
    case .null: "nothing"
    case .scalar: "a text"
    case .sequence: "a list"
    case .mapping: "a group of named values"
    }
  }

  /// The value under a name, if this is a mapping that has it.
  package subscript(key: String) -> ConfigurationNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }
}
