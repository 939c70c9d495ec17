import Diagnostics
import DisplayList
import Document
import Geometry

/// Where the box of an electronic signature goes, and how its place is kept free.
extension LetterLayout {
  /// The box for letters of a language, set once; nil if letters are not signed visibly.
  func signature(language: String) -> SetSignature? {
    guard let signature = options.signature, signature.isVisible else { return nil }
    let set =
      signatures[language]
      ?? SignatureSetter.set(signature, language: language, by: self)
    signatures[language] = set
    setter.problems.report(contentsOf: set.galley.problems)
    return set
  }

  /// What is said of a letter's signature; nil if it is to have none.
  ///
  /// - Parameters:
  ///   - letter: The letter.
  ///   - flow: What flows from page to page, with the room for the box where it has one.
  /// - Returns: The words.
  func signatureDescription(of letter: Letter, _ flow: [SetGalley]) -> SignatureDescription? {
    guard let signature = options.signature else { return nil }
    let part = signature.isVisible ? partBefore(letter, flow) : nil
    if let known = signatureDescriptions[letter.language, default: [:]][part] { return known }
    let words = SignatureWords(signature, language: letter.language)
    let description = words.description(after: part)
    signatureDescriptions[letter.language, default: [:]][part] = description
    return description
  }

  /// The part after which the box is read; nil for the letter's end.
  private func partBefore(_ letter: Letter, _ flow: [SetGalley]) -> BlockID.Part? {
    switch stationery.signature.place {
    case .foot: nil
    case .firstPage: letter.reference.isEmpty ? .address : .reference
    case .signers:
      flow.prefix { $0.galley.id.part != .signature }
        .last { !$0.galley.rows.isEmpty }?.galley.id.part
    }
  }

  // MARK: In the text

  /// Adds the room for a box that stands with the signers.
  ///
  /// It is beside them if they leave enough, or else below; without signers, below what there is.
  func appendSignatureToSigners(to flow: inout [SetGalley], language: String) {
    guard case .signers = stationery.signature.place, let box = signature(language: language)
    else { return }
    if let signers = flow.last, let row = signers.galley.rows.last,
      isRoom(for: box, beside: signers)
    {
      let height = max(row.height, box.size.height)
      flow.append(box.room(spaceAbove: -row.height, height: height))
    } else {
      flow.append(box.room(spaceAbove: stationery.text.leading, height: box.size.height))
    }
  }

  /// Adds the room for a box at the foot of the last page.
  func appendSignatureToEnd(of flow: inout [SetGalley], language: String) {
    guard case .foot = stationery.signature.place, let box = signature(language: language)
    else { return }
    flow.append(box.room(spaceAbove: stationery.text.leading, height: box.size.height))
  }

  private func isRoom(for box: SetSignature, beside signers: SetGalley) -> Bool {
    guard signers.galley.id.part == .signers, let ink = signers.ink else { return false }
    let room = setter.isRightToLeft ? ink.left : stationery.textWidth - ink.right
    return room >= box.size.width + .millimetres(8)
  }

  // MARK: On a page

  /// The box on a page of the letter's text; nil if it is not there.
  ///
  /// - Parameters:
  ///   - page: The page's index.
  ///   - cut: How the text is cut into pages.
  ///   - flow: The text.
  ///   - top: Where the text of the page begins.
  ///   - language: The letter's language.
  /// - Returns: The box at its place.
  func signatureBox(
    _ page: Int, _ cut: PageBreaks, _ flow: [SetGalley], top: Length, language: String
  ) -> SignatureBox? {
    guard options.signature?.isVisible == true, let set = signatures[language] else { return nil }
    for piece in cut.pages[page] where flow[piece.galley].galley.id.part == .signature {
      let row = flow[piece.galley].galley.rows[0]
      let bottom =
        if case .foot = stationery.signature.place { stationery.textBottom } else {
          top + piece.y + row.height
        }
      // Beside the signers it stands at the other side of the page.
      let isBeside = row.spaceAbove < .zero
      let left =
        isBeside == setter.isRightToLeft
        ? Length.zero : stationery.textWidth - set.size.width
      return set.box(
        at: Point(x: stationery.margins.left + left, y: bottom - set.size.height))
    }
    return nil
  }

  /// The box at its own place on the first page, as a block among those of the head.
  func signatureInHead(language: String) -> Fixed? {
    guard case .firstPage(let origin) = stationery.signature.place,
      let box = signature(language: language)
    else { return nil }
    return Fixed(galley: box.galley, origin: origin)
  }
}
