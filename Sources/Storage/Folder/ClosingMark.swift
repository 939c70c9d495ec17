package import Diagnostics
import Foundation
import Glibc

/// Shows that a folder's ledger is as the last run left it.
///
/// A run that ends notes what the file system tells of the ledger's file; one that is killed, a disk that lost
/// something, and whoever wrote into the file leave another one. Such a ledger is read through before anything
/// is believed of it.
package struct ClosingMark {
  private let folder: OutputFolder

  private static let file = LetterFolder.inside + "/closed"

  /// The mark of a folder.
  package init(in folder: OutputFolder) { self.folder = folder }

  /// Whether the ledger is as the last run left it.
  package var isTrue: Bool {
    guard let stamp, let size = folder.stamp(of: ClosingMark.file)?.size, size == stamp.utf8.count,
      let noted = FileManager.default.contents(atPath: "\(folder.path)/\(ClosingMark.file)")
    else { return false }
    return noted.elementsEqual(stamp.utf8)
  }

  /// Takes it away, before the ledger is changed.
  ///
  /// - Throws: ``DiagnosticsError`` with the system's reason.
  package func clear() throws(DiagnosticsError) { try folder.remove(ClosingMark.file) }

  /// Sets it, when all that a run had to tell is in the ledger.
  ///
  /// If that does not succeed, the next run only looks longer.
  package func set() {
    guard let stamp else { return }
    try? folder.write(Array(stamp.utf8), to: ClosingMark.file)
  }

  /// What the file system tells of the ledger's file; every change of it changes that.
  private var stamp: String? {
    var status = stat()
    let ledger = "\(folder.path)/\(LetterFolder.ledgerFile)"
    guard unsafe lstat(ledger, &status) == 0 else { return nil }
    let (written, changed) = (status.st_mtim, status.st_ctim)
    return "\(status.st_ino) \(status.st_size) \(written.tv_sec).\(written.tv_nsec) "
      + "\(changed.tv_sec).\(changed.tv_nsec)\n"
  }
}
