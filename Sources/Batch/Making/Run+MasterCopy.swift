import Bytes
import Composition
package import Diagnostics
package import DisplayList
import Foundation
import Ledger
import Storage

/// The one letter without a recipient, which has a place in the ledger beside the others.
extension Run {
  /// Makes the master copy.
  ///
  /// - Throws: ``DiagnosticsError`` if it is at fault, if it cannot be written, or if another run holds the
  ///   folder.
  func makeMasterCopy() async throws(DiagnosticsError) -> RunReport {
    let (name, letter, file) = try masterCopy()
    let folder = try openFolder(fansOut: false)
    var report = try self.report(letter)
    let planned = PlannedEntry(
      key: "", row: 0, file: name.text, input: InputDigests(inputs).digest(of: nil, key: ""))
    try await account(for: &report, in: folder) { report, run throws(DiagnosticsError) in
      try folder.ledger.beginPlan()
      try folder.ledger.gather([planned])
      try folder.begin()
      try folder.ledger.adoptPlan(run: run, seen: NumberSet(), isWhole: false)
      try folder.ledger.settle()
      let stamp = try folder.files.write(file.content, to: name.text, isSynced: true)
      let made = MadeFile(file, modified: stamp.modified, pages: letter.output.pages.count)
      // Only this makes a new folder's own name safe.
      if folder.isNew.folder {
        try folder.disk.waitForFiles()
      } else {
        try folder.disk.waitForNames()
      }
      try folder.ledger.hold()
      let outcome = LetterOutcome(key: "", made: made, diagnostics: letter.warnings)
      try folder.ledger.record([outcome], at: Date().timeIntervalSince1970)
      report.add(incompleteness: try folder.writeManifest(by: Version.product))
    }
    return report
  }

  func masterCopy() throws(DiagnosticsError) -> (LetterFileName, Warned<PagedLetter>, LetterFile) {
    let letter = try masterCopyPages()
    let name = try mailing.masterCopyName()
    let file = try withMaker { maker throws(DiagnosticsError) in
      try maker.finish(try maker.prepare(letter.output))
    }
    return (name, letter, file)
  }

  /// The master copy, laid out.
  package func masterCopyPages() throws(DiagnosticsError) -> Warned<PagedLetter> {
    try withMaker { maker throws(DiagnosticsError) in try maker.masterCopyPages() }
  }

  /// The master copy's report.
  ///
  /// - Throws: ``DiagnosticsError`` if its file's name is at fault.
  func report(_ letter: Warned<PagedLetter>) throws(DiagnosticsError) -> RunReport {
    var report = RunReport(
      letters: 1, pages: letter.output.pages.count, diagnostics: warnings + letter.warnings)
    report.sheets = letter.output.pages.count.sheets
    if request.listsLetters { report.each = [try planned(letter)] }
    return report
  }

  /// The master copy among the letters of a run.
  ///
  /// - Throws: ``DiagnosticsError`` if its file's name is at fault.
  func planned(_ letter: Warned<PagedLetter>) throws(DiagnosticsError) -> PlannedLetter {
    PlannedLetter(
      key: "", file: try mailing.masterCopyName().text, pages: letter.output.pages.count, row: 0,
      input: InputDigests(inputs).digest(of: nil, key: "").hexadecimalText, step: .make)
  }
}
