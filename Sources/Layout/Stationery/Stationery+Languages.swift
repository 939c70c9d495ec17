package import Diagnostics

extension Stationery.Slots {
  /// A place's text in letters of a language, a BCP 47 tag; nil if it has none.
  static func text(_ texts: [String: String], in language: String) -> String? {
    let primary = String(language.prefix { $0 != "-" })
    return texts[language] ?? texts[primary] ?? texts["*"]
  }
}

extension Stationery {
  /// What should be looked at if letters are in all of these languages: texts of header and footer
  /// that some of them have and others lack.
  package func warnings(forLettersIn languages: [String]) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    let all = [
      (header, "header", Places.Setting.header), (footer, "footer", Places.Setting.footer),
    ]
    for (slots, name, setting) in all {
      for (index, texts) in [slots.left, slots.center, slots.right].enumerated() {
        let lacking = languages.filter { Slots.text(texts, in: $0) == nil }
        guard let other = languages.first(where: { !lacking.contains($0) }) else { continue }
        for language in lacking {
          warnings.append(
            .warning(
              "stationery.language",
              "the \(name) says nothing here in letters in '\(language)', but in those in '\(other)'",
              at: places[setting(index)],
              hints: ["write '\(language): …' too, or '\"*\": …' for every other language"]))
        }
      }
    }
    return warnings
  }
}
