import Pango

extension LetterLayout {
  /// The libraries that layout depends on, with their versions.
  package static var engines: [String] { PangoVersions.all }
}
