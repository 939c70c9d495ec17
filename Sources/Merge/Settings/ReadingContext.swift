import Diagnostics
import Foundation

/// What is known while a template is read: its language, its names so far, its faults so far.
struct ReadingContext {
  /// The letter's file as the author named it.
  let file: String
  let folder: String
  let lines: [String]
  /// The settings that the letter shares with others; nil for the letter in the mailing's own file.
  let shared: SharedSettings?
  var language = ""
  /// How that language writes dates and numbers, if we know it.
  var conventions: LocaleConventions?
  /// All names that fields go by, each once.
  private(set) var names: [String] = []
  /// Why what stands there is no expression, for names that may have been meant as one, by symbol.
  var faultyExpressions: [Int: String] = [:]
  /// How many links there are so far.
  var linkCount = 0
  /// The picture files named so far.
  var pictures: [String] = []
  /// What is wrong so far.
  var problems = DiagnosticCollector()
  /// What could be written better.
  var hints = DiagnosticCollector()
  private var symbols: [String: Int] = [:]

  /// A context in which nothing is known yet.
  init(file: String, folder: String, lines: [String]) {
    (self.file, self.folder, self.lines, shared) = (file, folder, lines, nil)
  }

  /// The same for a version in a language, a BCP 47 tag, that shares settings with others.
  init(
    file: String, folder: String, lines: [String], language: String, sharing shared: SharedSettings
  ) {
    (self.file, self.folder, self.lines, self.shared) = (file, folder, lines, shared)
    self.language = language
    conventions = LocaleConventions.conventions(for: language)
  }

  /// A context for what a run says besides a letter that was read; names are those of the letter, and new ones.
  ///
  /// - Parameters:
  ///   - template: The letter.
  ///   - option: The option that says it, in place of a file's name.
  init(after template: Template, option: String) {
    (file, folder, lines, shared) = (option, "", [], nil)
    (language, conventions) = (template.settings.language, template.conventions)
    names = template.names
    symbols = Dictionary(names.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }

  /// How the mailing's values and list write numbers, if we know it.
  var listConventions: LocaleConventions? {
    if let shared { shared.listConventions } else { conventions }
  }

  /// The language of the mailing's values and list.
  var listLanguage: String { shared?.language ?? language }

  /// The lines of the file that a setting is in.
  func lines(of file: String) -> [String] {
    if let shared, file == shared.file { shared.lines } else { lines }
  }

  /// Gives away all that is known, so that whoever goes on with it changes it without a copy.
  mutating func handOver() -> ReadingContext {
    let whole = self
    self = ReadingContext(file: "", folder: "", lines: [])
    return whole
  }

  /// A place in the letter's file.
  func location(_ line: Int, _ column: Int) -> SourceLocation {
    SourceLocation(file: file, line: line, column: column)
  }

  /// A reference to a name, trimmed and in normal form C.
  mutating func reference(_ name: String, at location: SourceLocation) -> FieldReference {
    let name = name.precomposedStringWithCanonicalMapping
    if let symbol = symbols[name] {
      return FieldReference(name: name, symbol: symbol, location: location)
    }
    symbols[name] = names.count
    names.append(name)
    return FieldReference(name: name, symbol: names.count - 1, location: location)
  }

  mutating func error(
    _ id: String, _ message: String, at location: SourceLocation, hints: [String] = []
  ) {
    problems.report(.error(id, message, at: location, hints: hints))
  }
}
