import CPango

/// A closed set of font files: text is set in these and in no other font of the machine.
///
/// Owns a fontconfig configuration that knows neither the system's fonts nor its rules.
/// Immutable after `init`, and fontconfig guards its own caches with locks (since 2.10.91), which is
/// what makes sharing it between workers safe.
package final class FontSet: @unchecked Sendable {
  let configuration: OpaquePointer  // owned: FcConfig
  /// The faces of the set's files.
  package let faces: [FaceDescription]

  /// Reads font files.
  ///
  /// - Throws: ``FontError`` for a file that cannot be read as a font.
  package init(files: [String]) throws(FontError) {
    guard let configuration = FcConfigCreate() else { throw FontError.outOfMemory }
    for file in files where FcConfigAppFontAddFile(configuration, file) == 0 {
      FcConfigDestroy(configuration)
      throw FontError.notAFont(file)
    }
    self.configuration = configuration
    faces = FontSet.faces(of: configuration)
    for file in files where !faces.contains(where: { $0.path == file }) {
      throw FontError.notAFont(file)
    }
  }

  deinit {
    FcConfigDestroy(configuration)
  }

  /// Makes the set the one that fontconfig falls back to, so that it never reads the system's own
  /// configuration; to be called once, before the first text is set.
  package func makeCurrent() {
    FcConfigSetCurrent(configuration)
  }

  /// The face that texts of a family get.
  ///
  /// - Parameters:
  ///   - family: The family that a text asks for.
  ///   - isBold: Whether it asks for bold.
  ///   - isItalic: Whether it asks for italic.
  /// - Returns: The face; nil if the set is empty.
  package func chosenFace(family: String, isBold: Bool, isItalic: Bool) -> FaceDescription? {
    guard let wanted = FcPatternCreate() else { return nil }
    defer { FcPatternDestroy(wanted) }
    FcPatternAddString(wanted, FC_FAMILY, family)
    FcPatternAddInteger(wanted, FC_WEIGHT, isBold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR)
    FcPatternAddInteger(wanted, FC_SLANT, isItalic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN)
    FcConfigSubstitute(configuration, wanted, FcMatchPattern)
    FcDefaultSubstitute(wanted)
    var result = FcResultNoMatch
    guard let found = FcFontMatch(configuration, wanted, &result) else { return nil }
    defer { FcPatternDestroy(found) }
    return FaceDescription(pattern: found)
  }

  private static func faces(of configuration: OpaquePointer) -> [FaceDescription] {
    guard let set = FcConfigGetFonts(configuration, FcSetApplication) else { return [] }
    let faces = (0..<Int(set.pointee.nfont)).compactMap { index in
      set.pointee.fonts[index].flatMap(FaceDescription.init(pattern:))
    }
    // A variable font is told along with instances of it that look like static faces.
    let variable = Set(faces.filter(\.isVariable).map(\.path))
    return faces.map { face in
      var copy = face
      copy.isVariable = variable.contains(face.path)
      return copy
    }
  }
}

/// Why fonts could not be set up.
package enum FontError: Error, Hashable, Sendable {
  /// The file is not there, cannot be read, or is not a font.
  case notAFont(String)
  /// Memory ran out.
  case outOfMemory
}
