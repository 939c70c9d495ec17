package import Diagnostics
import Ledger

/// What stands in a folder beside its letters: the manifest, and files of earlier runs.
extension LetterFolder {
  /// Makes ready for letters: the manifest is taken away while they change, so that one that is there is
  /// always true, also after a power cut.
  ///
  /// - Throws: ``DiagnosticsError`` if the folder cannot be written.
  package func begin() throws(DiagnosticsError) {
    if fansOut {
      try files.makeFolders((0...255).map { LetterFolder.subfolder($0) })
      try ledger.set("fan-out", to: "1")
    }
    let hadManifest = try files.move(Manifest.fileName, to: LetterFolder.formerManifest)
    let hadTable = try files.remove(Manifest.tableName)
    if hadManifest || hadTable || !isNew.inside { try disk.waitForNames() }
  }

  /// Writes the manifest anew.
  ///
  /// - Parameter program: The program that made the letters, with its version.
  /// - Returns: The problem of a folder that lacks letters of its plan; nil if it has them all.
  /// - Throws: ``DiagnosticsError`` if it cannot be written, or if the ledger cannot be read.
  @discardableResult
  package func writeManifest(by program: String) throws(DiagnosticsError) -> Diagnostic? {
    let writer = try ManifestWriter(ledger, program: program)
    var staged: StagedFile?
    let manifest = try files.stage(for: Manifest.fileName) { letters throws(DiagnosticsError) in
      staged = try files.stage(for: Manifest.tableName) { rows throws(DiagnosticsError) in
        try writer.write(table: rows, manifest: letters)
      }
    }
    try disk.waitForFiles()
    if let table = staged { try files.name(table) }
    try files.name(manifest)
    try disk.waitForNames()
    try ledger.set("manifest", to: "\(manifest.stamp.size) \(manifest.stamp.modified)")
    try files.remove(LetterFolder.formerManifest)
    return LetterFolder.incomplete(writer.totals)
  }

  /// The problem of a folder that is not complete.
  private static func incomplete(_ totals: Manifest.Totals) -> Diagnostic? {
    let waiting = totals.planned - totals.made - totals.failed
    guard waiting > 0 || totals.failed > 0 else { return nil }
    let parts = [
      waiting > 0 ? "\(waiting) still to be made" : nil,
      totals.failed > 0 ? "\(totals.failed) that could not be made" : nil,
    ]
    return .error(
      "batch.incomplete",
      "not every letter of the folder's plan is there: "
        + parts.compactMap { $0 }.joined(separator: ", "),
      hints: ["a run over the whole list makes them, or tells what is wrong with them"])
  }

  /// Whether the manifest is there as the last run wrote it.
  ///
  /// - Throws: ``DiagnosticsError`` if the ledger cannot be read.
  package func hasCurrentManifest() throws(DiagnosticsError) -> Bool {
    guard let stamp = files.stamp(of: Manifest.fileName),
      files.stamp(of: Manifest.tableName) != nil
    else { return false }
    return try ledger.setting("manifest") == "\(stamp.size) \(stamp.modified)"
  }

  /// Removes the files that belong to no letter any more, or tells of them.
  ///
  /// - Returns: What should be looked at.
  /// - Throws: ``DiagnosticsError`` if a file cannot be removed.
  package func tidy(prunes: Bool) throws(DiagnosticsError) -> [Diagnostic] {
    let found = try FolderStrays(of: ledger, in: files)
    for letter in found.respellings { try files.respell(letter.found, as: letter.name) }
    let strays = found.files
    guard prunes else { return strays.isEmpty ? [] : [LetterFolder.left(strays)] }
    var changed: [StrayFile] = []
    for stray in strays {
      // What somebody else put in its place is not ours to remove.
      if let digest = stray.digest, files.digest(of: stray.file) != digest {
        changed.append(stray)
      } else {
        try files.remove(stray.file)
      }
    }
    try ledger.forgetStrays()
    return changed.map { stray in
      .warning(
        "batch.not-pruned", "'\(stray.file)' was changed since it was made, so it is not removed")
    }
  }

  private static func left(_ strays: [StrayFile]) -> Diagnostic {
    let names = strays.prefix(5).map { "'\($0.file)'" }.joined(separator: ", ")
    let more = strays.count > 5 ? " and \(strays.count - 5) more" : ""
    return .warning(
      "batch.stray-files",
      counted(strays.count, "file") + " of earlier runs belong"
        + "\(strays.count == 1 ? "s" : "") to no letter any more: \(names)\(more)",
      hints: ["--prune removes such files"])
  }
}
