import Cairo

extension Painter {
  /// The libraries that drawing depends on, with their versions.
  package static var engines: [String] { CairoVersions.all }
}
