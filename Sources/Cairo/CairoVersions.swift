import CCairo

/// Which versions of the libraries draw.
package enum CairoVersions {
  /// Each library with its version.
  package static var all: [String] {
    ["Cairo \(String(cString: cairo_version_string()))", "FreeType \(freeType)"]
  }

  private static var freeType: String {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0 else { return "unknown" }
    defer { FT_Done_FreeType(library) }
    var (major, minor, patch): (FT_Int, FT_Int, FT_Int) = (0, 0, 0)
    FT_Library_Version(library, &major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}
