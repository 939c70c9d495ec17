import Diagnostics
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
    #expect(
      error?.description == """
        error: there is no font family 'Helvetica Nova' [layout.missing-font]
          hint: put its files into the folder 'Fonts', or install the system's package of it
          hint: looked in /usr/share/fonts
        error: there is no font family 'Comic Sanskrit' [layout.missing-font]
          hint: put its files into the folder 'Fonts', or install the system's package of it
          hint: looked in /usr/share/fonts
        """)
    #expect(error?.failure == .configuration)
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
