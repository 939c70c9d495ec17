import Archive

/// An archive that letters are to be put into, told by its name's ending.
struct ArchiveTarget: Sendable {
  /// The file as the author named it.
  let name: String
  /// Its form.
  let format: ArchiveFormat

  /// The archive of the given name; nil if the name is a folder's.
  init?(_ name: String) {
    guard let format = ArchiveFormat(fileName: name) else { return nil }
    (self.name, self.format) = (name, format)
  }
}
