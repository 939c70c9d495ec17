import Composition
package import Diagnostics
import DisplayList
import Drawing
import Foundation
import Geometry
import Layout
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
    var feed = try self.feed()
    let total = (lists.list.count + ContactSheet.places - 1) / ContactSheet.places
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
  private func nextSheet(of feed: inout RecordFeed) throws(DiagnosticsError) -> (
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
        sheet.add(letter.output)
      } catch {
        problems.report(contentsOf: error.diagnostics)
        sheet.leaveOut(lists.merger.key(of: record))
      }
    }
    return isEmpty ? nil : (sheet, problems.diagnostics)
  }
}

/// A sheet of A4 with the first pages of some letters, each with its key and how many pages it has.
struct ContactSheet {
  /// The sheet.
  private(set) var page = Page(size: .a4, number: 1, blocks: [])
  /// The outlines of the letters' pages, with their keys.
  private(set) var guides: [Guide] = []

  /// How many letters a sheet has room for.
  static let places = columns * rows
  private static let columns = 4
  private static let rows = 4
  private static let margin = Length.millimetres(12)
  private static let gap = Length.millimetres(5)
  /// The place of one letter, with room for its key above.
  private static let cell = Size(
    width: (Size.a4.width - margin * 2 - gap * (columns - 1)) / columns,
    height: (Size.a4.height - margin * 2) / rows)
  private static let captionHeight = Length.millimetres(5)

  /// Whether there is no room for another letter.
  var isFull: Bool { guides.count == ContactSheet.places }

  /// Puts a letter onto the next place.
  mutating func add(_ letter: PagedLetter) {
    guard let first = letter.pages.first else { return }
    let count = letter.pages.count
    let box = outline(of: first.size)
    let factor = box.size.width.points / first.size.width.points
    page.blocks += first.blocks.map { $0.scaled(by: factor, to: box.origin) }
    mark(box, "\(letter.key), \(count == 1 ? "1 page" : "\(count) pages")")
  }

  /// Leaves the next place empty for a letter that cannot be made.
  mutating func leaveOut(_ key: String) {
    mark(outline(of: .a4), "\(key): cannot be made")
  }

  private mutating func mark(_ box: Rectangle, _ label: String) {
    let short = label.count > 34 ? label.prefix(33) + "…" : label[...]
    guides.append(Guide(.sheet, box, label: String(short)))
  }

  /// The outline of a page of this size on the next place.
  private func outline(of size: Size) -> Rectangle {
    let (row, column) = guides.count.quotientAndRemainder(dividingBy: ContactSheet.columns)
    let room = Size(
      width: ContactSheet.cell.width,
      height: ContactSheet.cell.height - ContactSheet.captionHeight - ContactSheet.gap / 2)
    let factor = min(
      room.width.points / size.width.points, room.height.points / size.height.points)
    return Rectangle(
      origin: Point(
        x: ContactSheet.margin + (ContactSheet.cell.width + ContactSheet.gap) * column,
        y: ContactSheet.margin + ContactSheet.cell.height * row + ContactSheet.captionHeight),
      size: Size(width: size.width.scaled(by: factor), height: size.height.scaled(by: factor)))
  }
}

extension PlacedBlock {
  /// The block in another size, on a sheet; `corner` is where the page's top-left corner goes.
  fileprivate func scaled(by factor: Double, to corner: Point) -> PlacedBlock {
    let fragment = Fragment(
      id: fragment.id, isStatic: false, size: fragment.size.scaled(by: factor),
      items: fragment.items.map { $0.scaled(by: factor) }, elements: fragment.elements)
    return PlacedBlock(fragment, at: corner + origin.scaled(by: factor))
  }
}

extension Item {
  fileprivate func scaled(by factor: Double) -> Item {
    let scaled: Content
    switch content {
    case .text(let run): scaled = .text(run.scaled(by: factor))
    case .image(let picture, let box): scaled = .image(picture, in: box.scaled(by: factor))
    case .fill(let box, let color): scaled = .fill(box.scaled(by: factor), color)
    }
    return Item(scaled, meaning: meaning, origin: origin)
  }
}

extension GlyphRun {
  fileprivate func scaled(by factor: Double) -> GlyphRun {
    var run = self
    run.size = size.scaled(by: factor)
    run.origin = origin.scaled(by: factor)
    run.ascent = ascent.scaled(by: factor)
    run.descent = descent.scaled(by: factor)
    run.glyphs = glyphs.map { glyph in
      func scaled(_ units: Int32) -> Int32 { Int32((Double(units) * factor).rounded()) }
      return Glyph(
        id: glyph.id, advance: scaled(glyph.advance), xOffset: scaled(glyph.xOffset),
        yOffset: scaled(glyph.yOffset))
    }
    return run
  }
}

extension Point {
  fileprivate func scaled(by factor: Double) -> Point {
    Point(x: x.scaled(by: factor), y: y.scaled(by: factor))
  }
}

extension Size {
  fileprivate func scaled(by factor: Double) -> Size {
    Size(width: width.scaled(by: factor), height: height.scaled(by: factor))
  }
}

extension Rectangle {
  fileprivate func scaled(by factor: Double) -> Rectangle {
    Rectangle(origin: origin.scaled(by: factor), size: size.scaled(by: factor))
  }
}
