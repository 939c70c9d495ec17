package import Configuration
package import Diagnostics

/// What a stationery or a mailing says of hyphenation: `hyphenation: {off: no, words: [tra-fikk-kon-sta-bel]}`.
package struct HyphenationSettings: Hashable, Sendable {
  /// Whether no word is hyphenated; nil where nothing is said.
  package var isOff: Bool?
  /// Whether the words of values are hyphenated as well; nil where nothing is said.
  package var includesValues: Bool?
  /// Words with hyphens where they may be broken, and nowhere else.
  package var words: [String]

  /// Settings that say this.
  package init(isOff: Bool? = nil, includesValues: Bool? = nil, words: [String] = []) {
    (self.isOff, self.includesValues, self.words) = (isOff, includesValues, words)
  }

  /// More words than this are a mistake.
  private static let mostWords = 10_000

  /// Reads settings, or `off` alone.
  ///
  /// - Parameters:
  ///   - node: The settings; nil where there are none.
  ///   - failure: What a fault here means to a calling program.
  ///   - problems: Where faults are noted.
  package init(
    _ node: ConfigurationNode?, failure: Failure, problems: inout DiagnosticCollector
  ) {
    self.init()
    guard let node else { return }
    if case .scalar(let text) = node.content, ["off", "no"].contains(text.lowercased()) {
      isOff = true
      return
    }
    var reader = MappingReader(
      node, context: "'hyphenation'", failure: failure, problems: &problems)
    isOff = reader.boolean("off", problems: &problems)
    includesValues = reader.boolean("values", problems: &problems)
    let nodes = reader.sequence("words", problems: &problems) ?? []
    words = nodes.prefix(HyphenationSettings.mostWords).compactMap {
      HyphenationSettings.word($0, failure, &problems)
    }
    reader.finish(problems: &problems)
  }

  /// A word of the list; nil, with the fault noted, for anything else.
  private static func word(
    _ node: ConfigurationNode, _ failure: Failure, _ problems: inout DiagnosticCollector
  ) -> String? {
    if case .scalar(let text) = node.content, !text.contains(where: \.isWhitespace),
      DividedWord(text, dropsThirdConsonant: false) != nil
    {
      return text
    }
    problems.report(
      .error(
        "hyphenation.word", "an item of 'words' must be one word", at: node.location,
        hints: [
          "write it with hyphens where it may be broken, as in 'tra-fikk-kon-sta-bel', or without any"
        ], failure: failure))
    return nil
  }

  /// The settings where others, which are nearer to the letter, say nothing else; words of both count.
  package func overridden(by nearer: HyphenationSettings) -> HyphenationSettings {
    HyphenationSettings(
      isOff: nearer.isOff ?? isOff, includesValues: nearer.includesValues ?? includesValues,
      words: words + nearer.words)
  }
}
