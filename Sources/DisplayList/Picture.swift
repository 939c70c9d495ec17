/// A picture file that was read and found good.
package final class Picture: Sendable {
  /// The coding of a picture file.
  package enum Format: String, Sendable {
    /// Portable Network Graphics (ISO/IEC 15948).
    case png
    /// JPEG (ISO/IEC 10918-1).
    case jpeg
  }

  /// The most pixels that a picture may have: more than a page of A4 at 1000 dots an inch has.
  package static let mostPixels = 100_000_000

  /// The file as the author named it, for messages.
  package let name: String
  /// What ``bytes`` were found to hold.
  package let content: Content
  /// How many pixels it is wide.
  package let pixelWidth: Int
  /// How many pixels it is high.
  package let pixelHeight: Int
  /// How many pixels an inch has, as the file says; nil where it says nothing.
  package let pixelsPerInch: Double?
  /// The whole file, but for what may be appended to a JPEG picture.
  package let bytes: [UInt8]
  /// The SHA-256 of ``bytes``, 32 bytes.
  package let digest: [UInt8]

  /// A picture whose file says what is given here.
  package init(
    name: String, content: Content, pixelWidth: Int, pixelHeight: Int, pixelsPerInch: Double?,
    bytes: [UInt8], digest: [UInt8]
  ) {
    self.name = name
    self.content = content
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
    self.pixelsPerInch = pixelsPerInch
    self.bytes = bytes
    self.digest = digest
  }

  /// The coding of ``bytes``.
  package var format: Format {
    switch content {
    case .png: .png
    case .jpeg: .jpeg
    }
  }
}

extension Picture: Hashable {
  package static func == (left: Picture, right: Picture) -> Bool {
    left === right || left.digest == right.digest
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(digest)
  }
}
