/// Names of languages that a list may have in place of their tags.
enum LanguageNames {
  /// The tag of a language that is named in Norwegian, English or the language itself, in lower
  /// case.
  static let tags: [String: String] = [
    "bokmål": "nb", "norsk bokmål": "nb", "no": "nb", "nynorsk": "nn", "norsk nynorsk": "nn",
    "engelsk": "en", "english": "en", "svensk": "sv", "swedish": "sv", "svenska": "sv",
    "dansk": "da", "danish": "da", "tysk": "de", "german": "de", "deutsch": "de",
    "nordsamisk": "se", "northern sami": "se", "davvisámegiella": "se", "finsk": "fi",
    "finnish": "fi", "suomi": "fi", "fransk": "fr", "french": "fr", "français": "fr",
  ]
}
