import DisplayList
import Drawing
import Foundation
import Geometry
import TestSupport
import Testing

struct PDFLinkTests {
  @Test("a link is one area for each of its lines, over the words that belong to it")
  func areas() throws {
    let links = try annotations(on: try Sample.everything())
    #expect(links.count == 2, "\(links)")
    #expect(links.allSatisfy { $0.address == "https://ks.no/p%C3%A5%20%281%29?a=%27b%27%5C" })
    let paper = Size.a4.height.points
    let first = try #require(links.first)
    #expect(abs(first.left - (72 + 59)) < 0.5)
    #expect(abs(first.top - (paper - 100 - 1)) < 0.01)  // baseline 12 less ascent 11
    let second = try #require(links.last)
    #expect(abs(second.left - 72) < 0.01)
    #expect(second.right > 72 + 40, "the span within the link belongs to it")
    #expect(abs(second.top - (paper - 100 - 17)) < 0.01)
  }

  @Test("two links to one address that touch stay two")
  func neighbours() throws {
    let elements = [
      Element(.paragraph), Element(.link(target: "https://a.no"), in: 0),
      Element(.link(target: "https://a.no"), in: 0),
    ]
    let items = [
      Sample.text(try Sample.run("en"), element: 1),
      Sample.text(try Sample.run("to", x: 20), element: 2),
    ]
    let links = try annotations(on: Sample.page([Sample.block(items, elements: elements)]))
    #expect(links.map(\.address) == ["https://a.no", "https://a.no"])
  }

  private struct Annotation {
    let address: String
    let left, top, right: Double
  }

  /// The link annotations of a page drawn as PDF, as qpdf tells them.
  private func annotations(on page: Page) throws -> [Annotation] {
    let bytes = try Painter().pdf(of: Sample.letter([page]))
    let json = try Program("qpdf").run(["--json=1", "--json-key=objects", "FILE"], on: bytes).output
    let tree = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let objects = try #require(tree?["objects"] as? [String: Any])
    let keys = objects.keys.sorted { $0.localizedStandardCompare($1) == .orderedAscending }
    return keys.compactMap { objects[$0] as? [String: Any] }.compactMap { object in
      guard object["/Subtype"] as? String == "/Link", let action = object["/A"] as? [String: Any],
        let address = action["/URI"] as? String, let corners = object["/Rect"] as? [Double]
      else { return nil }
      return Annotation(
        address: address, left: corners[0], top: corners[3], right: corners[2])
    }
  }
}
