import Diagnostics
import DisplayList

/// The fonts of a letter and what was made with them.
struct LetterFonts {
  /// What letters with these fonts share.
  var variant: Variant
  /// The subsets by the number of their program.
  var bindings: [FontBinding?]
  /// The fonts of this letter alone.
  var own: [FontSubset] = []
  /// The pictures of this letter alone.
  var pictures: [Picture] = []
  /// What is in the boxes of its visible signatures, by their numbers.
  var looks: [Int: NumberedLook] = [:]
}

/// Chooses the subsets: the first one of a face is the same for nearly all letters, and what it holds
/// follows from the template and the letter alone.
///
/// A face in which a field stands is embedded with Latin-1 and Latin Extended-A, so that nearly all letters
/// share one font; any other face holds only what the letter shows.
extension LetterPreparer {
  func fonts(for letter: PagedLetter, _ skeleton: Skeleton) throws(DiagnosticsError) -> LetterFonts
  {
    guard let key = try key(of: letter, skeleton),
      let variant = skeleton.variants.first(where: { $0.key == key }),
      try holds(letter, skeleton, variant.fonts.bindings)
    else { return try surveyedFonts(for: letter, skeleton) }
    return LetterFonts(variant: variant, bindings: variant.fonts.bindings)
  }

  /// What the fonts of a letter follow from; nil where only a survey can tell, because the letter
  /// has a picture, or a glyph that its font lacks.
  private func key(of letter: PagedLetter, _ skeleton: Skeleton) throws(DiagnosticsError)
    -> Variant.Key?
  {
    var key = Variant.Key(fonts: [])
    for (page, place, _) in skeleton.ownPlaces {
      for item in letter.pages[page].blocks[place].fragment.items {
        switch item.content {
        case .text(let run):
          guard key.add(run, try fonts.program(for: run.face)) else { return nil }
        case .image: return nil
        case .fill: break
        }
      }
    }
    return key
  }

  /// Whether subsets hold all glyphs of a letter.
  private func holds(_ letter: PagedLetter, _ skeleton: Skeleton, _ bindings: [FontBinding?])
    throws(DiagnosticsError) -> Bool
  {
    for (page, place, _) in skeleton.ownPlaces {
      for case .text(let run) in letter.pages[page].blocks[place].fragment.items.lazy.map(\.content)
      {
        guard let binding = bindings[try fonts.program(for: run.face).number] else { return false }
        for glyph in run.glyphs where glyph.id != GlyphRun.Glyph.none {
          guard glyph.id > 0, binding.firstGlyphs.contains(glyph.id) else { return false }
        }
      }
    }
    return true
  }

  /// The fonts of a letter that needs others than those known.
  private func surveyedFonts(for letter: PagedLetter, _ skeleton: Skeleton)
    throws(DiagnosticsError) -> LetterFonts
  {
    var own = Demand()
    for (page, place, _) in skeleton.ownPlaces {
      own.add(try FragmentSurvey(letter.pages[page].blocks[place].fragment, fonts: fonts))
    }
    let variant = try variant(of: skeleton, own)
    var result = LetterFonts(variant: variant, bindings: variant.fonts.bindings)
    for font in own.fonts {
      let number = font.program.number
      guard let binding = result.bindings[number] else { continue }
      let rest = font.glyphs.subtracting(binding.firstGlyphs)
      guard !rest.isEmpty else { continue }
      let second = try fonts.subset(
        of: font.program, glyphs: rest, suffix: "x", compress: compression.shared)
      result.bindings[number]?.second = second
      result.own.append(second)
    }
    result.pictures = own.pictures.filter { !skeleton.demand.pictures.contains($0) }
    return result
  }

  /// What the fonts of a letter follow from.
  private func key(_ own: Demand) -> Variant.Key {
    Variant.Key(
      fonts: own.fonts.map {
        .init(program: $0.program.number, glyphs: $0.holdsValues ? nil : $0.glyphs)
      })
  }

  private func variant(of skeleton: Skeleton, _ own: Demand) throws(DiagnosticsError) -> Variant {
    let key = key(own)
    if let known = skeleton.variants.first(where: { $0.key == key }) { return known }
    let choice = try choice(skeleton.demand, own)
    let variant = try variants.variant(of: skeleton, key: key, fonts: choice) {
      fragment throws(DiagnosticsError) in
      try fragment.content(choice.numberings) { () throws(DiagnosticsError) in
        try encode(fragment.fragment, choice.bindings)
      }
    }
    if skeleton.variants.count >= 16 { skeleton.variants.removeAll() }
    skeleton.variants.append(variant)
    return variant
  }

  private func choice(_ shared: Demand, _ own: Demand) throws(DiagnosticsError) -> FontChoice {
    var choice = FontChoice()
    let others = own.fonts.map(\.program).filter { shared.font($0) == nil }
    for program in shared.fonts.map(\.program) + others {
      var first = shared.font(program)?.glyphs ?? GlyphSet()
      if let own = own.font(program) {
        first.formUnion(
          own.holdsValues ? program.commonGlyphs(features: options.features) : own.glyphs)
      }
      let subset = try fonts.subset(
        of: program, glyphs: first, suffix: "", compress: compression.shared)
      choice.shared.append(subset)
      let missing = program.number + 1 - choice.bindings.count
      if missing > 0 { choice.bindings += Array(repeating: nil, count: missing) }
      choice.bindings[program.number] = FontBinding(first: subset, firstGlyphs: first)
    }
    return choice
  }
}

extension Variant.Key {
  /// Adds what ``FragmentSurvey`` finds in a run.
  ///
  /// - Returns: Whether the font has all of its glyphs.
  fileprivate mutating func add(_ run: GlyphRun, _ program: FontProgram) -> Bool {
    let number = program.number
    let slot = fonts.firstIndex { $0.program == number } ?? fonts.endIndex
    if slot == fonts.endIndex {
      fonts.append(Font(program: number, glyphs: GlyphSet(program.space.map { [$0] } ?? [])))
    }
    if run.isValue { fonts[slot].glyphs = nil }
    guard fonts[slot].glyphs != nil else { return true }
    for glyph in run.glyphs where glyph.id != GlyphRun.Glyph.none {
      guard glyph.id > 0, Int(glyph.id) < program.glyphCount else { return false }
      fonts[slot].glyphs?.insert(glyph.id)
    }
    return true
  }
}
