package import Diagnostics
import Foundation
import Resources
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
    /// Invoices from order lines, with sums that are carried from page to page.
    case invoice
  }

  private let language: Language
  private let letter: Letter

  /// A mailing of some kind in some language.
  package init(_ letter: Letter = .plain, in language: Language = .en) {
    (self.letter, self.language) = (letter, language)
  }

  /// The files and the resources that they are made of.
  private var files: [(name: String, resource: String)] {
    let ending = language == .en ? "" : "-\(language.rawValue)"
    let stationery = ("stationery.yaml", "stationery" + ending + ".yaml")
    let members = ("members.csv", "members" + ending + ".csv")
    let signature = ("signature.png", "signature.png")
    return switch letter {
    case .plain:
      [
        ("letter.md", "letter" + ending + ".md"), members, stationery, ("map.png", "map.png"),
        signature,
      ]
    case .notice: [("letter.md", "notice" + ending + ".md"), members, stationery, signature]
    case .invoice:
      [
        ("letter.md", "invoice" + ending + ".md"), ("orders.csv", "invoices" + ending + ".csv"),
        stationery,
      ]
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
    for file in files {
      // A test looks whether each was built in.
      let bytes = Resources.bytes(of: "Composition/Starter/Resources/\(file.resource)") ?? []
      try output.write(bytes, to: file.name)
    }
    return files.map { folder + "/" + $0.name }
  }
}
