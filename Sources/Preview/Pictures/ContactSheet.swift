import Diagnostics
import DisplayList
import Geometry

/// A sheet of A4 with the first pages of some letters, each with what its recipient is called and how many pages it
/// has.
struct ContactSheet {
  /// The sheet.
  private(set) var page = Page(size: .a4, number: 1, blocks: [])
  /// The outlines of the letters' pages, with their recipients.
  private(set) var guides: [Guide] = []

  /// How many letters a sheet has room for.
  static let places = columns * rows
  private static let columns = 4
  private static let rows = 4
  private static let margin = Length.millimetres(12)
  private static let gap = Length.millimetres(5)
  /// The place of one letter, with room for a name above.
  private static let cell = Size(
    width: (Size.a4.width - margin * 2 - gap * (columns - 1)) / columns,
    height: (Size.a4.height - margin * 2) / rows)
  private static let captionHeight = Length.millimetres(5)

  /// Whether there is no room for another letter.
  var isFull: Bool { guides.count == ContactSheet.places }

  /// Puts the letter of a recipient of some name onto the next place.
  mutating func add(_ letter: PagedLetter, to name: String) {
    guard let first = letter.pages.first else { return }
    let count = letter.pages.count
    let box = outline(of: first.size)
    let factor = box.size.width.points / first.size.width.points
    page.blocks += first.blocks.map { $0.scaled(by: factor, to: box.origin) }
    mark(box, "\(name), " + counted(count, "page"))
  }

  /// Leaves the next place empty for a letter that cannot be made.
  mutating func leaveOut(_ name: String) {
    mark(outline(of: .a4), "\(name): cannot be made")
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
