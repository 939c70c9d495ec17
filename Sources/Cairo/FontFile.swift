import CCairo

/// Why FreeType could not open a font file.
package struct FontFileError: Error, Hashable, Sendable {
  /// FreeType's number for the reason.
  package let code: Int32

  /// There is no such file, or it may not be read (FT_Err_Cannot_Open_Resource).
  package static let cannotOpen = FontFileError(code: 0x01)
  /// The file is not a font (FT_Err_Unknown_File_Format).
  package static let notAFont = FontFileError(code: 0x02)
}

extension FontFileError: CustomStringConvertible {
  /// The reason in our words.
  package var description: String {
    switch self {
    case .cannotOpen: "it is not there or may not be read"
    case .notAFont: "it is not a font"
    default: "it is damaged or has no such face (FreeType error \(code))"
    }
  }
}

/// An open font file, with a FreeType library of its own.
///
/// Cairo keeps fonts in a cache for the whole process and may let go of one on any thread. FreeType's
/// libraries are not to be used by two threads at once, so no two files share one.
final class FontFile {
  private let library: FT_Library  // owned
  let face: FT_Face  // owned

  init(path: String, index: Int) throws(FontFileError) {
    var newLibrary: FT_Library?
    let started = FT_Init_FreeType(&newLibrary)
    guard started == 0, let library = newLibrary else { throw FontFileError(code: started) }
    var newFace: FT_Face?
    let opened = FT_New_Face(library, path, FT_Long(index), &newFace)
    guard opened == 0, let face = newFace else {
      FT_Done_FreeType(library)
      throw FontFileError(code: opened)
    }
    (self.library, self.face) = (library, face)
  }

  deinit {
    FT_Done_Face(face)
    FT_Done_FreeType(library)
  }
}
