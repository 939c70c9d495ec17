package import Diagnostics
package import Hyphenation

/// Whether and how the words of letters are hyphenated.
package struct HyphenationRules: Sendable {
  /// The dictionaries.
  package let library: HyphenationLibrary
  /// What stationery and mailing say of it.
  package let settings: HyphenationSettings

  /// Hyphenation by the dictionaries of a library.
  package init(_ library: HyphenationLibrary, _ settings: HyphenationSettings = .init()) {
    (self.library, self.settings) = (library, settings)
  }

  /// The problem with a dictionary that cannot be read.
  package static func problem(with failure: HyphenationLibrary.Failure) -> Diagnostic {
    let fault = failure.fault.map { "cannot be read: \($0.message), in line \($0.line)" }
    return .error(
      "layout.no-dictionary",
      "the dictionary of hyphenation '\(failure.path)' \(fault ?? "is not there")",
      hints: [
        "install Debian's package \(failure.language.package)",
        "or write 'hyphenation: off' in the stationery or the letter",
      ], failure: .configuration)
  }
}
