import Diagnostics
import DisplayList
import Document
import Geometry

/// What of a letter flows from page to page.
struct FlowingText: Equatable {
  let title: Block?
  let body: [Block]
  let closing: Line?
  let signers: [Signer]
  let enclosures, copies, recipients: LabelledList?

  init(_ letter: Letter) {
    (title, body, closing, signers) = (letter.title, letter.body, letter.closing, letter.signers)
    (enclosures, copies) = (letter.enclosures, letter.copies)
    recipients = letter.recipients
  }
}

extension LetterLayout {
  /// What flows from page to page: title, body, closing, signers and the lists after them.
  func flow(of letter: Letter) -> [SetGalley] {
    let text = FlowingText(letter)
    // What no record changes is the very same text in the next letter, which costs little to see.
    if let last = lastText, last.text == text {
      setter.problems.report(contentsOf: last.problems)
      return last.flow
    }
    let flow = flow(of: text)
    let isStatic = flow.allSatisfy(\.galley.isStatic)
    lastText = isStatic ? (text, flow, flow.flatMap(\.problems)) : nil
    return flow
  }

  private func flow(of text: FlowingText) -> [SetGalley] {
    var flow: [SetGalley] = []
    flow.reserveCapacity(text.body.count + 6)
    if let title = text.title { flow.append(set(title, BlockID(.title), space: .zero)) }
    append(text.body, to: &flow)
    if let closing = text.closing { flow.append(set(closing)) }
    if !text.signers.isEmpty {
      flow.append(
        set(BlockID(.signers), .signers(text.signers), width: stationery.textWidth) {
          $0.append(text.signers, at: .init(parent: nil, width: stationery.textWidth))
        })
    }
    append(text.enclosures, .enclosures, to: &flow)
    append(text.copies, .copies, to: &flow)
    append(text.recipients, .recipients, to: &flow)
    return flow
  }

  private func append(_ list: LabelledList?, _ part: BlockID.Part, to flow: inout [SetGalley]) {
    guard let list else { return }
    flow.append(
      set(BlockID(part), .list(list), width: stationery.textWidth) {
        $0.append(list, at: .init(parent: nil, width: stationery.textWidth))
        if !$0.galley.rows.isEmpty { $0.galley.rows[0].spaceAbove = stationery.text.leading }
      })
  }

  private func append(_ blocks: [Block], to flow: inout [SetGalley]) {
    var repetitions: [Int: Int] = [:]
    for block in blocks {
      // A static block that a loop repeats is one block; others are told apart by their number.
      var repetition = 0
      if !block.isStatic {
        repetition = repetitions[block.node, default: 0]
        repetitions[block.node] = repetition + 1
      }
      let id = BlockID(.body, node: block.node, repetition: repetition)
      flow.append(set(block, id, space: stationery.paragraphSpace))
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
        [closing], style: styles.text, at: .init(parent: nil, width: stationery.textWidth))
      if !$0.galley.rows.isEmpty {
        $0.galley.rows[0].spaceAbove = stationery.paragraphSpace + stationery.text.leading / 2
      }
    }
  }
}
