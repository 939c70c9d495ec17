import Diagnostics
import DisplayList
import Document
import Geometry

extension LetterLayout {
  /// What flows from page to page: title, body, closing, signers and the lists after them.
  func flow(of letter: Letter) -> [SetGalley] {
    var flow: [SetGalley] = []
    if let title = letter.title { flow.append(set(title, BlockID(.title), space: .zero)) }
    flow += body(letter.body)
    if let closing = letter.closing { flow.append(set(closing)) }
    if !letter.signers.isEmpty {
      flow.append(
        set(BlockID(.signers), .signers(letter.signers), width: stationery.textWidth) {
          $0.append(letter.signers, at: .init(parent: nil, width: stationery.textWidth))
        })
    }
    let lists: [(BlockID.Part, LabelledList?)] = [
      (.enclosures, letter.enclosures), (.copies, letter.copies),
      (.recipients, letter.recipients),
    ]
    for case (let part, let list?) in lists {
      flow.append(
        set(BlockID(part), .list(list), width: stationery.textWidth) {
          $0.append(list, at: .init(parent: nil, width: stationery.textWidth))
          if !$0.galley.rows.isEmpty { $0.galley.rows[0].spaceAbove = stationery.text.leading }
        })
    }
    return flow
  }

  private func body(_ blocks: [Block]) -> [SetGalley] {
    var repetitions: [Int: Int] = [:]
    return blocks.map { block in
      // A static block that a loop repeats is one block; others are told apart by their number.
      let repetition = block.isStatic ? 0 : repetitions[block.node, default: 0]
      repetitions[block.node] = repetition + 1
      let id = BlockID(.body, node: block.node, repetition: repetition)
      return set(block, id, space: stationery.paragraphSpace)
    }
  }

  private func set(_ block: Block, _ id: BlockID, space: Length) -> SetGalley {
    set(id, .block(block), width: stationery.textWidth) {
      $0.append(block, at: .init(parent: nil, width: stationery.textWidth), space: space)
    }
  }

  private func set(_ closing: Line) -> SetGalley {
    set(BlockID(.closing), .lines([closing]), width: stationery.textWidth) {
      $0.appendLines(
        [closing], style: stationery.textStyle, at: .init(parent: nil, width: stationery.textWidth))
      if !$0.galley.rows.isEmpty {
        $0.galley.rows[0].spaceAbove = stationery.paragraphSpace + stationery.text.leading / 2
      }
    }
  }

  /// The galleys with what must not be parted joined: a heading with what follows it, and closing and
  /// signers with at least two lines of the body.
  func joined(_ flow: [SetGalley]) -> [Galley] {
    var galleys = flow.map(\.galley)
    // A paragraph that came out blank has no rows and joins nothing.
    let filled = galleys.indices.filter { !galleys[$0].rows.isEmpty }
    for (previous, index) in zip(filled, filled.dropFirst())
    where galleys[previous].isHeading || galleys[index].endsLetter {
      galleys[index].isJoinedToPrevious = true
    }
    guard let first = filled.firstIndex(where: { galleys[$0].endsLetter }) else { return galleys }
    var wanted = 2
    for index in filled[..<first].reversed() {
      galleys[index].joinedTail = min(wanted, galleys[index].rows.count)
      wanted -= galleys[index].rows.count
      if wanted <= 0 { break }
      if index != filled.first { galleys[index].isJoinedToPrevious = true }
    }
    return galleys
  }
}

extension Galley {
  /// Whether it is the closing or the signers, which never stand alone on a page.
  fileprivate var endsLetter: Bool { [.closing, .signers].contains(id.part) }

  /// Whether it is a heading, which stays with what follows it.
  fileprivate var isHeading: Bool {
    if case .heading? = elements.first?.role { return true }
    return false
  }
}
