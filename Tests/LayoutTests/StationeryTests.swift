import Diagnostics
import Foundation
import Geometry
import Layout
import TestSupport
import Testing

/// What a stationery file may say, and what is said of one that is at fault.
struct StationeryTests {
  /// Reads a stationery of this text.
  private func read(_ yaml: String) throws -> Stationery {
    let folder = try TemporaryFolder()
    let file = try folder.write(yaml, to: "s.yaml")
    return try Stationery.read(path: file.path(percentEncoded: false), named: "s.yaml").output
  }

  /// A fault and what is said of it.
  struct Fault: CustomTestStringConvertible {
    let yaml: String
    let message: String

    init(_ yaml: String, _ message: String) {
      (self.yaml, self.message) = (yaml, message)
    }

    var testDescription: String { yaml }
  }

  static let faults = [
    Fault(
      "paper: A3",
      """
      s.yaml:1:8: error: there is no paper 'A3' [stationery.paper]
        hint: write A4, A5, Letter, or {width: 210 mm, height: 297 mm}
      """),
    Fault(
      "window: NO C4",
      """
      s.yaml:1:9: error: there is no address window 'NO C4' [stationery.window]
        hint: the windows are NO C5, NO C6/5, NO E6/5, NO EC4, DIN A, DIN B; or write \
      {left: 15 mm, top: 44 mm, width: 105 mm, height: 35 mm}
      """),
    Fault(
      "margins: {left: 25}",
      """
      s.yaml:1:17: error: 'left' of the margins must be a length such as 25 mm or 10.5 pt \
      [configuration.value]
      """),
    Fault(
      "margins: {left: -5 mm}",
      """
      s.yaml:1:17: error: 'left' of the margins must be a length such as 25 mm or 10.5 pt \
      [configuration.value]
      """),
    Fault(
      "margins: 25 mm",
      """
      s.yaml:1:10: error: the margins must be a group of named values, not a text \
      [configuration.kind]
      """),
    Fault(
      "fold marks: [105 mm, twice]",
      """
      s.yaml:1:22: error: a fold mark must be a length from the top edge [configuration.value]
        hint: write for instance [105 mm, 210 mm]
      """),
    Fault(
      "colors: {text: blue}",
      """
      s.yaml:1:16: error: 'text' of the colors must be a color such as "#1b3a5c", between quotes \
      [configuration.value]
      """),
    Fault(
      "text: {size: 2 pt}",
      """
      s.yaml:1:14: error: 'size' of 'text' must be a length from 4 pt to 200 pt \
      [configuration.value]
      """),
    Fault(
      "signers: {columns: 5}",
      """
      s.yaml:1:20: error: 'columns' of the signers' place must be a whole number from 1 to 4 \
      [configuration.value]
      """),
    Fault(
      "letterhead: {logo: {file: logo.png}}",
      """
      s.yaml:1:20: error: a logo needs a file, a width and a text [stationery.logo]
        hint: write {file: logo.png, width: 30 mm, text: what the logo says}
      """),
    Fault(
      "footer: {right: \"{{side}}\"}",
      """
      s.yaml:1:17: error: header and footer have no field 'side' [stationery.field]
        hint: the fields are {{page}}, {{pages}} and {{title}}
      """),
    Fault(
      "footer: {right: \"{{page\"}",
      """
      s.yaml:1:17: error: header and footer have no field 'page' [stationery.field]
        hint: the fields are {{page}}, {{pages}} and {{title}}
      """),
    Fault(
      "footer: {right: [a]}",
      """
      s.yaml:1:17: error: this must be a text, or a text for each language [configuration.value]
        hint: write "Side {{page}} av {{pages}}" or {nb: "Side {{page}}", en: "Page {{page}}"}
      """),
    Fault(
      "footer: {right: {nb: [a]}}",
      """
      s.yaml:1:22: error: this must be a text, or a text for each language [configuration.value]
        hint: write "Side {{page}} av {{pages}}" or {nb: "Side {{page}}", en: "Page {{page}}"}
      """),
    Fault(
      "margins: {top: 150 mm, bottom: 150 mm}",
      """
      s.yaml:1:1: error: the margins leave less than 40 mm for text [stationery.measures]
        hint: make the margins smaller or the paper larger
      """),
    Fault(
      "body top: 260 mm",
      """
      s.yaml:1:1: error: 'body top' leaves no room for text on the first page [stationery.measures]
        hint: make it smaller
      """),
    Fault(
      "window: {left: 150 mm}",
      """
      s.yaml:1:1: error: the address window reaches over the edge of the paper [stationery.measures]
        hint: check its left, top, width and height
      """),
    Fault(
      "window: {width: 20 mm}",
      """
      s.yaml:1:1: error: the left margin leaves less than 30 mm of the address window \
      [stationery.measures]
        hint: the address begins at the left margin: make the margin smaller
      """),
    Fault(
      "window: {height: 8 mm}",
      """
      s.yaml:1:1: error: the address window has no room for a line of text [stationery.measures]
        hint: make it higher, or the text smaller
      """),
    Fault(
      "reference: {left: 180 mm}",
      """
      s.yaml:1:1: error: the reference column leaves less than 15 mm for its values \
      [stationery.measures]
        hint: move it to the left or make its labels' part narrower
      """),
    Fault(
      "reference: {left: 20 mm, column: 2}",
      """
      s.yaml:1:26: error: the reference column has either a left edge or a column \
      [stationery.reference]
        hint: leave one of the two out
      """),
    Fault(
      "reference: {column: 4}",
      """
      s.yaml:1:21: error: 'column' of the reference column must be a whole number from 1 to 3 \
      [configuration.value]
      """),
    Fault(
      "reference: {top: here}",
      """
      s.yaml:1:18: error: 'top' of the reference column must be a length such as 25 mm, or address \
      [configuration.value]
      """),
    Fault(
      "lists: {size: large}",
      """
      s.yaml:1:15: error: 'size' of the lists must be one of text, small [configuration.value]
      """),
    Fault(
      "lists: {columns: 5}",
      """
      s.yaml:1:18: error: 'columns' of the lists must be auto or a whole number from 1 to 4 \
      [configuration.value]
      """),
    Fault(
      "lists: {columns: auto, run-in: yes}",
      """
      s.yaml:1:24: error: lists are either run in or in columns [stationery.lists]
        hint: leave one of the two out
      """),
    Fault(
      "signers: {balanced: often}",
      """
      s.yaml:1:21: error: 'balanced' of the signers' place must be yes or no [configuration.value]
      """),
    Fault(
      "header: {one page: no}",
      """
      s.yaml:1:10: error: the header has no setting 'one page' [configuration.unknown-name]
        hint: the settings are center, left, right
      """),
    Fault(
      "title: {space above: 3 pt}",
      """
      s.yaml:1:9: error: 'title' has no setting 'space above' [configuration.unknown-name]
        hint: the settings are leading, size, space below
      """),
    Fault(
      "fonts: {fallback: [[a]]}",
      """
      s.yaml:1:20: error: a fallback font must be the name of a family [configuration.value]
        hint: write for instance [Noto Sans, Noto Sans Hebrew]
      """),
  ]

