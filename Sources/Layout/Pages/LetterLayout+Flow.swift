import Diagnostics
import DisplayList
import Document
import Geometry

/// The text of a letter, set: what flows from page to page.
final class TextFlow {
  private let letter: Letter
  /// Title, body, closing, signers and the lists after them.
  let galleys: [SetGalley]
  /// How it was cut last, and into pages with how much room.
  var lastCut: (room: PageRoom, cut: PageBreaks)?
  /// What was noted when it was set.
  private(set) lazy var problems = galleys.flatMap(\.problems)

  init(_ letter: Letter, _ galleys: [SetGalley]) {
    (self.letter, self.galleys) = (letter, galleys)
  }

  /// Whether no record can change any of it.
  var isStatic: Bool { galleys.allSatisfy(\.galley.isStatic) }

  /// Whether another letter has the same text; static text must be the very same, which is quick to
  /// see.
  func isText(of other: Letter) -> Bool {
    letter.body == other.body && letter.title == other.title && letter.closing == other.closing
      && letter.signers == other.signers && letter.recipients == other.recipients
      && letter.enclosures == other.enclosures && letter.copies == other.copies
      && letter.language == other.language
  }
}

extension LetterLayout {
  /// What flows from page to page.
  func flow(of letter: Letter) -> TextFlow {
    reportBreakBeforeClosing(of: letter)
    if let last = lastFlow, last.isText(of: letter) {
      setter.problems.report(contentsOf: last.problems)
      return last
    }
    let flow = TextFlow(letter, galleys(of: letter))
    lastFlow = flow.isStatic ? flow : nil
    return flow
  }

  private func galleys(of letter: Letter) -> [SetGalley] {
    var flow: [SetGalley] = []
    flow.reserveCapacity(letter.body.count + 6)
    if let title = letter.title { flow.append(set(title, BlockID(.title), after: nil)) }
    append(letter.body, after: letter.title, to: &flow)
    if let closing = letter.closing { flow.append(set(closing)) }
    appendSignatureToClosing(in: &flow, language: letter.language)
    if !letter.signers.isEmpty {
      flow.append(
        set(BlockID(.signers), .signers(letter.signers), width: stationery.textWidth) {
          $0.append(letter.signers, at: .init(parent: nil, width: stationery.textWidth))
        })
    }
    appendSignaturesToSigners(to: &flow, language: letter.language)
    append(lists(of: letter), language: letter.language, to: &flow)
    appendSignaturesToEnd(of: &flow, language: letter.language)
    return flow
  }

  /// The room above a signer's name: a pen needs more of it than a key.
  var signerSpace: Length {
    options.signatures.isEmpty ? stationery.signers.space : stationery.signers.electronicSpace
  }

  private func lists(of letter: Letter) -> [(part: BlockID.Part, list: LabelledList)] {
    let lists: [(BlockID.Part, LabelledList?)] = [
      (.enclosures, letter.enclosures), (.copies, letter.copies), (.recipients, letter.recipients),
    ]
    return lists.compactMap { part, list in list.map { (part, $0) } }
  }

  private func append(
    _ lists: [(part: BlockID.Part, list: LabelledList)], language: String,
    to flow: inout [SetGalley]
  ) {
    let width = stationery.textWidth
    for (index, (part, list)) in lists.enumerated() {
      let isFirst = index == 0
      flow.append(
        set(BlockID(part), .list(list, isFirst: isFirst, language: language), width: width) {
          $0.append(
            list, at: .init(parent: nil, width: width), isFirst: isFirst, language: language,
            space: stationery.text.leading)
        })
    }
  }

  private func append(_ blocks: [Block], after title: Block?, to flow: inout [SetGalley]) {
    var repetitions: [Int: Int] = [:]
    var previous = title
    for block in blocks {
      // A static block that a loop repeats is one block; others are told apart by their number.
      var repetition = 0
      if !block.isStatic {
        repetition = repetitions[block.node, default: 0]
        repetitions[block.node] = repetition + 1
      }
      let id = BlockID(.body, node: block.node, repetition: repetition)
      let galley = set(block, id, after: previous)
      flow.append(galley)
      if !galley.galley.rows.isEmpty { previous = block }
    }
  }

  private func set(_ block: Block, _ id: BlockID, after previous: Block?) -> SetGalley {
    let space =
      id.part == .title
      ? .zero
      : stationery.space(above: block, after: previous, usual: stationery.paragraphSpace)
    var place = GalleyBuilder.Place(parent: nil, width: stationery.textWidth)
    place.isAnnounced = block.isAnnounced(by: previous)
    let source = GalleySource.block(block, space: space, isAnnounced: place.isAnnounced)
    return set(id, source, width: stationery.textWidth) {
      $0.append(block, at: place, space: space)
    }
  }

  /// Notes a page break of the author's that leaves the closing on a page without text.
  private func reportBreakBeforeClosing(of letter: Letter) {
    guard letter.closing != nil || !letter.signers.isEmpty, let last = letter.body.last,
      case .pageBreak = last.content
    else { return }
    setter.problems.report(
      .warning(
        "layout.break-before-closing",
        "the page break stands right before the closing, which is left on a page without text",
        at: last.origin, hints: ["leave it out, or put it before the last paragraph"]))
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
