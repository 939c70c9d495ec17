package import Diagnostics
package import DisplayList
import Foundation
import OpenSSL
package import Pango
import Synchronization

/// The fonts that a stationery names, and no others.
///
/// Shared by all workers. Only the text faces are opened at once; the typewriter and the families that
/// lend missing characters are opened when a letter first needs them, which keeps the start quick.
package final class FontLibrary: Sendable {
  /// The faces of running text and headings.
  package let basic: FontSet
  private let families: Stationery.Fonts
  private let finder: FontFinder
  private let lazily = Mutex(Lazy())

  private struct Lazy {
    var extended: FontSet?
    var faces: [FontReference: Face] = [:]
    var digests: [String: [UInt8]] = [:]
  }

  /// Opens the fonts of a stationery.
  ///
  /// - Parameters:
  ///   - families: The families that the stationery names.
  ///   - folders: Where font files are looked for, the preferred folder first.
  ///   - places: Where the families are named; nil if in no file.
  /// - Throws: ``DiagnosticsError`` naming every family that is not there or lacks a face.
  package init(
    _ families: Stationery.Fonts, folders: [String], places: Stationery.Places? = nil
  ) throws(DiagnosticsError) {
    self.families = families
    finder = FontFinder(folders: folders, places: places)
    basic = try finder.fontSet(
      of: families.text == families.headings
        ? [families.text] : [families.text, families.headings])
    basic.makeCurrent()
  }

  /// Where a family is named; nil if in no file.
  func place(of family: String) -> SourceLocation? { finder.places?.font(family) }

  /// The families that lend characters, in order.
  var fallback: [String] { families.fallback }

  /// All faces: those of running text, the typewriter, and the families that lend characters.
  ///
  /// - Throws: ``DiagnosticsError`` naming every family that is not there or lacks a face.
  package func extended() throws(DiagnosticsError) -> FontSet {
    let result = lazily.withLock { lazy -> Result<FontSet, DiagnosticsError> in
      if let known = lazy.extended { return .success(known) }
      return Result { () throws(DiagnosticsError) in
        var names: [String] = []
        for name in [families.text, families.headings, families.code] + families.fallback
        where !names.contains(name) { names.append(name) }
        let set = try finder.fontSet(of: names)
        lazy.extended = set
        return set
      }
    }
    return try result.get()
  }

  /// The face that a font file has, with the digest of the file.
  package func face(_ reference: FontReference) -> Face {
    lazily.withLock { lazy in
      if let known = lazy.faces[reference] { return known }
      let described = (basic.faces + (lazy.extended?.faces ?? [])).first {
        $0.path == reference.path && $0.index == reference.index
      }
      let face = Face(
        digest: FontLibrary.digest(of: reference.path, &lazy), index: reference.index,
        path: reference.path,
        family: described?.families.first ?? "", style: described?.style ?? "")
      lazy.faces[reference] = face
      return face
    }
  }

  /// Whether a font file is one of those for running text and headings.
  package func isBasic(_ path: String) -> Bool {
    basic.faces.contains { $0.path == path }
  }

  /// The digests of the font files for running text and headings, in order.
  package func basicDigests() -> [[UInt8]] {
    digests(of: basic.faces.map(\.path))
  }

  /// The digests of the other font files that a letter may be set in, in order: the typewriter's and those
  /// that lend characters.
  ///
  /// They are taken by their names alone, as opening them takes longer than making nine letters: those of
  /// other weights may be among them, and change nothing.
  package func otherDigests() -> [[UInt8]] {
    var paths: [String] = []
    for family in [families.code] + families.fallback {
      let likely = finder.likelyFiles(for: family)
      paths += likely.isEmpty ? (try? extended().faces.map(\.path)) ?? [] : likely
    }
    return digests(of: paths)
  }

  private func digests(of paths: [String]) -> [[UInt8]] {
    lazily.withLock { lazy in paths.map { FontLibrary.digest(of: $0, &lazy) } }
  }

  /// The digest of a file, which is read once.
  private static func digest(of path: String, _ lazy: inout Lazy) -> [UInt8] {
    if let known = lazy.digests[path] { return known }
    let data = FileManager.default.contents(atPath: path) ?? Data()
    let digest = Digest.of(data)
    lazy.digests[path] = digest
    return digest
  }

  /// The folders in which the fonts of a stationery are looked for: the nearest folder `Fonts` above
  /// the stationery, then where the system's font packages put theirs.
  package static func folders(near path: String) -> [String] {
    var folder = URL(filePath: path).standardizedFileURL.deletingLastPathComponent()
    while true {
      let candidate = folder.appending(path: "Fonts", directoryHint: .isDirectory).path
      if FileManager.default.fileExists(atPath: candidate) { return [candidate, packages] }
      let parent = folder.deletingLastPathComponent()
      guard parent.path != folder.path, folder.pathComponents.count > 1 else { return [packages] }
      folder = parent
    }
  }

  /// Where Debian's font packages put their files.
  private static let packages = "/usr/share/fonts"
}
