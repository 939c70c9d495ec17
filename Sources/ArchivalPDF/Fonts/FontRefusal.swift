import HarfBuzz

/// Why a font cannot be embedded.
enum FontRefusal {
  /// The file is missing or damaged.
  case unreadable
  /// The font's own licence bits forbid embedding (OpenType, `OS/2`, fsType).
  case embeddingForbidden
  /// They forbid embedding a subset, and letters never hold a whole font.
  case subsettingForbidden
  /// It has axes of variation, which PDF does not know.
  case variable
  /// Its glyphs are neither TrueType nor Compact Font Format outlines.
  case outlines

  /// The first reason there is; nil if the font may be embedded.
  init?(_ font: OpenTypeFont) {
    let table = font.table("OS/2")
    let bits = table.count > 9 ? Int(table[8]) << 8 | Int(table[9]) : 0
    // Bit 1 alone is "restricted"; fonts with a further bit set allow what that one says.
    if bits & 0xF == 0x2 {
      self = .embeddingForbidden
    } else if bits & 0x300 != 0 {
      self = .subsettingForbidden
    } else if font.isVariable {
      self = .variable
    } else if font.table("CFF ").isEmpty && font.table("glyf").isEmpty {
      self = .outlines
    } else {
      return nil
    }
  }

  /// What scripts know it by.
  var id: String {
    switch self {
    case .unreadable: "unreadable"
    case .embeddingForbidden, .subsettingForbidden: "embedding"
    case .variable: "variable"
    case .outlines: "outlines"
    }
  }

  /// What the font does that it should not, in the author's words.
  var words: String {
    switch self {
    case .unreadable: "cannot be read"
    case .embeddingForbidden: "forbids being embedded in a document"
    case .subsettingForbidden: "forbids embedding only the letters that are used"
    case .variable: "is a variable font, which PDF does not know"
    case .outlines: "has no TrueType or OpenType outlines"
    }
  }

  /// What to do about it.
  var hint: String {
    switch self {
    case .unreadable: "is the file there, and is it a font?"
    case .embeddingForbidden, .subsettingForbidden:
      "choose a font whose licence allows it, or ask its maker"
    case .variable: "install the static fonts of the same family"
    case .outlines: "choose a font in one of the usual formats, .ttf or .otf"
    }
  }
}
