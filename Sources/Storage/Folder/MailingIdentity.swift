package import Diagnostics
import Foundation
package import Ledger

/// What tells the mailing that a folder's letters are of from others.
///
/// It is the same mailing if its letter is in the same place, or if its name and its title are the same: so
/// that the title can be changed, and the whole project moved, but one mailing's letters never take the place
/// of another's unasked.
package struct MailingIdentity: Hashable, Sendable {
  /// Where its letter is, as the file system calls it; nil if nobody knows.
  var path: String?
  /// The name of its folder, and of its letter if that is not `letter.md`.
  var name: String
  /// Its title as the letter has it; nil if nobody knows.
  var title: String?

  /// A mailing of which only its name is known, as the author wrote it.
  package init(named name: String) {
    let letter = URL(filePath: MailingIdentity.letterFile(of: name)).standardizedFileURL
    self.name = letter.deletingLastPathComponent().lastPathComponent
    let file = letter.lastPathComponent
    if file != "letter.md" { self.name += "/" + file }
  }

  /// A mailing of which all is known.
  ///
  /// - Parameters:
  ///   - name: Its folder or its letter as the author named it.
  ///   - title: Its title as the letter has it.
  package init(named name: String, title: String?) {
    let letter = URL(filePath: MailingIdentity.letterFile(of: name)).resolvingSymlinksInPath()
    self.init(named: letter.path)
    (path, self.title) = (letter.path, title)
  }

  /// The letter of a mailing: the folder's `letter.md`, or the file itself.
  package static func letterFile(of name: String) -> String {
    guard !name.hasSuffix(".md") else { return name }
    return name.hasSuffix("/") ? name + "letter.md" : name + "/letter.md"
  }

  /// The mailing that a folder's letters are of; nil if it has none.
  package init?(of ledger: Ledger) throws(DiagnosticsError) {
    guard let name = try ledger.setting("mailing.name") else { return nil }
    self.init(named: "")
    self.name = name
    path = try ledger.setting("mailing.path")
    title = try ledger.setting("mailing.title")
  }

  /// Whether it is the same mailing, as far as that is known.
  package func isSame(as other: MailingIdentity) -> Bool {
    if let path, path == other.path { return true }
    guard name == other.name else { return false }
    return title == nil || other.title == nil || title == other.title
  }

  /// Notes that the folder's letters are of this mailing.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be written.
  package func keep(in ledger: Ledger) throws(DiagnosticsError) {
    guard try MailingIdentity(of: ledger) != self else { return }
    try ledger.set("mailing.name", to: name)
    try ledger.set("mailing.path", to: path)
    try ledger.set("mailing.title", to: title)
  }

  /// Makes sure that a folder's letters are of this mailing, or that it has none.
  ///
  /// - Parameters:
  ///   - ledger: The folder's ledger.
  ///   - folder: The folder as the author named it.
  /// - Throws: ``DiagnosticsError`` if they are of another one.
  package func requireOwnership(by ledger: Ledger, of folder: String) throws(DiagnosticsError) {
    guard let other = try MailingIdentity(of: ledger), !isSame(as: other) else { return }
    let title = other.title.map { " (\($0))" } ?? ""
    throw DiagnosticsError(
      .error(
        "batch.other-mailing",
        "'\(folder)' holds the letters of another mailing, '\(other.name)'\(title)",
        hints: [
          "name another folder with --output",
          "if it is the same mailing under another name, or its letters are to be replaced, "
            + "take the folder over with --adopt",
        ], failure: .configuration))
  }
}
