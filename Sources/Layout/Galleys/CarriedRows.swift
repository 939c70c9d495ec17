import DisplayList
import Document
import Geometry

/// The rows at the foot and at the head of pages in which a table's sums are carried on.
///
/// How high they are is known before pages are broken; each is set when a page breaks there. They are
/// artifacts: they come from where pages break, and say what the rows say already
/// (docs/engineering/conformance/pdfua-1.md).
final class CarriedRows {
  /// How high each of them is.
  let height: Length

  private let sums: CarriedSums
  private let columns: [TableColumn]
  private let style: SetStyle
  private let setter: TextSetter
  private let border: Item
  private let foot: [Item]
  private let head: [Item]

  /// The rows of a table with its columns.
  ///
  /// - Parameters:
  ///   - sums: What is carried.
  ///   - columns: The columns of the table.
  ///   - style: How the rows are set.
  ///   - setter: Sets them, now and later.
  ///   - border: The rule under a row of some height.
  init(
    _ sums: CarriedSums, columns: [TableColumn], style: SetStyle, setter: TextSetter,
    border: (_ height: Length) -> Item
  ) {
    (self.sums, self.columns, self.style, self.setter) = (sums, columns, style, setter)
    let room = CarriedRows.room(beside: sums, in: columns)
    let lines = [sums.foot, sums.head].map { words in
      let inlines = [Inline(words, origin: sums.origin)]
      return setter.lines(inlines, style: style, width: room.width, place: "the table's columns")
    }
    let start = { (line: TextSetter.Line) in
      setter.isRightToLeft ? room.left + room.width - line.width : room.left
    }
    let count = max(1, lines.map(\.count).max() ?? 1)
    height = style.leading * count + TableColumn.padding * 2
    self.border = border(height)
    foot = CarriedRows.items(lines[0], style, .footer, sums, left: start)
    head = CarriedRows.items(lines[1], style, .header, sums, left: start)
  }

  /// The row at the foot of a page that ends with a row of the table.
  func foot(downTo row: Int) -> [Item] { foot + items(downTo: row, .footer) + [border] }

  /// The row at the head of a page behind one that ends with a row of the table.
  func head(downTo row: Int) -> [Item] {
    head + items(downTo: row, .header) + [border.asArtifact(.header)]
  }

  /// The sums, each at the edge of its column where numbers are set.
  private func items(downTo row: Int, _ artifact: Artifact) -> [Item] {
    zip(sums.columns, sums.sums(downTo: row)).flatMap { column, text in
      let inlines = [
        Inline(text, style: column.style, isValue: true, origin: sums.origin)
      ]
      // A figure is never broken, whatever room it has.
      let lines = setter.lines(inlines, style: style, width: nil, place: "")
      return CarriedRows.items(lines, style, artifact, sums) { line in
        self.columns[column.index].start(of: line.width, isRightToLeft: self.setter.isRightToLeft)
      }
    }
  }

  private static func items(
    _ lines: [TextSetter.Line], _ style: SetStyle, _ artifact: Artifact, _ sums: CarriedSums,
    left: (TextSetter.Line) -> Length
  ) -> [Item] {
    var items: [Item] = []
    for (number, line) in lines.enumerated() {
      let baseline = TableColumn.padding + style.leading * number + style.baseline
      let left = left(line)
      for var run in line.pieces.map(\.run) {
        run.origin = Point(x: run.origin.x + left, y: baseline)
        items.append(Item(.text(run), meaning: .artifact(artifact), origin: sums.origin))
      }
    }
    return items
  }

  /// The room of the words.
  private static func room(
    beside sums: CarriedSums, in columns: [TableColumn]
  ) -> (left: Length, width: Length) {
    let room = columns[wordColumns(beside: sums, of: columns.count)]
    let left = room.map(\.left).min() ?? .zero
    return (left, (room.map(\.right).max() ?? .zero) - left)
  }

  /// The columns over which the words stand: those without sums before the first one that has one or, if there
  /// are none, behind it.
  static func wordColumns(beside sums: CarriedSums, of count: Int) -> Range<Int> {
    let summed = Set(sums.columns.map(\.index))
    let first = (0..<count).first { !summed.contains($0) } ?? 0
    return first..<((first + 1..<max(count, first + 1)).first(where: summed.contains) ?? count)
  }
}
