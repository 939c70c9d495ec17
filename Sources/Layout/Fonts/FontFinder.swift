import Diagnostics
import Foundation
import Glibc
import Pango

/// Finds the files of a font family.
///
/// Files are first chosen by their names, as opening the hundreds of files of a font folder takes
/// longer than making nine letters; a chosen file's name is then held against what the font says of
/// itself.
struct FontFinder: Sendable {
  /// Where to look, the preferred folder first.
  let folders: [String]
  /// Where the families are named; nil if in no file.
  let places: Stationery.Places?
  /// The font files in each of the folders, which are looked through once for all families.
  private let files: [[String]]

  /// A finder that looks in `folders`, the preferred one first.
  init(folders: [String], places: Stationery.Places?) {
    (self.folders, self.places) = (folders, places)
    files = folders.map(FontFinder.fontFiles)
  }

  /// The plain faces of some families: regular, bold, italic and bold italic where there are such.
  ///
  /// - Throws: ``DiagnosticsError`` naming every family that is not there or lacks a regular face, and
  ///   every file of theirs that is damaged.
  func fontSet(of families: [String]) throws(DiagnosticsError) -> FontSet {
    var problems = DiagnosticCollector()
    var files: [String] = []
    for family in families {
      let (faces, broken) = faces(of: family)
      let place = places?.font(family)
      for file in broken {
        problems.report(brokenFont(file, "it cannot be read as a font", at: place))
      }
      for face in faces where !face.isVariable {
        guard let fault = FontInspection.fault(path: face.path, index: face.index) else { continue }
        problems.report(brokenFont(face.path, fault, at: place))
      }
      if let variable = faces.first(where: \.isVariable) {
        problems.report(variableFont(family, variable, at: place))
      } else if !faces.hasRegular, broken.isEmpty {
        problems.report(missing(family, at: place))
      }
      for face in faces where !files.contains(face.path) { files.append(face.path) }
    }
    guard !problems.hasErrors else { throw DiagnosticsError(problems.diagnostics) }
    return try open(files)
  }

  /// The files whose names are those of a family's plain faces, in all folders.
  func likelyFiles(for family: String) -> [String] {
    files.joined().filter { FontFinder.isLikely($0, for: family) }
  }

  private func open(_ files: [String]) throws(DiagnosticsError) -> FontSet {
    do {
      return try FontSet(files: files)
    } catch {
      guard case .notAFont(let path) = error else {
        throw DiagnosticsError(
          .error("layout.memory", "memory ran out while fonts were opened", failure: .temporary))
      }
      throw DiagnosticsError(brokenFont(path, "it cannot be read as a font", at: places?[.fonts]))
    }
  }

  /// The plain faces of a family, each style once, from the first folder that has it; and the files
  /// that have such a face's name and cannot be read.
  private func faces(of family: String) -> (faces: [FaceDescription], broken: [String]) {
    var (found, broken): ([FaceDescription], [String]) = ([], [])
    for files in files {
      let likely = files.filter { FontFinder.isLikely($0, for: family) }
      var here = matching(family, in: likely, unreadable: { broken.append($0) })
      // All files are opened only where none has the family's name.
      if !here.hasRegular, !found.hasRegular { here = matching(family, in: files) }
      found += here.filter { face in !found.contains { $0.hasStyle(of: face) } }
    }
    return (found, broken)
  }

  private func matching(
    _ family: String, in files: [String], unreadable: (String) -> Void = { _ in }
  ) -> [FaceDescription] {
    var found: [FaceDescription] = []
    for file in files {
      guard let set = try? FontSet(files: [file]) else {
        unreadable(file)
        continue
      }
      for face in set.faces
      where face.families.contains(family) && (face.isPlain || face.isBold)
        && !found.contains(where: { $0.hasStyle(of: face) })
      {
        found.append(face)
      }
    }
    return found
  }

  /// All font files below a folder, in the order of their names.
  ///
  /// Folder by folder: Foundation's way through all of them takes as long as laying out nine letters.
  private static func fontFiles(in folder: String) -> [String] {
    var files: [String] = []
    var folders = [""]
    while let inner = folders.popLast() {
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + inner)
      for name in names ?? [] {
        if isFont(name) {
          files.append(inner + name)
        } else if isFolder(folder + "/" + inner + name) {
          folders.append(inner + name + "/")
        }
      }
    }
    return files.sorted().map { folder + "/" + $0 }
  }

  private static func isFont(_ name: String) -> Bool {
    let end = name.suffix(4).lowercased()
    return [".ttf", ".otf", ".ttc", ".otc"].contains(end)
  }

  /// Whether it is a folder itself; links to folders could lead in circles.
  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a file's name is that of a plain face of the family: `OpenSans-BoldItalic.ttf`.
  static func isLikely(_ file: String, for family: String) -> Bool {
    let name = letters(file.split(separator: "/").last?.split(separator: ".").first ?? "")
    let wanted = letters(family)
    guard name.hasPrefix(wanted) else { return false }
    let plain = ["", "regular", "book", "roman", "r", "bold", "b", "italic", "i", "oblique"]
    let both = ["bolditalic", "boldoblique", "bi", "z"]
    return (plain + both).contains(String(name.dropFirst(wanted.count)))
  }

  /// The letters and digits of a name, in lower case; hundreds of names are looked at, mostly in ASCII.
  private static func letters(_ text: some StringProtocol) -> String {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
    return String(
      decoding: text.utf8.compactMap { byte -> UInt8? in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        default: nil
        }
      }, as: UTF8.self)
  }

  private func missing(_ family: String, at place: SourceLocation?) -> Diagnostic {
    let there = families()
    let shown = there.prefix(FontFinder.mostNames).joined(separator: ", ")
    let rest = there.count - FontFinder.mostNames
    return .error(
      "layout.missing-font", "there is no font family '\(family)'", at: place,
      hints: didYouMean(family, among: there) + [
        "put its files into the folder 'Fonts', or install the system's package of it",
        "looked in \(folders.joined(separator: " and "))",
        there.isEmpty
          ? "no family is there" : "there are \(shown)" + (rest > 0 ? " and \(rest) more" : ""),
      ], failure: .configuration)
  }

  /// How many of the families that are there are named at most.
  private static let mostNames = 40

  /// The families that letters can be set in, in alphabetical order.
  private func families() -> [String] {
    var names: Set<String> = []
    for file in files.joined() {
      for face in (try? FontSet(files: [file]))?.faces ?? []
      where face.isPlain && !face.isItalic && !face.isVariable {
        if let name = face.families.first { names.insert(name) }
      }
    }
    return names.sorted()
  }

  private func brokenFont(
    _ path: String, _ fault: String, at place: SourceLocation?
  ) -> Diagnostic {
    .error(
      "layout.broken-font", "the font file '\(path)' is damaged: \(fault)", at: place,
      hints: ["get the file anew, or remove it and install the system's package of the font"],
      failure: .configuration)
  }

  private func variableFont(
    _ family: String, _ face: FaceDescription, at place: SourceLocation?
  ) -> Diagnostic {
    .error(
      "layout.variable-font", "'\(family)' is a variable font, which a letter cannot carry",
      at: place,
      hints: ["use the family's static files instead of '\(face.path)'"], failure: .configuration)
  }
}

extension [FaceDescription] {
  /// Whether there is a regular face among them.
  fileprivate var hasRegular: Bool { contains { $0.isPlain && !$0.isItalic } }
}

extension FaceDescription {
  /// Whether two faces of a family are the same in weight and slant.
  fileprivate func hasStyle(of other: FaceDescription) -> Bool {
    isBold == other.isBold && isItalic == other.isItalic
  }
}
