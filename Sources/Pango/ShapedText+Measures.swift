import DisplayList
import Geometry

extension ShapedText {
  /// Finds out how far the text before places reaches, and where the text behind them begins.
  ///
  /// - Parameters:
  ///   - places: The places in ascending order.
  ///   - edges: The ends of lines at which punctuation stands out.
  package func measure(_ places: inout [LinePlace], hangingAt edges: HangingEdges = []) {
    for index in places.indices {
      measure(&places[index])
      if !edges.isEmpty { hang(&places[index], at: edges) }
    }
  }

  /// Finds out the same for one place, exactly: with the kerning between a word and the hyphen behind it.
  package func measureExactly(_ place: inout LinePlace, hangingAt edges: HangingEdges = []) {
    measureForItself(&place)
    if !edges.isEmpty { hang(&place, at: edges) }
  }

  private func measureForItself(_ place: inout LinePlace) {
    let offset = place.offset
    if place.kind == .word, measureBetweenWords(&place) { return }
    place.spaces = spaces(before: end(ofInkBefore: offset))
    place.startSpaces = spaces(before: offset)
    place.start = start(at: offset)
    if let insertion = insertion(at: place), let index = item(endingAt: offset) {
      let item = items[index]
      let cut = item.cut(before: max(item.item.range.lowerBound, offset - 1))
      place.reach =
        cut.x + shape(cut.offset..<offset, of: item, inserting: insertion).width.units
    } else {
      place.reach = reach(at: offset)
    }
  }

  /// Measures a place behind a word where cutting changes no glyph, as between nearly all words; whether it is one.
  private func measureBetweenWords(_ place: inout LinePlace) -> Bool {
    guard let index = item(endingAt: place.offset) else { return false }
    let (item, ink) = (items[index], end(ofInkBefore: place.offset))
    let behind = item.edge(at: place.offset)
    guard ink > item.item.range.lowerBound, item.edges[behind].offset == place.offset,
      item.edges[behind].isCuttable
    else { return false }
    var before = behind
    while item.edges[before].offset > ink { before -= 1 }
    guard item.edges[before].offset == ink else { return false }
    (place.reach, place.spaces) = (item.edges[before].x, item.edges[before].spaces)
    (place.start, place.startSpaces) = (item.edges[behind].x, item.edges[behind].spaces)
    return true
  }

  private func measure(_ place: inout LinePlace) {
    // Within words, kerning is left out for now: there are many such places, and few are chosen.
    guard [.hyphen(lost: nil), .emergency].contains(place.kind),
      let index = item(endingAt: place.offset),
      let edge = cleanEdge(at: place.offset, in: items[index])
    else { return measureForItself(&place) }
    let hyphen = place.kind == .emergency ? 0 : items[index].item.font.hyphen?.width ?? 0
    (place.start, place.reach) = (edge.x, edge.x + hyphen)
    (place.startSpaces, place.spaces) = (edge.spaces, edge.spaces)
  }

  private func cleanEdge(at offset: Int, in item: Item) -> Edge? {
    let edge = item.edges[item.edge(at: offset)]
    return edge.offset == offset ? edge : nil
  }

  /// What is put in at a place, in Unicode's numbers; nil for nothing.
  func insertion(at place: LinePlace) -> [UInt32]? {
    guard case .hyphen(let lost) = place.kind, let index = item(endingAt: place.offset) else {
      return nil
    }
    let hyphen = items[index].item.font.hyphen.map { [$0.codepoint] } ?? []
    return lost.map { [$0.value] + hyphen } ?? hyphen
  }

  /// How wide all word spaces before a place are.
  private func spaces(before offset: Int) -> Int {
    guard let index = item(endingAt: offset) else { return 0 }
    return items[index].edges[items[index].edge(at: offset)].spaces
  }

  /// How far the text before a place reaches if a line ends there, without the white space at its end.
  private func reach(at offset: Int) -> Int {
    let ink = end(ofInkBefore: offset)
    guard let index = item(endingAt: offset) else { return 0 }
    let item = items[index]
    let range = item.item.range
    guard ink > range.lowerBound else {
      return self.item(endingAt: ink).map { items[$0].x(at: ink) } ?? 0
    }
    let end = min(offset, range.upperBound)
    let cut = item.cut(before: end)
    if cut.offset == end { return item.x(at: ink) }
    let shaped = shape(cut.offset..<end, of: item)
    return zip(shaped.glyphs, shaped.clusters).reduce(cut.x) {
      Int($1.1) < ink ? $0 + Int($1.0.advance) : $0
    }
  }

  /// Where the text behind a place begins if a line begins there.
  private func start(at offset: Int) -> Int {
    guard let index = item(endingAt: offset) else { return 0 }
    let item = items[index]
    guard offset > item.item.range.lowerBound else { return item.edges[0].x }
    if offset >= item.item.range.upperBound { return item.edges[item.edges.count - 1].x }
    let cut = item.cut(behind: offset)
    return cut.offset == offset
      ? cut.x : cut.x - shape(offset..<cut.offset, of: item).width.units
  }
}

extension ShapedText.Item {
  /// How far the text before a place reaches in the whole line.
  fileprivate func x(at offset: Int) -> Int { edges[edge(at: offset)].x }
}
