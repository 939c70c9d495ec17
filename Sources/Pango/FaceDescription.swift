import CPango

/// One face of a font file, as the file describes it.
package struct FaceDescription: Hashable, Sendable {
  /// Where the file is.
  package var path: String
  /// Which face of a collection, from 0.
  package var index: Int
  /// The family's names, the typographic one among them.
  package var families: [String]
  /// The style's name, such as `Bold Italic`.
  package var style: String
  /// Whether it is a bold face (semibold is not).
  package var isBold: Bool
  /// Whether it is an italic or oblique face.
  package var isItalic: Bool
  /// Whether it is neither bold nor light, and neither condensed nor expanded.
  package var isPlain: Bool
  /// Whether the file is a variable font.
  package var isVariable: Bool

  init?(pattern: OpaquePointer) {
    guard let path = FaceDescription.string(pattern, FC_FILE) else { return nil }
    let weight = FaceDescription.number(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR)
    let width = FaceDescription.number(pattern, FC_WIDTH, FC_WIDTH_NORMAL)
    self.path = path
    index = Int(FaceDescription.number(pattern, FC_INDEX, 0))
    families = (0..<8).compactMap { FaceDescription.string(pattern, FC_FAMILY, at: $0) }
    style = FaceDescription.string(pattern, FC_STYLE) ?? "Regular"
    isBold = weight == FC_WEIGHT_BOLD && width == FC_WIDTH_NORMAL
    isItalic = FaceDescription.number(pattern, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN
    isPlain = weight == FC_WEIGHT_REGULAR && width == FC_WIDTH_NORMAL
    var variable: FcBool = 0
    isVariable =
      FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable) == FcResultMatch
      && variable != 0
  }

  /// Where the font of a pattern is.
  static func reference(_ pattern: OpaquePointer) -> FontReference? {
    string(pattern, FC_FILE).map {
      FontReference(path: $0, index: Int(number(pattern, FC_INDEX, 0)))
    }
  }

  private static func string(_ pattern: OpaquePointer, _ key: String, at position: Int32 = 0)
    -> String?
  {
    var value: UnsafeMutablePointer<FcChar8>?
    guard FcPatternGetString(pattern, key, position, &value) == FcResultMatch, let value else {
      return nil
    }
    return String(cString: value)
  }

  private static func number(_ pattern: OpaquePointer, _ key: String, _ standard: Int32) -> Int32 {
    var value: Int32 = 0
    return FcPatternGetInteger(pattern, key, 0, &value) == FcResultMatch ? value : standard
  }
}

/// A face by its file.
package struct FontReference: Hashable, Sendable {
  /// Where the file is.
  package var path: String
  /// Which face of a collection, from 0.
  package var index: Int

  /// The face `index` of the file at `path`.
  package init(path: String, index: Int) {
    (self.path, self.index) = (path, index)
  }
}
