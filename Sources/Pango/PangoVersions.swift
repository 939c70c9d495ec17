import CPango

/// Which versions of the libraries set text.
package enum PangoVersions {
  /// Each library with its version.
  package static var all: [String] {
    [
      "Pango \(String(cString: pango_version_string()))",
      "HarfBuzz \(String(cString: hb_version_string()))", "fontconfig \(FcGetVersion())",
    ]
  }
}
