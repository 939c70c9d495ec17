import ArchivalPDF
import Diagnostics
import Hyphenation
import Layout
package import Merge
package import Records

/// Everything that goes into letters of one version, but for the single record.
///
/// Layout and writer are set up from it and from nothing else, and ``InputDigest`` counts all of it: what it
/// lacks cannot change a letter.
package struct LetterInputs: Sendable {
  /// The mailing with its stationery, fonts and pictures.
  package var mailing: Mailing
  /// The letter.
  package var template: Template
  /// The dictionaries of hyphenation that are installed.
  var dictionaries: HyphenationLibrary
  /// The names of the list's columns, in order.
  var columns: [String]
  /// The recipients that every letter names.
  var recipients: RecipientList
  /// What writes the files.
  var renderer: Renderer
  /// What stands across every page; nil for nothing.
  var watermark: String?
  /// Whether the letterhead is painted.
  var paintsLetterhead: Bool
  /// How letters are signed, in the order of the signatures; empty if they are not.
  package var signings: [LetterSigning]

  package init(
    _ mailing: Mailing, _ template: Template, list: RecordList, recipients: RecipientList,
    renderer: Renderer,
    watermark: String?, paintsLetterhead: Bool, signings: [LetterSigning]
  ) {
    (self.mailing, self.template) = (mailing, template)
    dictionaries = mailing.dictionaries
    (columns, self.recipients) = (list.fields.names, recipients)
    (self.renderer, self.watermark) = (renderer, watermark)
    (self.paintsLetterhead, self.signings) = (paintsLetterhead, signings)
  }

  /// The layout of the letters.
  ///
  /// - Throws: ``DiagnosticsError`` if the stationery's furniture cannot be laid out, or a dictionary is missing.
  func layout() throws(DiagnosticsError) -> LetterLayout {
    try checkDictionaries()
    return try LetterLayout(
      stationery: mailing.stationery, fonts: mailing.fonts,
      language: template.settings.language, pictures: mailing.pictures.loader,
      hyphenation: hyphenation,
      options: LetterLayout.Options(
        watermark: watermark, paintsLetterhead: paintsLetterhead,
        signatures: signings.map(\.appearance)))
  }

  /// How words are hyphenated; nil if they are not.
  private var hyphenation: HyphenationRules? {
    let settings = mailing.stationery.hyphenation.overridden(by: template.settings.hyphenation)
    return settings.isOff == true ? nil : HyphenationRules(dictionaries, settings)
  }

  /// The files of the dictionaries that words may be hyphenated by, of the letter's language and of those that its
  /// text names, in order; nil for one that is not there.
  var usedDictionaries: [[UInt8]?] {
    guard let hyphenation else { return [] }
    return languages.map { try? hyphenation.library.file(of: $0) }
  }

  /// The languages of the text whose words can be hyphenated, in order.
  private var languages: [HyphenationLanguage] {
    Set(template.languages.compactMap { HyphenationLanguage(tag: $0) })
      .sorted { $0.rawValue < $1.rawValue }
  }

  /// Looks whether all dictionaries are there that may be needed; a letter that needs none reads none.
  private func checkDictionaries() throws(DiagnosticsError) {
    guard let hyphenation else { return }
    var problems: [Diagnostic] = []
    for language in languages {
      do {
        _ = try hyphenation.library.file(of: language)
      } catch {
        problems.append(HyphenationRules.problem(with: error))
      }
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
  }

  /// The writer of archival files.
  ///
  /// - Parameter parts: The parts of files that all letters of the run share.
  /// - Returns: The writer; nil if another renderer makes the files.
  /// - Throws: ``DiagnosticsError`` if it cannot be set up.
  func writer(sharing parts: SharedParts) throws(DiagnosticsError) -> ArchivalWriter? {
    guard renderer == .archive else { return nil }
    return try ArchivalWriter(
      ArchivalOptions(producer: Version.product, signing: signings.compactMap(\.options)),
      sharing: parts)
  }
}
