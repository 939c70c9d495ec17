import Batch
import Composition
package import Diagnostics
import DisplayList
import Drawing
import Foundation
import Layout
import Storage

/// Which pictures of a letter are drawn.
package struct PictureRequest: Sendable {
  /// The file for PNG pictures; nil for none.
  package var png: String?
  /// The file for SVG pictures; nil for none.
  package var svg: String?
  /// The resolution of PNG pictures.
  package var dotsPerInch = 144.0
  /// Whether margins, address window, fold marks and blocks are shown.
  package var showsGuides = false

  package init() {}
}

extension Run {
  /// Draws the pages of the run's first letter as pictures.
  ///
  /// - Returns: The files written, with what should be looked at.
  /// - Throws: ``DiagnosticsError`` with what is wrong with the letter, or if a file cannot be written.
  package func drawPictures(_ pictures: PictureRequest) throws(DiagnosticsError) -> Warned<
    [String]
  > {
    let letter = try firstLetter()
    var files: [String] = []
    for (name, kind) in [(pictures.png, PictureKind.png), (pictures.svg, .svg)] {
      guard let name else { continue }
      files += try draw(letter.output, as: kind, to: name, pictures)
    }
    return Warned(files, warnings: letter.warnings)
  }

  /// The first letter of the run, or the master copy, laid out.
  private func firstLetter() throws(DiagnosticsError) -> Warned<PagedLetter> {
    if request.isMasterCopy { return try masterCopyPages() }
    try lists.list.requireNoFaults()
    var feed = try self.feed()
    guard let record = try feed.next() else {
      try requireKeys(found: 0)
      throw DiagnosticsError(.error("batch.no-letter", "there is no letter to draw"))
    }
    return try withMaker { maker throws(DiagnosticsError) in try maker.pages(for: record) }
  }

  private enum PictureKind {
    case png, svg
  }

  private func draw(
    _ letter: PagedLetter, as kind: PictureKind, to name: String, _ pictures: PictureRequest
  ) throws(DiagnosticsError) -> [String] {
    var files: [String] = []
    for page in letter.pages {
      let bytes = try picture(of: page, as: kind, pictures)
      files.append(
        try writePicture(bytes, to: name, number: page.number, of: letter.pages.count))
    }
    return files
  }

  /// Writes a picture; of several, with its number before the name's ending.
  ///
  /// - Returns: The file's name.
  /// - Throws: ``DiagnosticsError`` if it cannot be written.
  func writePicture(_ bytes: [UInt8], to name: String, number: Int, of count: Int)
    throws(DiagnosticsError) -> String
  {
    let url = URL(filePath: name)
    let folderName = (name as NSString).deletingLastPathComponent
    let folder = try OutputFolder(
      path: url.deletingLastPathComponent().path, named: folderName.isEmpty ? "." : folderName)
    let file = Run.numbered(url.lastPathComponent, page: number, of: count)
    try folder.write(bytes, to: file)
    return folderName.isEmpty ? file : folderName + "/" + file
  }

  private func picture(of page: Page, as kind: PictureKind, _ pictures: PictureRequest)
    throws(DiagnosticsError) -> [UInt8]
  {
    try withMaker { maker throws(DiagnosticsError) in
      let guides = pictures.showsGuides ? maker.layout.guides(for: page) : []
      return switch kind {
      case .png:
        try maker.painter.png(of: page, dotsPerInch: pictures.dotsPerInch, guides: guides)
      case .svg: try maker.painter.svg(of: page, guides: guides)
      }
    }
  }

  /// `letter.png` for a single page, `letter-2.png` for the second of several.
  private static func numbered(_ name: String, page: Int, of count: Int) -> String {
    guard count > 1 else { return name }
    let name = name as NSString
    let ending = name.pathExtension.isEmpty ? "" : "." + name.pathExtension
    return "\(name.deletingPathExtension)-\(page)\(ending)"
  }
}
