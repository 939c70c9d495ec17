import Diagnostics
import DisplayList
import HarfBuzz

/// Why a font cannot be embedded.
enum FontRefusal {
  /// The file is missing or damaged.
  case unreadable
  /// The font's own licence bits forbid embedding (OpenType, `OS/2`, fsType).
  case embeddingForbidden
  /// They forbid embedding a part, and the whole of a font is no part of a letter.
  case subsettingForbidden
  /// It has axes of variation, which PDF does not know.
  case variable
  /// Its glyphs are neither TrueType nor Compact Font Format outlines.
  case outlines

  /// The first reason there is; nil if the font may be embedded.
  init?(_ font: FontFace) {
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

  /// The reason in the author's words.
  func diagnostic(for face: Face) -> Diagnostic {
    let name = "the font '\(face.family) \(face.style)'"
    let (id, words, hint) = wording
    return .error(
      "archive.font-\(id)", "\(name) \(words)", hints: [hint], failure: .configuration)
  }

  private var wording: (id: String, words: String, hint: String) {
    switch self {
    case .unreadable:
      ("unreadable", "cannot be read", "is the file there, and is it a font?")
    case .embeddingForbidden:
      (
        "embedding", "forbids being embedded in a document",
        "choose a font whose licence allows it, or ask its maker"
      )
    case .subsettingForbidden:
      (
        "embedding", "forbids embedding only the letters that are used",
        "choose a font whose licence allows it, or ask its maker"
      )
    case .variable:
      (
        "variable", "is a variable font, which PDF does not know",
        "install the static fonts of the same family"
      )
    case .outlines:
      (
        "outlines", "has no TrueType or OpenType outlines",
        "choose a font in one of the usual formats, .ttf or .otf"
      )
    }
  }
}
