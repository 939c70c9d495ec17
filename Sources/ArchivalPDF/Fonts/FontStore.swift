import Deflate
import Diagnostics
import DisplayList
import PDFWriting

/// The faces of a run that were opened, and the subsets that were made of them.
final class FontStore {
  private var programs: [Face: Result<FontProgram, DiagnosticsError>] = [:]
  private var known: [ObjectIdentifier: FontProgram] = [:]
  private var last: FontProgram?
  private var subsets: [SubsetKey: FontSubset] = [:]
  private var serial = 0

  private struct SubsetKey: Hashable {
    var program: Int
    var glyphs: GlyphSet
    var suffix: String
  }

  /// More subsets than this are not kept.
  private static let capacity = 256

  /// The program of a face.
  ///
  /// - Throws: ``DiagnosticsError`` if the face cannot be embedded; the same each time it is asked.
  func program(for face: Face) throws(DiagnosticsError) -> FontProgram {
    // Runs that follow each other mostly share their face.
    if let last, last.face === face { return last }
    if let program = known[ObjectIdentifier(face)] {
      last = program
      return program
    }
    let result = programs[face] ?? open(face)
    programs[face] = result
    let program = try result.get()
    // The face is kept by the dictionary above or by the caller's display list for the whole run.
    if program.face === face { known[ObjectIdentifier(face)] = program }
    return program
  }

  private func open(_ face: Face) -> Result<FontProgram, DiagnosticsError> {
    Result { () throws(DiagnosticsError) in try FontProgram(face, number: programs.count) }
  }

  /// A subset of a face; made once for the same glyphs.
  ///
  /// - Throws: ``DiagnosticsError`` if the font is damaged.
  func subset(
    of program: FontProgram, glyphs: GlyphSet, suffix: String,
    compress: ([UInt8]) -> StreamData
  ) throws(DiagnosticsError) -> FontSubset {
    let key = SubsetKey(program: program.number, glyphs: glyphs, suffix: suffix)
    if let subset = subsets[key] { return subset }
    serial += 1
    let subset = try FontSubset(
      program, glyphs: glyphs, suffix: suffix, serial: serial, compress: compress)
    if subsets.count >= FontStore.capacity { subsets.removeAll() }
    subsets[key] = subset
    return subset
  }
}
