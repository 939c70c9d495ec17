package import Archive

/// An archive that letters are to be put into, told by its name's ending.
package struct ArchiveTarget: Sendable {
  /// The file as the author named it.
  package let name: String
  /// Its form.
  package let format: ArchiveFormat

  /// The archive of the given name; nil if the name is a folder's.
  package init?(_ name: String) {
    guard let format = ArchiveFormat(fileName: name) else { return nil }
    (self.name, self.format) = (name, format)
  }
}
