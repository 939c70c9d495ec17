import Bytes
package import Diagnostics
import Foundation
import Glibc
package import Ledger
import OpenSSL

/// A folder of letters, held by one run: its lock, its files and its ledger.
package final class LetterFolder: Sendable {
  package let files: OutputFolder
  /// What the folder knows of itself.
  package let ledger: Ledger
  /// What makes the files safe on the disk.
  package let disk: FolderBarrier
  /// Shows whether the ledger is as a run left it.
  package let mark: ClosingMark
  /// Whether letters are spread over sub-folders.
  package let fansOut: Bool
  private let lock: FolderLock
  /// Whether this run made the folder, and what is ours in it.
  package let isNew: (folder: Bool, inside: Bool)

  /// The folder within it where ledger, lock and files that wait for their names are.
  package static let inside = ".flett"
  /// Where files wait for their names.
  static let waiting = inside + "/tmp"
  /// The lock's file.
  package static let lockFile = inside + "/lock"
  /// The ledger's file.
  package static let ledgerFile = inside + "/ledger.sqlite"
  /// The manifest of the run before, while a run is at work.
  package static let formerManifest = inside + "/former-manifest.json"

  /// Takes hold of a folder, which is made if it is not there, and clears away what killed runs left.
  ///
  /// - Parameters:
  ///   - path: The folder's place.
  ///   - name: The folder as the author named it, for messages.
  ///   - waits: Whether to wait for a run that holds it.
  ///   - fansOut: Whether letters are spread over sub-folders; a folder that once was stays so.
  ///   - note: What others are told of the run that holds it; nil for nothing.
  /// - Throws: ``DiagnosticsError`` if it cannot be written, if another run holds it, or if its ledger is
  ///   damaged or from a newer version.
  package init(
    path: String, named name: String, waits: Bool, fansOut: Bool, note: RunNote? = nil
  ) throws(DiagnosticsError) {
    let isFolderNew = !FileManager.default.fileExists(atPath: path)
    (files, lock) = try LetterFolder.hold(path, named: name, waits: waits)
    if let note { lock.note(note) }
    // Looked at only now: a run that was waited for may have made letters.
    isNew = (isFolderNew, files.stamp(of: LetterFolder.ledgerFile) == nil)
    TemporaryName.removeAll(in: files.waiting)
    disk = try FolderBarrier(path: path, named: name)
    ledger = try Ledger(
      path: "\(path)/\(LetterFolder.ledgerFile)", named: "\(name)/\(LetterFolder.ledgerFile)",
      for: .writing)
    mark = ClosingMark(in: files)
    if !isNew.inside, !mark.isTrue { try ledger.verify() }
    // A folder keeps its form: otherwise a run that forgets the option would make everything again.
    let isSpread = try ledger.setting("fan-out") != nil
    self.fansOut = fansOut || isSpread
  }

  private static func hold(_ path: String, named name: String, waits: Bool)
    throws(DiagnosticsError) -> (OutputFolder, FolderLock)
  {
    while true {
      let files = try OutputFolder(path: path, named: name, inside: [inside, waiting])
      let lock = try FolderLock(path: "\(path)/\(lockFile)", named: name, waits: waits)
      // Another run may have taken what it had made away in between.
      guard let lock else { continue }
      try files.makeFolders([waiting])
      return (files, lock)
    }
  }

  /// Takes everything away that this run made, if it made the folder's inside and no letter.
  ///
  /// - Returns: Whether it did.
  @discardableResult
  package func discardIfNew() -> Bool {
    guard isNew.inside else { return false }
    // It must leave its files alone once the lock is gone.
    ledger.abandon()
    let place = files.path + "/"
    for file in ["", "-journal"] { unsafe unlink(place + LetterFolder.ledgerFile + file) }
    // Only an empty folder goes away like this: another run may be there as soon as the lock is gone.
    unsafe rmdir(place + LetterFolder.waiting)
    unsafe unlink(place + LetterFolder.lockFile)
    unsafe rmdir(place + LetterFolder.inside)
    if isNew.folder { unsafe rmdir(files.path) }
    return true
  }
}

/// For those who only look.
extension LetterFolder {
  /// Opens a folder's ledger, to be read.
  ///
  /// - Parameter folder: The folder as the author named it.
  /// - Returns: The ledger; nil if it has none, or one that a run was killed before it wrote anything into it.
  /// - Throws: ``DiagnosticsError`` if it cannot be read, or if it is damaged.
  package static func ledger(of folder: String) throws(DiagnosticsError) -> Ledger? {
    let path = "\(folder)/\(ledgerFile)"
    guard FileManager.default.fileExists(atPath: path), FileStamp(path)?.size != 0 else {
      return nil
    }
    let ledger = try Ledger(path: path, named: path, for: .reading)
    let mark = ClosingMark(in: OutputFolder(existing: folder))
    if !isHeld(folder), !mark.isTrue { try ledger.verify() }
    return ledger
  }

  /// What the run that holds a folder has noted, or one that was killed and never let go of it in order.
  package static func note(of folder: String) -> RunNote? { RunNote(in: "\(folder)/\(lockFile)") }

  /// Whether a run holds a folder at this moment.
  package static func isHeld(_ folder: String) -> Bool { FileLock.isHeld("\(folder)/\(lockFile)") }
}

/// Where letters stand in a folder, and where the folder stands.
extension LetterFolder {
  /// The name of the folder that a mailing's letters go into, in the mailing's own.
  private static let usualName = "Output"

  /// Where the letters of a mailing go if nobody says where.
  ///
  /// - Parameter mailing: The mailing's folder, or its `letter.md`.
  /// - Returns: The folder, named from where the mailing is named from.
  package static func usual(of mailing: String) -> String {
    let letter = MailingIdentity.letterFile(of: mailing)
    return letter.lastIndex(of: "/").map { letter[...$0] + usualName } ?? usualName
  }

  /// A file's place among 256 sub-folders.
  ///
  /// It is a function of the name alone, in lower case, so that one letter made again takes the place it
  /// had, by whichever version of Flett. A million letters are some four thousand a sub-folder.
  package static func spread(_ name: LetterFileName) -> String {
    subfolder(UInt8(Digest.number(of: name.text.lowercased().utf8) >> 120)) + "/" + name.text
  }

  /// The folder of letters that is meant by the name of one, or of a mailing whose letters are in the usual place.
  ///
  /// - Parameter name: A folder as the author named it, or a mailing's `letter.md`.
  /// - Returns: The folder; as it is named, if it is neither.
  package static func meant(by name: String) -> String {
    let files = FileManager.default
    let isOurs =
      files.fileExists(atPath: "\(name)/\(inside)")
      || files.fileExists(atPath: "\(name)/\(Manifest.fileName)")
    guard !isOurs, files.fileExists(atPath: MailingIdentity.letterFile(of: name)) else {
      return name
    }
    return usual(of: name)
  }

  /// The name of a sub-folder.
  static func subfolder(_ number: UInt8) -> String { [number].hexadecimalText }
}
