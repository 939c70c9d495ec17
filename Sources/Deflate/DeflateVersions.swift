import CDeflate

/// Which version of the library compresses.
package enum DeflateVersions {
  /// The library with the version it was built against; it does not tell the one it runs with.
  package static var all: [String] { ["libdeflate \(LIBDEFLATE_VERSION_STRING)"] }
}
