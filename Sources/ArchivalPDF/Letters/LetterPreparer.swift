import Diagnostics
import DisplayList
import Document
import Geometry

/// Prepares letters, and keeps what was found out about static fragments.
final class LetterPreparer {
  let options: ArchivalOptions
  let fonts = FontStore()
  let images: ImageStore
  let compression: StreamCompression
  let variants: VariantMaker
  private let store: SharedParts
  private var fragments: [ObjectIdentifier: StaticFragment] = [:]
  private var lastSerial = 0
  private var skeletons: [[Int]: Skeleton] = [:]
  private var lastLooks: [Int: (look: NumberedLook, variant: Variant)] = [:]
  /// What letters in each language said of themselves that was found good last.
  private var lastGood: [String: Metadata] = [:]

  /// More fragments and skeletons than this are not kept: a mailing has far fewer.
  private static let capacity = 4096

  init(
    options: ArchivalOptions, images: ImageStore, compression: StreamCompression,
    store: SharedParts
  ) {
    (self.options, self.images, self.compression) = (options, images, compression)
    self.store = store
    variants = VariantMaker(images: images, store: store, compress: compression.shared)
  }

  /// Does all of the work on a letter that is worth doing only once.
  ///
  /// - Throws: ``DiagnosticsError`` with some of what is wrong with the letter.
  func prepare(_ letter: PagedLetter) throws(DiagnosticsError) -> PreparedLetter {
    let skeleton = try skeleton(of: letter)
    try review(letter, skeleton)
    var fonts = try fonts(for: letter, skeleton)
    for page in letter.pages {
      for box in boxes(on: page) {
        fonts.looks[box.signature] = try look(of: box, fonts.variant)
      }
    }
    var assembly = try LetterAssembly(
      letter, skeleton: skeleton, fonts: fonts, signing: options.signing,
      compress: compression.own(ofPages: letter.pages.count),
      encode: { [bindings = fonts.bindings] fragment throws(DiagnosticsError) in
        try encode(fragment, bindings)
      })
    return try assembly.assemble(images: images, limit: options.objectLimit)
  }

  /// Everything that is wrong with a letter.
  func faults(of letter: PagedLetter) -> [Diagnostic] {
    var problems = DiagnosticCollector()
    problems.take { () throws(DiagnosticsError) in try ConformanceCheck.check(letter) }
    let samples = letter.pages.flatMap { boxes(on: $0).map(\.sample) }
    for fragment in letter.pages.lazy.flatMap(\.blocks).map(\.fragment) + samples {
      problems.take { () throws(DiagnosticsError) in
        for picture in try FragmentSurvey(fragment, fonts: fonts).pictures {
          _ = try images.image(of: picture)
        }
      }
    }
    return problems.diagnostics
  }

  // MARK: What letters have in common

  private func skeleton(of letter: PagedLetter) throws(DiagnosticsError) -> Skeleton {
    let key = try key(of: letter)
    if let known = skeletons[key] { return known }
    let skeleton = Skeleton(
      letter,
      known: letter.pages.map { page in
        page.blocks.map { fragments[ObjectIdentifier($0.fragment)] }
      },
      boxes: letter.pages.flatMap { page in
        boxes(on: page).compactMap { fragments[ObjectIdentifier($0.sample)] }
      })
    if skeletons.count >= LetterPreparer.capacity { skeletons.removeAll() }
    skeletons[key] = skeleton
    return skeleton
  }

  /// What a letter's skeleton follows from.
  private func key(of letter: PagedLetter) throws(DiagnosticsError) -> [Int] {
    if fragments.count >= LetterPreparer.capacity { forget() }
    var key: [Int] = []
    key.reserveCapacity(128)
    for page in letter.pages {
      key.append(-1)
      key.append(page.size.width.units)
      key.append(page.size.height.units)
      var base: Point? = .zero
      for placed in page.blocks {
        if placed.fragment.isStatic {
          let offset = placed.origin - (base ?? placed.origin)
          base = base ?? placed.origin
          key.append(try known(placed.fragment).serial)
          key.append(offset.x.units)
          key.append(offset.y.units)
        } else {
          let block = placed.fragment.id.block
          base = nil
          key.append(-2 - block.part.number)
          key.append(block.node)
          key.append(block.repetition)
        }
      }
      for box in boxes(on: page) {
        key.append(-100)
        key.append(try known(box.sample).serial)
      }
    }
    key.append(letter.signatures.first?.follows?.number ?? -1)
    return key
  }

