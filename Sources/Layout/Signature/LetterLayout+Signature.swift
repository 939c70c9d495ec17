import Diagnostics
import DisplayList
import Document
import Geometry

/// Where the boxes of electronic signatures go, and how their places are kept free.
extension LetterLayout {
  /// The boxes for letters of a language, set once; empty if letters are not signed visibly.
  private func visibleSignatures(language: String) -> [SetSignature] {
    let sets =
      signatures[language]
      ?? options.signatures.indices.filter { options.signatures[$0].isVisible }.map { number in
        SignatureSetter.set(
          options.signatures[number], number: number, language: language, by: self)
      }
    signatures[language] = sets
    for set in sets { setter.problems.report(contentsOf: set.galley.problems) }
    return sets
  }

  /// What is said of a letter's signatures; empty if it is to have none.
  ///
  /// - Parameters:
  ///   - letter: The letter.
  ///   - flow: What flows from page to page, with the room for the box where it has one.
  /// - Returns: The words.
  func signatureDescriptions(of letter: Letter, _ flow: [SetGalley]) -> [SignatureDescription] {
    guard !options.signatures.isEmpty else { return [] }
    let part = partBefore(letter, flow)
    if let known = signatureDescriptions[letter.language, default: [:]][part] { return known }
    let descriptions = options.signatures.map { signature in
      SignatureWords(signature, language: letter.language)
        .description(after: signature.isVisible ? part : nil)
    }
    signatureDescriptions[letter.language, default: [:]][part] = descriptions
    return descriptions
  }

  /// The part after which the box is read; nil for the letter's end.
  private func partBefore(_ letter: Letter, _ flow: [SetGalley]) -> BlockID.Part? {
    switch stationery.signature.place {
    case .foot: nil
    case .firstPage: letter.reference.isEmpty ? .address : .reference
    case .closing, .signers:
      flow.prefix { $0.galley.id.part != .signature }
        .last { !$0.galley.rows.isEmpty }?.galley.id.part
    }
  }

  // MARK: In the text

  /// Adds the room for the first box beside the closing, its first line on the closing's, if that is
  /// where it stands and the closing leaves enough.
  func appendSignatureToClosing(in flow: inout [SetGalley], language: String) {
    guard case .closing = stationery.signature.place, let closing = flow.last,
      let row = closing.galley.rows.last,
      let box = visibleSignatures(language: language).first,
      isRoom(for: box, beside: closing, of: .closing)
    else { return }
    let lift = max(.zero, SignatureSetter.baseline(styles) - styles.text.baseline)
    let up = row.height + lift
    flow.append(box.room(spaceAbove: -up, height: max(up, box.size.height)))
  }

  /// Adds the room for the boxes that stand with the signers, one below the other.
  ///
  /// The first is beside them if they leave enough, or else below; without signers, below what there is.
  func appendSignaturesToSigners(to flow: inout [SetGalley], language: String) {
    switch stationery.signature.place {
    case .foot, .firstPage: return
    case .closing, .signers: break
    }
    let placed = flow.count { $0.galley.id.part == .signature }
    for box in visibleSignatures(language: language).dropFirst(placed) { append(box, to: &flow) }
  }

  private func append(_ box: SetSignature, to flow: inout [SetGalley]) {
    if let signers = flow.last, let row = signers.galley.rows.last,
      isRoom(for: box, beside: signers, of: .signers)
    {
      let height = max(row.height, box.size.height)
      flow.append(box.room(spaceAbove: -row.height, height: height))
    } else {
      flow.append(box.room(spaceAbove: stationery.text.leading, height: box.size.height))
    }
  }

  /// Adds the room for the boxes at the foot of the last page.
  func appendSignaturesToEnd(of flow: inout [SetGalley], language: String) {
    guard case .foot = stationery.signature.place else { return }
    for box in visibleSignatures(language: language) {
      flow.append(box.room(spaceAbove: stationery.text.leading, height: box.size.height))
    }
  }

  private func isRoom(
    for box: SetSignature, beside block: SetGalley, of part: BlockID.Part
  ) -> Bool {
    guard block.galley.id.part == part, let ink = block.ink else { return false }
    let room = setter.isRightToLeft ? ink.left : stationery.textWidth - ink.right
    return room >= box.size.width + .millimetres(8)
  }

  // MARK: On a page

  /// The boxes on a page of the letter's text.
  ///
  /// - Parameters:
  ///   - page: The page's index.
  ///   - cut: How the text is cut into pages.
  ///   - flow: The text.
  ///   - top: Where the text of the page begins.
  ///   - language: The letter's language.
  /// - Returns: The boxes at their places.
  func signatureBoxes(
    _ page: Int, _ cut: PageBreaks, _ flow: [SetGalley], top: Length, language: String
  ) -> [SignatureBox] {
    guard let sets = signatures[language], !sets.isEmpty else { return [] }
    let pieces = cut.pages[page].filter { flow[$0.galley].galley.id.part == .signature }
    // At the foot, the last box ends where the page's text may end.
    let end = pieces.last.map { top + $0.y + flow[$0.galley].galley.rows[0].height }
    let shift =
      if case .foot = stationery.signature.place, let end { stationery.textBottom - end } else {
        Length.zero
      }
    return pieces.compactMap { piece in
      let galley = flow[piece.galley].galley
      guard let set = sets.first(where: { $0.number == galley.id.node }) else { return nil }
      let row = galley.rows[0]
      let bottom = top + piece.y + row.height + shift
      // Beside the closing or the signers it stands at the other side of the page.
      let isBeside = row.spaceAbove < .zero
      let left =
        isBeside == setter.isRightToLeft
        ? Length.zero : stationery.textWidth - set.size.width
      return set.box(
        at: Point(x: stationery.margins.left + left, y: bottom - set.size.height))
    }
  }

  /// The boxes at a place of their own on the first page, one below the other, as blocks of the head.
  func signaturesInHead(language: String) -> [Fixed] {
    guard case .firstPage(var origin) = stationery.signature.place else { return [] }
    return visibleSignatures(language: language).map { box in
      defer { origin.y = origin.y + box.size.height + stationery.text.leading }
      return Fixed(galley: box.galley, origin: origin)
    }
  }

  /// The box of a block of the head; empty for a block that is none.
  func signatureBox(_ fixed: Fixed, language: String) -> [SignatureBox] {
    let set = signatures[language]?.first { $0.galley === fixed.galley }
    return set.map { [$0.box(at: fixed.origin)] } ?? []
  }
}
