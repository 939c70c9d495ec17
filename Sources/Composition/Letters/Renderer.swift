/// What writes a letter's file from its pages.
package enum Renderer: String, Sendable, CaseIterable {
  /// Our own writer: PDF/A-2a and PDF/UA-1.
  case archive
  /// Cairo's PDF surface: a plain PDF of the same pages.
  case cairo
}
