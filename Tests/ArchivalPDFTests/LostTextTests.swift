import Diagnostics
import DisplayList
import Geometry
import PDFWriting
import Testing

@testable import ArchivalPDF

/// Text that cannot be written is told: it is never left out.
struct LostTextTests {
  @Test("a font that is not the letter's is a fault of ours: 70", arguments: [0, 1])
  func unbound(boundOthers: Int) throws {
    let fragment = Fragment(
      id: FragmentID(block: BlockID(.body, node: 1), lines: 0..<1), isStatic: false,
      size: Size(width: .millimetres(160), height: .points(14)),
      items: [.text(try Typesetter().run("Rødt"), element: 0)], elements: [Element(.paragraph)])
    let error = #expect(throws: DiagnosticsError.self) {
      var encoder = FragmentEncoder(
        fragment, bindings: Array(repeating: nil, count: boundOthers), fonts: FontStore(),
        coding: .hexadecimal)
      _ = try encoder.encode()
    }
    #expect(
      error?.description == """
        error: a text of the letter cannot be written: the font 'Open Sans Regular' was not bound to it \
        [archive.lost-text]
          hint: this is a fault in Flett: please report it
        """)
    #expect(error?.failure.rawValue == 70)
  }
}
