import Deflate

extension ArchivalWriter {
  /// The libraries that the writer depends on, with their versions; HarfBuzz is layout's too.
  package static var engines: [String] { DeflateVersions.all }
}
