import Diagnostics
import Document
import Foundation
import Layout
import Pango
import TestSupport
import Testing

/// Fonts come from two places and no others, and a family that will not do is refused by name.
struct FontLibraryTests {
  private func library(_ yaml: String, folders: [String] = ["/usr/share/fonts"]) throws
    -> FontLibrary
  {
    let folder = try TemporaryFolder()
    let file = try folder.write(yaml, to: "s.yaml")
    let stationery = try Stationery.read(path: file.path, named: "s.yaml").output
    return try FontLibrary(stationery.fonts, folders: folders)
  }

  @Test("a family that is not there is told, with where it was looked for")
  func missing() {
    let error = #expect(throws: DiagnosticsError.self) {
      try library("fonts: {text: Helvetica Nova, headings: Comic Sanskrit}")
    }
    let problems = error?.diagnostics ?? []
    #expect(
      problems.map(\.message) == [
        "there is no font family 'Helvetica Nova'", "there is no font family 'Comic Sanskrit'",
      ])
    for problem in problems {
      #expect(
        problem.hints.prefix(2) == [
          "put its files into the folder 'Fonts', or install the system's package of it",
          "looked in /usr/share/fonts",
        ])
      #expect(problem.hints.last?.hasPrefix("there are ") == true)
      #expect(problem.hints.last?.contains("DejaVu Sans") == true)
    }
    #expect(error?.failure == .configuration)
  }

  /// A folder with some of the faces of Open Sans.
  private func folder(of faces: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for face in faces {
      let name = "OpenSans-\(face).ttf"
      try FileManager.default.copyItem(
        atPath: "/usr/share/fonts/truetype/open-sans/" + name,
        toPath: folder.url.appending(path: name).path)
    }
    return folder
  }

  @Test("a family that is nearly there is suggested, and those that are there are named")
  func near() throws {
    let folder = try folder(of: ["Regular"])
    let error = #expect(throws: DiagnosticsError.self) {
      try library("fonts: {text: Open Sand}", folders: [folder.url.path])
    }
    let hints = error?.diagnostics.first?.hints
    #expect(hints?.first == "did you mean 'Open Sans'?")
    #expect(hints?.last == "there are Open Sans")
    let none = #expect(throws: DiagnosticsError.self) {
      try library("fonts: {text: Open Sans}", folders: [try TemporaryFolder().url.path])
    }
    #expect(none?.diagnostics.first?.hints.last == "no family is there")
  }

  @Test("bold and italic that the family lacks are told where a letter uses them")
  func lackingStyles() throws {
    let folder = try folder(of: ["Regular", "Bold"])
    let file = try folder.write("paper: A4\nfonts: {text: Open Sans}\n", to: "s.yaml")
    let stationery = try Stationery.read(path: file.path, named: "s.yaml").output
    let fonts = try FontLibrary(
      stationery.fonts, folders: [folder.url.path], places: stationery.places)
    let layout = try LetterLayout(
      stationery: stationery, fonts: fonts, language: "nb",
      pictures: PictureLoader { _, _ throws(DiagnosticsError) in
        throw DiagnosticsError(.error("test.picture", "there is none"))
      }, options: .init())
    func warnings(_ style: Inline.Style) throws -> [String] {
      let inlines = [Inline.plain("a "), Inline("b", style: style, origin: place(2))]
      let letter = Letter.with([.at(1, .paragraph(inlines)), .at(2, .paragraph(inlines))])
      return try layout.paginate(letter).warnings.map(\.description)
    }
    #expect(try warnings(.strong) == [])
    let told = try warnings(.emphasis)
    #expect(told.count == 1)
    #expect(
      told.first?.hasPrefix(
        "s.yaml:2:15: warning: 'Open Sans' has no italic, and italic text is set in 'Regular' "
          + "[layout.missing-style]") == true, "\(told)")
  }

  @Test("a bold that is there and is not chosen is told where a letter uses it")
  func unchosenStyle() throws {
    // The bold has no letters but those of English: fontconfig puts the language above the weight.
    let folder = projectFolder.appending(path: "Tests/LayoutTests/Fixtures").path
    let fixture = try TemporaryFolder()
    let file = try fixture.write("fonts: {text: Flett Uneven}\n", to: "s.yaml")
    let stationery = try Stationery.read(path: file.path, named: "s.yaml").output
    let fonts = try FontLibrary(stationery.fonts, folders: [folder], places: stationery.places)
    let layout = try LetterLayout(
      stationery: stationery, fonts: fonts, language: "nb",
      pictures: PictureLoader { _, _ throws(DiagnosticsError) in
        throw DiagnosticsError(.error("test.picture", "there is none"))
      }, options: .init())
    let bold = Block.at(1, .paragraph([Inline("b", style: .strong, origin: place(2))]))
    let told = try layout.paginate(Letter.with([bold])).warnings.map(\.description)
    #expect(
      told.map { $0.replacing(folder, with: "") } == [
        """
        s.yaml:1:15: warning: the bold of 'Flett Uneven', '/FlettUneven-Bold.ttf', is not chosen, \
        and bold text is set in 'Regular': the file lacks letters of the language, or calls itself \
        otherwise [layout.missing-style]
          hint: put the family's bold into the folder 'Fonts', or name another family
        """
      ])
  }

  @Test("families that lend characters are only looked for when one is needed")
  func lazily() throws {
    let library = try library("fonts: {text: Open Sans, fallback: [No Such Sans]}")
    let error = #expect(throws: DiagnosticsError.self) { try library.extended() }
    #expect(error?.diagnostics.map(\.message) == ["there is no font family 'No Such Sans'"])
  }

  @Test("a variable font is refused")
  func variable() {
    let folder = projectFolder.appending(path: "Tests/LayoutTests/Fixtures")
      .path(percentEncoded: false)
    let error = #expect(throws: DiagnosticsError.self) {
      try library("fonts: {text: Flett Variable}", folders: [folder])
    }
    #expect(
      error?.description.replacing(folder, with: "") == """
        error: 'Flett Variable' is a variable font, which a letter cannot carry \
        [layout.variable-font]
          hint: use the family's static files instead of '/FlettVariable.ttf'
        """)
    #expect(error?.failure == .configuration)
  }

  @Test("a file that is called like a font and is none is named")
  func noFont() throws {
    let folder = try TemporaryFolder()
    try folder.write("not a font", to: "OpenSans-Regular.ttf")
    let error = #expect(throws: DiagnosticsError.self) {
      try library(
        "fonts: {text: Open Sans}", folders: [folder.url.path(percentEncoded: false)])
    }
    #expect(error?.diagnostics.map(\.id) == ["layout.broken-font"])
    #expect(
      error?.diagnostics.first?.message.hasSuffix(
        "/OpenSans-Regular.ttf' is damaged: it cannot be read as a font") == true)
  }

  @Test("the nearest folder Fonts above the stationery goes before the system's")
  func folders() throws {
    let folder = try TemporaryFolder()
    let stationery = try folder.write("", to: "Fonts/../a/b/s.yaml")
    try folder.write("", to: "Fonts/x")
    let path = folder.url.path(percentEncoded: false)
    #expect(
      FontLibrary.folders(near: stationery.path) == [path + "Fonts", "/usr/share/fonts"])
    try folder.write("", to: "a/Fonts/x")
    #expect(
      FontLibrary.folders(near: stationery.path) == [path + "a/Fonts", "/usr/share/fonts"])
  }

  @Test("a family of the folder Fonts is taken instead of the system's")
  func preferred() throws {
    let folder = try TemporaryFolder()
    let system = try library("fonts: {text: Open Sans}")
    let regular = try #require(system.basic.faces.first { $0.isPlain && !$0.isItalic })
    try folder.write(try Data(contentsOf: URL(filePath: regular.path)), to: "Open.ttf")
    let path = folder.url.path(percentEncoded: false)
    let own = try library("fonts: {text: Open Sans}", folders: [path, "/usr/share/fonts"])
    let found = try #require(own.basic.faces.first { $0.isPlain && !$0.isItalic })
    #expect(URL(filePath: found.path).lastPathComponent == "Open.ttf")
    #expect(own.basic.faces.contains { $0.isBold && $0.path.hasPrefix("/usr/share/fonts/") })
  }
}
