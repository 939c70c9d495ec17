package import Diagnostics
import Foundation
import Storage

/// A mailing that `flett new` starts a folder with.
package struct StarterMailing: Sendable {
  /// What its words are written in; the Norwegian ones are for windows and folds of Norwegian envelopes.
  package enum Language: String, CaseIterable, Sendable {
    /// Norwegian bokmål.
    case nb
    /// Norwegian nynorsk.
    case nn
    /// English.
    case en
  }

  /// What kind of letter it is.
  package enum Letter: String, CaseIterable, Sendable {
    /// One with every block and part that a letter can have.
    case plain
    /// A notice of a meeting, with its agenda.
    case notice
  }

  private let language: Language
  private let letter: Letter

  /// A mailing of some kind in some language.
  package init(_ letter: Letter = .plain, in language: Language = .en) {
    (self.letter, self.language) = (letter, language)
  }

  /// The files with their contents, which are built into the program.
  private var files: [(name: String, bytes: [UInt8])] {
    [
      ("letter.md", text), ("members.csv", members), ("stationery.yaml", stationery),
    ] + (letter == .plain ? [("map.png", PackageResources.map_png)] : [])
      + [("signature.png", PackageResources.signature_png)]
  }

  private var text: [UInt8] {
    switch (letter, language) {
    case (.plain, .nb): PackageResources.letter_nb_md
    case (.plain, .nn): PackageResources.letter_nn_md
    case (.plain, .en): PackageResources.letter_md
    case (.notice, .nb): PackageResources.notice_nb_md
    case (.notice, .nn): PackageResources.notice_nn_md
    case (.notice, .en): PackageResources.notice_en_md
    }
  }

  private var members: [UInt8] {
    switch language {
    case .nb: PackageResources.members_nb_csv
    case .nn: PackageResources.members_nn_csv
    case .en: PackageResources.members_csv
    }
  }

  private var stationery: [UInt8] {
    switch language {
    case .nb: PackageResources.stationery_nb_yaml
    case .nn: PackageResources.stationery_nn_yaml
    case .en: PackageResources.stationery_yaml
    }
  }

  /// Makes the folder with its files.
  ///
  /// - Returns: The files written.
  /// - Throws: ``DiagnosticsError`` if the folder is already there, or cannot be written.
  package func write(to folder: String) throws(DiagnosticsError) -> [String] {
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw DiagnosticsError(
        .error(
          "batch.folder-exists", "'\(folder)' is already there",
          hints: ["name a folder that does not exist yet"], failure: .create))
    }
    let output = try OutputFolder(path: folder, named: folder)
    for file in files { try output.write(file.bytes, to: file.name) }
    return files.map { folder + "/" + $0.name }
  }
}