  /// The boxes of signatures on a page, if letters are signed.
  func boxes(on page: Page) -> [SignatureBox] { options.signing.isEmpty ? [] : page.signatures }

  private func known(_ fragment: Fragment) throws(DiagnosticsError) -> StaticFragment {
    if let known = fragments[ObjectIdentifier(fragment)] { return known }
    let survey = try FragmentSurvey(fragment, fonts: fonts)
    let made = StaticFragment(fragment, serial: lastSerial, survey: survey)
    lastSerial += 1
    fragments[ObjectIdentifier(fragment)] = made
    return made
  }

  private func forget() {
    fragments.removeAll()
    skeletons.removeAll()
    variants.removeAll()
  }

  /// What is in the box of a signature; the same object for letters that have the same.
  private func look(
    of box: SignatureBox, _ variant: Variant
  ) throws(DiagnosticsError) -> NumberedLook {
    if let last = lastLooks[box.signature], last.look.look.box.blank === box.blank,
      last.variant === variant
    {
      return last.look
    }
    let faces = try known(box.sample).survey.fonts
    let look = SignatureLook(
      box,
      fonts: faces.compactMap { font in
        variant.fonts.bindings[font.program.number].map {
          SignatureLook.Font(face: font.program.face, glyphs: $0.firstGlyphs)
        }
      })
    let numbered = NumberedLook(look: look, number: store.keep(look))
    lastLooks[box.signature] = (numbered, variant)
    return numbered
  }

  // MARK: What is wrong with a letter

  /// Looks for faults: at what is the letter's own, and once at what others have, too.
  private func review(_ letter: PagedLetter, _ skeleton: Skeleton) throws(DiagnosticsError) {
    var isSuspicious = !skeleton.isKnownGood || !isKnownGood(letter)
    var hasHeadings = false
    var known = [Bool](repeating: false, count: skeleton.ownBlocks.count)
    for (page, place, block) in skeleton.ownPlaces {
      let fragment = letter.pages[page].blocks[place].fragment
      let review = FragmentReview(fragment, isFirst: !known[block])
      known[block] = true
      isSuspicious = isSuspicious || review.isSuspicious
      hasHeadings = hasHeadings || review.hasHeadings
    }
    guard isSuspicious || hasHeadings else { return }
    try ConformanceCheck.check(letter)
    lastGood[letter.language] = letter.metadata
    // The levels of headings may be right only together with the letter's own.
    if !hasHeadings { skeleton.isKnownGood = true }
  }

  private func isKnownGood(_ letter: PagedLetter) -> Bool {
    lastGood[letter.language] == letter.metadata
  }

  func encode(
    _ fragment: Fragment, _ bindings: [FontBinding?]
  ) throws(DiagnosticsError) -> EncodedFragment {
    var encoder = FragmentEncoder(
      fragment, bindings: bindings, fonts: fonts, coding: compression.glyphCoding)
    return try encoder.encode()
  }
}

extension BlockID.Part {
  /// A number for the part.
  fileprivate var number: Int {
    switch self {
    case .letterhead: 0
    case .sender: 1
    case .address: 2
    case .marking: 3
    case .reference: 4
    case .title: 5
    case .body: 6
    case .closing: 7
    case .signers: 8
    case .enclosures: 9
    case .copies: 10
    case .recipients: 11
    case .header: 12
    case .footer: 13
    case .foldMarks: 14
    case .watermark: 15
    case .signature: 16
    }
  }
}

extension DiagnosticCollector {
  /// Does a piece of work and notes the problems that it throws.
  fileprivate mutating func take(_ work: () throws(DiagnosticsError) -> Void) {
    do {
      try work()
    } catch {
      report(contentsOf: error.diagnostics)
    }
  }
}
