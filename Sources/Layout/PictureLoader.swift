package import Diagnostics
package import DisplayList

/// Reads pictures for layout, which opens none itself: whoever runs it decides how often one is read.
package struct PictureLoader: Sendable {
  private let load: @Sendable (_ path: String, _ name: String) throws(DiagnosticsError) -> Picture

  /// A loader that reads a picture with `load`.
  package init(
    _ load: @escaping @Sendable (_ path: String, _ name: String) throws(DiagnosticsError) -> Picture
  ) {
    self.load = load
  }

  /// The picture at `path`; `name` is what messages call it.
  package func callAsFunction(_ path: String, _ name: String) throws(DiagnosticsError) -> Picture {
    try load(path, name)
  }
}
