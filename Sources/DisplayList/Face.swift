/// A face of a font file; two are the same when the files' bytes and the index are.
package final class Face: Sendable {
  /// The SHA-256 of the font file, 32 bytes.
  package let digest: [UInt8]
  /// Which face of a collection, from 0.
  package let index: Int
  /// Where the file is.
  package let path: String
  /// The name of the family, for messages.
  package let family: String
  /// The name of the style within the family, such as `Bold Italic`, for messages.
  package let style: String

  /// A face of the font file at `path`, whose SHA-256 is `digest`.
  package init(digest: [UInt8], index: Int, path: String, family: String, style: String) {
    self.digest = digest
    self.index = index
    self.path = path
    self.family = family
    self.style = style
  }
}

extension Face: Hashable {
  package static func == (left: Face, right: Face) -> Bool {
    left === right || (left.index == right.index && left.digest == right.digest)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(digest)
    hasher.combine(index)
  }
}
