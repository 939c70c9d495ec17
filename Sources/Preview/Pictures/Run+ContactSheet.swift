import Batch
import Composition
package import Diagnostics
import Drawing
import Foundation
import Merge
import Records

extension Run {
  /// Draws the first pages of all letters, small, onto sheets: `sheet.png`, or `sheet-1.png` and so on.
  ///
  /// - Parameters:
  ///   - file: The file; its ending says whether it is PNG or SVG.
  ///   - dotsPerInch: The resolution of PNG files.
  /// - Returns: The files written, with what should be looked at in the letters.
  /// - Throws: ``DiagnosticsError`` if the ending is neither, if no letter can be made, or if a file
  ///   cannot be written.
  package func drawContactSheets(to file: String, dotsPerInch: Double) throws(DiagnosticsError)
    -> Warned<[String]>
  {
    let isPNG = file.lowercased().hasSuffix(".png")
    guard isPNG || file.lowercased().hasSuffix(".svg") else {
      throw DiagnosticsError(
        .error(
          "batch.sheet-kind", "'\(file)' is neither a PNG nor an SVG file",
          hints: ["let its name end in .png or .svg"], failure: .usage))
    }
    try lists.list.requireNoFaults()
    var feed = try self.feed()
    let total = (lists.chosen.count + ContactSheet.places - 1) / ContactSheet.places
    var files: [String] = []
    var problems = DiagnosticCollector()
    while let (sheet, noted) = try nextSheet(of: &feed) {
      problems.report(contentsOf: noted)
      let bytes = try withMaker { maker throws(DiagnosticsError) in
        isPNG
          ? try maker.painter.png(of: sheet.page, dotsPerInch: dotsPerInch, guides: sheet.guides)
          : try maker.painter.svg(of: sheet.page, guides: sheet.guides)
      }
      files.append(try writePicture(bytes, to: file, number: files.count + 1, of: total))
    }
    guard !files.isEmpty else {
      throw DiagnosticsError(
        problems.hasErrors
          ? problems.diagnostics : [.error("batch.no-letter", "there is no letter to draw")])
    }
    return Warned(files, warnings: problems.diagnostics)
  }

  /// The next sheet, with what was noted about its letters; nil when there are no more letters.
  func nextSheet(of feed: inout RecordFeed) throws(DiagnosticsError) -> (
    ContactSheet, [Diagnostic]
  )? {
    var sheet = ContactSheet()
    var problems = DiagnosticCollector()
    var isEmpty = true
    while !sheet.isFull, let record = try feed.next() {
      isEmpty = false
      do throws(DiagnosticsError) {
        let letter = try withMaker { maker throws(DiagnosticsError) in
          try maker.pages(for: record)
        }
        problems.report(contentsOf: letter.warnings)
        sheet.add(letter.output, to: lists.merger.label(of: record))
      } catch {
        problems.report(contentsOf: error.diagnostics)
        sheet.leaveOut(lists.merger.label(of: record))
      }
    }
    return isEmpty ? nil : (sheet, problems.diagnostics)
  }
}
