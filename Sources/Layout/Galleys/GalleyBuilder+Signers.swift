import Diagnostics
import DisplayList
import Document
import Geometry

extension GalleyBuilder {
  /// Adds the signers, side by side in columns, with room for signatures above the names.
  mutating func append(_ signers: [Signer], at place: Place) {
    let most = stationery.signers.count
    let rows =
      stationery.signers.isBalanced
      ? signers.indices.portions(of: most)
      : signers.indices.chunks(of: most)
    let columns = Columns(rows.first?.count ?? 1, within: place.width)
    for row in rows { appendRow(signers[row], in: columns, at: place) }
    galley.keepTogether(0..<galley.rows.count)
  }

  private mutating func appendRow(
    _ signers: ArraySlice<Signer>, in columns: Columns, at place: Place
  ) {
    var row = Row(height: .zero)
    let width = columns.width
    let pictures = signers.map { signature($0, width: width) }
    let room = max(layout.signerSpace, pictures.compactMap { $0?.size.height }.max() ?? .zero)
    for (index, signer) in signers.enumerated() {
      let left = place.left + columns.left(of: index)
      if let picture = pictures[index] {
        row.items.append(item(picture, signer: signer, left: left, room: room, at: place))
      }
      let height = appendLines(
        of: signer, to: &row, at: Place(parent: place.parent, left: left, width: width), top: room)
      row.height = max(row.height, height)
    }
    // A picture stands on the name, so only the room for a pen can be less.
    if pictures.allSatisfy({ $0 == nil }) {
      row.give = room.scaled(by: stationery.slack.penRoom)
    }
    row.origin = signers.first?.lines.first?.origin
    galley.rows.append(row)
  }

  private mutating func appendLines(
    of signer: Signer, to row: inout Row, at place: Place, top: Length
  ) -> Length {
    let element = element(.paragraph, in: place.parent)
    var y = top
    for (number, line) in signer.lines.enumerated() {
      let style = number == 0 ? styles.text : styles.mutedText
      var spans = SpanElements(parent: element)
      let lines = setter.lines(
        line.inlines, style: style, width: place.width, place: "the signer's column")
      for set in lines {
        let x = start(of: set, at: place)
        row.items += items(of: set, line.inlines, style: style, x: x, spans: &spans)
          .map { $0.moved(by: Point(x: .zero, y: y)) }
        y = y + style.leading
      }
    }
    return y
  }

  private typealias Signature = (picture: Picture, size: Size)

  /// The picture of a signature, no wider than its column and no higher than 25 mm.
  private func signature(_ signer: Signer, width: Length) -> Signature? {
    guard let image = signer.picture else { return nil }
    do {
      let picture = try pictures(image.path, image.name)
      var size = picture.size(width: min(width, .millimetres(45)))
      let highest = Length.millimetres(25)
      if size.height > highest {
        let factor = Double(highest.units) / Double(size.height.units)
        size = Size(width: size.width.scaled(by: factor), height: highest)
      }
      return (picture, size)
    } catch {
      setter.problems.report(contentsOf: error.diagnostics.map { $0.located(at: image.origin) })
      return nil
    }
  }

  private mutating func item(
    _ signature: Signature, signer: Signer, left: Length, room: Length, at place: Place
  ) -> Item {
    let figure = element(
      .figure, in: place.parent, alternative: signer.picture?.alternative)
    let box = Rectangle(
      origin: Point(x: left, y: room - signature.size.height), size: signature.size)
    return Item(
      .image(signature.picture, in: box), meaning: .element(figure),
      origin: signer.picture?.origin)
  }
}