  @Test("faults are told at their place, with what to write", arguments: faults)
  func fault(_ fault: Fault) {
    let error = #expect(throws: DiagnosticsError.self) { try read(fault.yaml) }
    #expect(error?.description == fault.message)
    #expect(error?.failure == .configuration)
  }

  @Test("a setting that there is not is told with the likely one")
  func unknownName() throws {
    let error = #expect(throws: DiagnosticsError.self) { try read("margin: {left: 20 mm}") }
    let text = try #require(error?.description)
    #expect(
      text.hasPrefix(
        """
        s.yaml:1:1: error: the stationery has no setting 'margin' [configuration.unknown-name]
          hint: did you mean 'margins'?
          hint: the settings are body top, 
        """), "\(text)")
  }

  @Test("all faults are told at once")
  func all() {
    let error = #expect(throws: DiagnosticsError.self) {
      try read("paper: A3\nwindow: X\ncolors: {text: 1, accent: 2}\nsize: 1\n")
    }
    #expect(error?.diagnostics.map(\.location?.line) == [1, 2, 3, 3, 4])
    #expect(error?.diagnostics.allSatisfy { $0.failure == .configuration } == true)
  }

  @Test(
    "what is no YAML, no mapping or no text is told",
    arguments: [
      "paper: [", "- a\n- b\n", "just words", "a: 1\na: 2\n",
    ])
  func broken(_ yaml: String) {
    let error = #expect(throws: DiagnosticsError.self) { try read(yaml) }
    #expect(error?.failure == .configuration)
    #expect(error?.diagnostics.first?.location?.file == "s.yaml")
  }

  @Test("bytes that are not UTF-8 are told")
  func encoding() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(.init([0x70, 0xF8, 0x0A]), to: "s.yaml")
    let error = #expect(throws: DiagnosticsError.self) {
      try Stationery.read(path: file.path, named: "s.yaml")
    }
    #expect(
      error?.description
        == "s.yaml:1:1: error: the stationery 's.yaml' is not UTF-8 text [stationery.encoding]\n"
        + "  hint: save it again as UTF-8")
  }

  @Test("a file that is not there is missing input")
  func missing() {
    let error = #expect(throws: DiagnosticsError.self) {
      try Stationery.read(path: "/nowhere/s.yaml", named: "s.yaml")
    }
    #expect(
      error?.description == """
        error: the stationery 's.yaml' cannot be read [stationery.missing]
          hint: check the name and the folder, and who may read the file
        """)
    #expect(error?.failure == .input)
  }

  @Test("what is not said is that of a plain public letter", arguments: ["", "paper:\nmargins:\n"])
  func standards(_ yaml: String) throws {
    let stationery = try read(yaml)
    #expect(stationery.paper == .a4)
    #expect(stationery.window.name == "NO C5")
    #expect(stationery.text.size == .points(10))
    #expect(stationery.text.leading == .points(14))
    #expect(stationery.foldMarks.isEmpty)
  }

  @Test("a size without line distance has the usual one for it")
  func leading() throws {
    #expect(try read("text: {size: 20 pt}").text.leading == .points(28))
  }

  @Test("windows are known by name in any case", arguments: AddressWindow.named.map(\.name))
  func windows(_ name: String) throws {
    #expect(try read("margins: {left: 20 mm}\nwindow: \(name.lowercased())").window.name == name)
  }

  @Test(
    "the stationeries that come with Flett are good",
    arguments: [
      "Templates/stationery/ks.yaml", "Templates/stationery/fjordvik.yaml",
      "Sources/Composition/Starter/Resources/stationery.yaml", "Scripts/benchmark/ks.yaml",
    ])
  func shipped(_ path: String) throws {
    let file = projectFolder.appending(path: path)
    let read = try Stationery.read(path: file.path, named: path)
    #expect(read.warnings.isEmpty)
    _ = try FontLibrary(read.output.fonts, folders: FontLibrary.folders(near: file.path)).extended()
  }
}
