import Diagnostics
package import DisplayList
import Geometry

extension LetterLayout {
  /// What a preview may draw over a page: margins, address window, fold marks, the boxes of blocks.
  package func guides(for page: Page) -> [Guide] {
    var guides = [Guide(.margin, textArea(of: page), label: "margins")]
    if page.number == 1 {
      let window = stationery.window
      guides.append(
        Guide(.addressWindow, window.rectangle, label: "address window \(window.name)"))
      guides += stationery.foldMarks.map { y in
        Guide(
          .foldMark,
          Rectangle(
            origin: Point(x: .zero, y: y), size: Size(width: page.size.width, height: .zero)),
          label: "fold")
      }
    }
    let signatures = page.signatures.map { PlacedBlock($0.blank, at: $0.origin) }
    // The fold marks have guides of their own.
    let blocks = page.blocks.filter { $0.fragment.id.block.part != .foldMarks }
    return guides + (blocks + signatures).map(box)
  }

  private func textArea(of page: Page) -> Rectangle {
    let margins = stationery.margins
    return Rectangle(
      origin: Point(x: margins.left, y: margins.top),
      size: Size(
        width: stationery.textWidth, height: stationery.textBottom - margins.top))
  }

  /// The box of a block, labelled with the line of the template that it comes from.
  private func box(_ block: PlacedBlock) -> Guide {
    let part = block.fragment.id.block.part
    let origin =
      part.isFurniture ? nil : block.fragment.items.lazy.compactMap(\.origin).first
    let label = origin.map { "\(part.rawValue), line \($0.line)" } ?? part.rawValue
    return Guide(
      .block, Rectangle(origin: block.origin, size: block.fragment.size), label: label)
  }
}
