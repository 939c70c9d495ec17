import DisplayList

/// The glyphs and pictures that fragments need.
struct Demand {
  /// The faces in the order of first use.
  private(set) var fonts: [FontDemand] = []
  /// The pictures in the order of first use.
  private(set) var pictures: [Picture] = []

  /// Adds what a fragment needs.
  mutating func add(_ survey: FragmentSurvey) {
    for font in survey.fonts {
      if let slot = fonts.firstIndex(where: { $0.program === font.program }) {
        fonts[slot].glyphs.formUnion(font.glyphs)
        fonts[slot].holdsValues = fonts[slot].holdsValues || font.holdsValues
      } else {
        fonts.append(font)
      }
    }
    for picture in survey.pictures where !pictures.contains(picture) { pictures.append(picture) }
  }

  /// What is needed of a face; nil if it is not used.
  func font(_ program: FontProgram) -> FontDemand? {
    fonts.first { $0.program === program }
  }
}
