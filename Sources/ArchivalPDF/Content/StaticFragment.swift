import Diagnostics
import DisplayList

/// A static fragment, and what was found out about it once for all letters.
final class StaticFragment {
  /// The fragment, kept alive so that its identity is not used again.
  let fragment: Fragment
  /// What tells the fragment from all others that a worker met, from 0.
  let serial: Int
  /// Which glyphs and pictures it needs.
  let survey: FragmentSurvey
  private var contents: [[Int]: EncodedFragment] = [:]

  /// A fragment that was surveyed.
  init(_ fragment: Fragment, serial: Int, survey: FragmentSurvey) {
    (self.fragment, self.serial, self.survey) = (fragment, serial, survey)
  }

  /// The fragment as page content, encoded with `encode` unless that was done before with the same
  /// numberings of glyphs.
  func content(
    _ numberings: [Int], encode: () throws(DiagnosticsError) -> EncodedFragment
  ) throws(DiagnosticsError) -> EncodedFragment {
    if let known = contents[numberings] { return known }
    let content = try encode()
    if contents.count >= 64 { contents.removeAll() }
    contents[numberings] = content
    return content
  }
}
