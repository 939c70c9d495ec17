package import Diagnostics
import Foundation
package import Ledger

/// The files of earlier runs that belong to no letter any more, as the folder itself has them.
///
/// On a file system that ignores letter case, or how a letter and its accent are written, an old name can be
/// another spelling of a letter's: what is found under it is the letter. No rule tells which file systems those
/// are and what they take for the same, so the folder is asked: two files are two only if it lists both names.
package struct FolderStrays {
  /// A letter's file that the folder lists under another spelling.
  struct Respelling: Hashable {
    /// How the folder spells it.
    let found: String
    /// How its letter does.
    let name: String
  }

  /// The files that are no letter's.
  package private(set) var files: [StrayFile] = []
  /// The letters' files that have kept a spelling of before.
  private(set) var respellings: [Respelling] = []

  /// Looks which of the files that the ledger calls left are there.
  ///
  /// - Parameters:
  ///   - ledger: The folder's ledger.
  ///   - folder: The folder.
  ///   - list: Gives the names that a folder at a path lists.
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  package init(
    of ledger: Ledger, in folder: OutputFolder, listing list: (String) -> [String] = names
  ) throws(DiagnosticsError) {
    let left = try ledger.strayFiles().filter {
      folder.reachesNoFurther($0.file) && folder.stamp(of: $0.file) != nil
    }
    guard !left.isEmpty else { return }
    let spellings = Set(left.map { FileSpelling.loosest($0.file) })
    let listed = FolderStrays.files(in: folder, beside: left, spelledLike: spellings, list)
    let letters = try FolderStrays.letters(of: ledger, spelledLike: spellings)
    for stray in left {
      let spelling = FileSpelling.loosest(stray.file)
      let names = listed[spelling] ?? []
      guard let found = FileSpelling.find(stray.file, among: names) else { continue }
      let hidden = (letters[spelling] ?? []).filter { FileSpelling.find($0, among: names) == nil }
      if hidden.isEmpty { files.append(stray) }
      if let name = hidden.first { respellings.append(Respelling(found: found, name: name)) }
    }
  }

  /// The names that the file system lists.
  private static func names(at path: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  }

  /// The files that the folder lists, by how they are spelled at the loosest.
  private static func files(
    in folder: OutputFolder, beside files: [StrayFile], spelledLike spellings: Set<String>,
    _ list: (String) -> [String]
  ) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for place in Set(files.map { FileSpelling.folder(of: $0.file) }) {
      for name in list("\(folder.path)/\(place)") {
        let spelling = FileSpelling.loosest(place + name)
        if spellings.contains(spelling) { found[spelling, default: []].append(place + name) }
      }
    }
    return found
  }

  /// The files of the letters that there are, by how they are spelled at the loosest.
  private static func letters(
    of ledger: Ledger, spelledLike spellings: Set<String>
  ) throws(DiagnosticsError) -> [String: [String]] {
    var letters: [String: [String]] = [:]
    try ledger.forEachEntry { entry throws(DiagnosticsError) in
      guard entry.state != .failed else { return }
      let spelling = FileSpelling.loosest(entry.file)
      if spellings.contains(spelling) { letters[spelling, default: []].append(entry.file) }
    }
    return letters
  }
}
