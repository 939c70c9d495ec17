package import Diagnostics
import Foundation
import Hyphenation
package import Layout
package import Merge
package import Storage

/// A mailing, read and found good: its letter, its stationery and the stationery's fonts.
package struct Mailing: Sendable {
  /// The mailing as the author named it.
  package let name: String
  /// The letter, in each of its versions.
  package let versions: TemplateVersions
  package let stationery: Stationery
  let fonts: FontLibrary
  /// Where the fonts were looked for.
  let fontFolders: [String]
  let pictures = PictureLibrary()
  /// The dictionaries of hyphenation.
  let dictionaries = HyphenationLibrary()

  /// Reads a mailing.
  ///
  /// - Parameters:
  ///   - name: The mailing's folder, or its `letter.md`.
  ///   - previous: The mailing as it was before; its fonts are kept if they are asked for again.
  /// - Returns: The mailing, with what should be looked at in its letter and stationery.
  /// - Throws: ``DiagnosticsError`` with every fault of letter, stationery and fonts.
  package static func open(_ name: String, reusingFontsOf previous: Mailing? = nil)
    throws(DiagnosticsError) -> Warned<Mailing>
  {
    let letter = MailingIdentity.letterFile(of: name)
    let versions = try TemplateVersions.read(path: letter, named: letter)
    do {
      let mailing = try dressed(versions.output, of: name, reusingFontsOf: previous)
      var problems = DiagnosticCollector()
      problems.report(contentsOf: versions.warnings + mailing.warnings)
      return Warned(mailing.output, warnings: problems.diagnostics)
    } catch {
      throw DiagnosticsError(versions.warnings + error.diagnostics)
    }
  }

  /// A mailing with a letter that was read, which may have faults, and the stationery that it names.
  ///
  /// - Parameters:
  ///   - versions: The letter, in each of its versions.
  ///   - name: The mailing's folder, or its `letter.md`.
  ///   - previous: The mailing as it was before; its fonts are kept if they are asked for again.
  /// - Returns: The mailing, with what should be looked at in its stationery.
  /// - Throws: ``DiagnosticsError`` with every fault of stationery and fonts.
  package static func dressed(
    _ versions: TemplateVersions, of name: String, reusingFontsOf previous: Mailing? = nil
  ) throws(DiagnosticsError) -> Warned<Mailing> {
    guard let file = versions.main.settings.stationery else {
      throw DiagnosticsError(noStationery(MailingIdentity.letterFile(of: name)))
    }
    let stationery = try Stationery.read(path: file.path, named: file.path, at: file.location)
    let unknownLanguages = stationery.output.warnings(
      forLettersIn: versions.all.map(\.settings.language))
    let folders = FontLibrary.folders(near: file.path)
    let mailing = Mailing(
      name: name, versions: versions, stationery: stationery.output,
      fonts: try fonts(of: stationery.output, in: folders, reusing: previous),
      fontFolders: folders)
    return Warned(mailing, warnings: stationery.warnings + unknownLanguages)
  }

  private static func noStationery(_ letter: String) -> Diagnostic {
    .error(
      "batch.no-stationery", "the mailing does not say which stationery it uses",
      at: SourceLocation(file: letter, line: 1, column: 1),
      hints: ["write for instance 'stationery: ../stationery/ks.yaml' in the front matter"])
  }

  private static func fonts(
    of stationery: Stationery, in folders: [String], reusing previous: Mailing?
  ) throws(DiagnosticsError) -> FontLibrary {
    if let previous, previous.stationery.fonts == stationery.fonts,
      previous.stationery.fontPlaces == stationery.fontPlaces, previous.fontFolders == folders
    {
      return previous.fonts
    }
    return try FontLibrary(stationery.fonts, folders: folders, places: stationery.places)
  }

  /// The version in the mailing's own file, which says what all of them share.
  package var template: Template { versions.main }

  /// What tells it from other mailings.
  package var identity: MailingIdentity {
    MailingIdentity(named: name, title: template.settings.titleText)
  }

  /// The name of the mailing without the way to it, for files that belong to no recipient.
  package var shortName: String {
    let url = URL(filePath: name).standardizedFileURL
    return (name.hasSuffix(".md") ? url.deletingLastPathComponent() : url).lastPathComponent
  }

  /// The name of the master copy's file.
  package func masterCopyName() throws(DiagnosticsError) -> LetterFileName {
    try LetterFileName(shortName + " (undispatched)", at: nil)
  }
}
