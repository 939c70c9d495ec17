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
  /// What is in the box of its signature.
  var look: NumberedLook?
}

/// Chooses the subsets: the first one of a face is the same for nearly all letters, and what it holds
/// follows from the template and the letter alone.
extension LetterPreparer {
  func fonts(for letter: PagedLetter, _ skeleton: Skeleton) throws(DiagnosticsError) -> LetterFonts
  {
    guard options.fieldFaces == nil else { return try surveyedFonts(for: letter, skeleton) }
    var programs: [Int] = []
    for (page, place, _) in skeleton.ownPlaces {
      for item in letter.pages[page].blocks[place].fragment.items {
        switch item.content {
        case .text(let run):
          let number = try fonts.program(for: run.face).number
          if !programs.contains(number) { programs.append(number) }
        case .image: return try surveyedFonts(for: letter, skeleton)
        case .fill: break
        }
      }
    }
    guard
      let variant = skeleton.variants.first(where: { $0.key.programs == programs }),
      try holds(letter, skeleton, variant.fonts.bindings)
    else { return try surveyedFonts(for: letter, skeleton) }
    return LetterFonts(variant: variant, bindings: variant.fonts.bindings)
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
    let key = Variant.Key(
      programs: own.fonts.map(\.program.number),
      glyphs: own.fonts.filter { isShort($0.program) }.map(\.glyphs))
    let variant = try variant(of: skeleton, key: key, own)
    var result = LetterFonts(variant: variant, bindings: variant.fonts.bindings)
    for (program, glyphs) in own.fonts {
      guard let binding = result.bindings[program.number] else { continue }
      let rest = glyphs.subtracting(binding.firstGlyphs)
      guard !rest.isEmpty else { continue }
      let second = try fonts.subset(
        of: program, glyphs: rest, suffix: "x", compress: compression.shared)
      result.bindings[program.number]?.second = second
      result.own.append(second)
    }
    result.pictures = own.pictures.filter { !skeleton.demand.pictures.contains($0) }
    return result
  }

  /// Whether a face is embedded with only what a letter shows.
  private func isShort(_ program: FontProgram) -> Bool {
    options.fieldFaces.map { !$0.contains(program.face) } ?? false
  }

  private func variant(of skeleton: Skeleton, key: Variant.Key, _ own: Demand)
    throws(DiagnosticsError) -> Variant
  {
    if let known = skeleton.variants.first(where: { $0.key == key }) { return known }
    let choice = try choice(skeleton.demand, own)
    let variant = try variants.variant(of: skeleton, key: key, fonts: choice) { fragment in
      fragment.content(choice.numberings) { encode(fragment.fragment, choice.bindings) }
    }
    if skeleton.variants.count >= 16 { skeleton.variants.removeAll() }
    skeleton.variants.append(variant)
    return variant
  }

  private func choice(_ shared: Demand, _ own: Demand) throws(DiagnosticsError) -> FontChoice {
    var choice = FontChoice()
    let others = own.fonts.filter { shared.glyphs(of: $0.program) == nil }
    for (program, glyphs) in shared.fonts + others.map({ ($0.program, GlyphSet()) }) {
      var first = glyphs
      let extra = own.glyphs(of: program)
      if options.fieldFaces?.contains(program.face) ?? (extra != nil) {
        first.formUnion(program.commonGlyphs(features: options.features))
      } else if let extra {
        first.formUnion(extra)
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
