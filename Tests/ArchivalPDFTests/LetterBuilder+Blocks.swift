import DisplayList
import Geometry

extension LetterBuilder {
  private static let line = Length.points(14)

  /// A place on a line of a block.
  private static func place(_ line: Int, x: Double = 0) -> Point {
    Point(x: .points(x), y: .points(Double(14 * line + 11)))
  }

  /// Adds a list.
  mutating func list(numbered: Bool, _ texts: [String]) throws {
    var elements = [Element(.list(numbered: numbered))]
    for _ in texts {
      let item = elements.count
      elements += [
        Element(.listItem, in: 0), Element(.label, in: item), Element(.listBody, in: item),
        Element(.paragraph, in: item + 2),
      ]
    }
    try add(elements: elements, height: LetterBuilder.line * texts.count) { items in
      for (index, text) in texts.enumerated() {
        let label = try Typesetter().run(
          numbered ? "\(index + 1)." : "•", at: Self.place(index), ending: .hardBreak)
        let body = try Typesetter().run(text, at: Self.place(index, x: 20), ending: .hardBreak)
        items += [.text(label, element: 4 * index + 2), .text(body, element: 4 * index + 4)]
      }
    }
  }

  /// Adds the words of somebody else.
  mutating func quote(_ text: String) throws {
    let elements = [Element(.quote), Element(.paragraph, in: 0)]
    try add(elements: elements, height: LetterBuilder.line) { items in
      items.append(
        .text(try Typesetter().run(text, at: Self.place(0, x: 20), ending: .hardBreak), element: 1))
    }
  }

  /// Adds a table; empty cells have no items.
  mutating func table(header: [String], rows: [[String]], isStatic: Bool = true) throws {
    var elements = [Element(.table)]
    var cells: [(element: Int, text: String, place: Point)] = []
    for (row, texts) in ([header] + rows).enumerated() {
      let rowElement = elements.count
      elements.append(Element(.tableRow, in: 0))
      for (column, text) in texts.enumerated() {
        cells.append((elements.count, text, Self.place(row, x: Double(column * 100))))
        elements.append(Element(row == 0 ? .tableHeader : .tableData, in: rowElement))
      }
    }
    try add(
      isStatic: isStatic, elements: elements, height: LetterBuilder.line * (rows.count + 1)
    ) { items in
      for cell in cells where !cell.text.isEmpty {
        let run = try Typesetter().run(cell.text, at: cell.place, ending: .hardBreak)
        items.append(.text(run, element: cell.element))
      }
    }
  }

  /// Adds a paragraph with a link over two lines.
  mutating func link(_ first: String, _ target: String, second: String) throws {
    let elements = [Element(.paragraph), Element(.link(target: target), in: 0)]
    try add(elements: elements, height: LetterBuilder.line * 2) { items in
      items += [
        .text(try Typesetter().run("Se også: ", at: Self.place(0)), element: 0),
        .text(
          try Typesetter(color: Color(red: 11, green: 83, blue: 148)).softLine(
            first, at: Self.place(0, x: 60)), element: 1),
        .text(try Typesetter().run(second, at: Self.place(1)), element: 1),
        .text(try Typesetter().run(".", at: Self.place(1, x: 40), ending: .hardBreak), element: 0),
      ]
    }
  }

  /// Adds a paragraph with words of another language.
  mutating func foreignWords(_ own: String, _ foreign: String, language: String) throws {
    let elements = [Element(.paragraph), Element(.span, in: 0, language: language)]
    try add(elements: elements, height: LetterBuilder.line) { items in
      items += [
        .text(try Typesetter().run(own + " ", at: Self.place(0)), element: 0),
        .text(
          try Typesetter().run(foreign, at: Self.place(0, x: 60), ending: .hardBreak), element: 1),
      ]
    }
  }

  /// Adds a word that is broken at a soft hyphen, which the line's end makes visible.
  mutating func hyphenated(_ first: String, _ second: String) throws {
    try add(elements: [Element(.paragraph)], height: LetterBuilder.line * 2) { items in
      var run = try Typesetter().run(first + "-", at: Self.place(0), ending: .softBreak)
      run.text = first + "\u{AD}"
      items += [
        .text(run, element: 0),
        .text(try Typesetter().run(second, at: Self.place(1), ending: .hardBreak), element: 0),
      ]
    }
  }
}
