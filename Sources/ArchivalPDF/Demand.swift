import DisplayList

/// The glyphs and pictures that fragments need.
struct Demand {
  /// The faces in the order of first use, with the glyphs used.
  private(set) var fonts: [(program: FontProgram, glyphs: GlyphSet)] = []
  /// The pictures in the order of first use.
  private(set) var pictures: [Picture] = []

  /// Adds what a fragment needs.
  mutating func add(_ survey: FragmentSurvey) {
    for (program, glyphs) in survey.fonts {
      if let slot = fonts.firstIndex(where: { $0.program === program }) {
        fonts[slot].glyphs.formUnion(glyphs)
      } else {
        fonts.append((program, glyphs))
      }
    }
    for picture in survey.pictures where !pictures.contains(picture) { pictures.append(picture) }
  }

  /// The glyphs of a face; nil if it is not used.
  func glyphs(of program: FontProgram) -> GlyphSet? {
    fonts.first { $0.program === program }?.glyphs
  }
}
