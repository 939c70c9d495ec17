import Cairo
package import Diagnostics
package import DisplayList
import Geometry

extension Painter {
  /// Draws a page as an SVG file that needs no other file; white paper, guides over the page.
  ///
  /// Text becomes shapes; links are not kept, as Cairo's SVG knows none.
  ///
  /// - Throws: ``DiagnosticsError`` if a font file or a picture is not what it was at layout.
  package func svg(of page: Page, guides: [Guide] = []) throws(DiagnosticsError) -> [UInt8] {
    try inOurWords {
      let surface = try SVGSurface(size: page.size)
      let paper = Rectangle(origin: .zero, size: page.size)
      try fill(paper, with: Color(red: 255, green: 255, blue: 255), on: surface.context, .svg)
      try paint(page, on: surface.context, .svg)
      try paint(guides, over: page, on: surface.context, .svg)
      return try surface.finish()
    }
  }
}
