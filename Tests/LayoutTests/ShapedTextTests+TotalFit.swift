import Geometry
import TestSupport
import Testing

@testable import Layout
@testable import Pango

extension ShapedTextTests {
  @Test("lines of random texts in five scripts are never worse than filled ones", arguments: 0..<5)
  func neverWorse(_ script: Int) {
    var random = SplitMix(state: UInt64(script) + 500)
    var better = 0
    for round in 0..<200 {
      let paragraph = paragraph(&random, script: script)
      let text = (round % 2 == 0 ? leftToRight : rightToLeft).text(of: paragraph)
      let demerits = [.init(), .running(.init()), LineDemerits.balanced][round % 3]
      var places = text.places
      text.measure(&places, hangingAt: demerits.room.hangingEdges)
      let words = LineWords(paragraph.text)
      let ends = places.map { words.end(at: $0) }
      let width = Length.points(Double.random(in: 60...400, using: &random)).units
      let (found, filled) = (
        TotalFit.breaks(ends, width: width, demerits: demerits),
        TotalFit.filled(ends, width: width)
      )
      let cost = { TotalFit.demerits(of: $0, ends, width: width, demerits: demerits) }
      #expect(cost(found) <= cost(filled), "\(paragraph.text) in \(width)")
      #expect(found.count <= filled.count && found.last == ends.count - 1)
      #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 })
      if cost(found) < cost(filled) { better += 1 }
    }
    #expect(better > 20)
  }
}
