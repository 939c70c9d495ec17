import Geometry
import Pango

/// Chooses the lines of a paragraph and cuts them.
struct ParagraphBreaker {
  private let text: ShapedText
  private let paragraph: Paragraph
  private let width: Int
  private var demerits: LineDemerits
  private let partsWords: Bool

  private let words: LineWords
  /// Where punctuation stands out.
  private let edges: HangingEdges
  /// Where the paragraph begins.
  private let beginning: LinePlace

  /// A breaker of a shaped paragraph into lines of a width.
  ///
  /// - Parameters:
  ///   - text: The paragraph in one line.
  ///   - paragraph: The same as a text.
  ///   - width: How wide a line may be.
  ///   - demerits: What is held against lines.
  ///   - partsWords: Whether a word that is too wide for any line is parted.
  init(
    _ text: ShapedText, _ paragraph: Paragraph, width: Length, demerits: LineDemerits,
    partsWords: Bool
  ) {
    (self.text, self.paragraph, words) = (text, paragraph, LineWords(paragraph.text))
    (self.width, self.demerits, self.partsWords) = (width.units, demerits, partsWords)
    edges = demerits.room.hangingEdges
    var beginning = [LinePlace(offset: 0, kind: .forced)]
    text.measure(&beginning, hangingAt: edges)
    self.beginning = beginning[0]
  }

  /// The lines of a text that is broken only where its author says so.
  static func unbroken(_ text: ShapedText) -> [ShapedLine] {
    cut(text, at: text.places.filter { $0.kind == .forced })
  }

  /// The lines; words that belong together are parted only where they are too wide.
  ///
  /// - Parameters:
  ///   - keepsBonds: Whether they are never parted.
  ///   - hyphens: Gives the places where words may be hyphenated; asked only where lines are not good without.
  /// - Returns: The lines from the top.
  func lines(
    keepingBonds keepsBonds: Bool = false, hyphens: () -> [LinePlace] = { [] }
  ) -> [ShapedLine] {
    let bonds = WordBonds.places(in: paragraph.text, paragraph.spans)
    let all = measured(text.places)
    var places = all.without(bonds)
    var chosen = chosen(among: &places)
    if !areGood(chosen) {
      let hyphens = hyphens()
      if !hyphens.isEmpty {
        places = places.merged(with: measured(hyphens))
        chosen = self.chosen(among: &places)
      }
    }
    // Words that stay together are parted before they stand out of their column.
    if !keepsBonds, !bonds.isEmpty, isTooWide(chosen) {
      places = all.merged(with: places)
      chosen = self.chosen(among: &places)
    }
    if !keepsBonds, isTooWide(chosen) { chosen = parted(chosen, among: places) }
    return set(chosen)
  }

  /// Lines that end at these places, as wide as they are to be.
  private func set(_ chosen: [LinePlace]) -> [ShapedLine] {
    var lines = ParagraphBreaker.cut(text, at: chosen)
    guard demerits.room != .none else { return lines }
    for (index, start) in ([beginning] + chosen.dropLast()).enumerated() {
      lines[index].startHang = Length(units: start.startHang)
      lines[index].endHang = Length(units: chosen[index].hang)
      set(&lines[index])
    }
    return lines
  }

  private func set(_ line: inout ShapedLine) {
    let natural = LineRoom.Line(
      from: (line.startHang.units + line.endHang.units, 0),
      to: (line.width.units, line.spaces.units), within: width, isFree: line.isForced)
    let change = demerits.room.change(of: natural)
    let letters = demerits.room.widening(for: change, natural)
    line.widen(
      by: Length(units: change), letters: letters, painted: demerits.room.painted(letters))
  }

  /// The places where lines end if nothing but more hyphens running, or parted words, keep them in their measure.
  private func parted(_ chosen: [LinePlace], among places: [LinePlace]) -> [LinePlace] {
    var (lenient, places) = (self, places)
    lenient.demerits.allowsLadders = true
    let hyphenated = lenient.chosen(among: &places)
    guard partsWords, isTooWide(hyphenated) else { return hyphenated }
    places = places.merged(with: measured(emergencies(in: hyphenated)))
    return lenient.chosen(among: &places)
  }

  /// The places between the characters of lines that are too wide.
  private func emergencies(in chosen: [LinePlace]) -> [LinePlace] {
    var places: [LinePlace] = []
    var (start, before) = (paragraph.text.startIndex, beginning)
    for place in chosen {
      let end = paragraph.text.utf8.index(start, offsetBy: place.offset - before.offset)
      if setting(before, place).room < 0 {
        var offset = before.offset
        for character in paragraph.text[start..<end] {
          offset += character.utf8.count
          places.append(LinePlace(offset: offset, kind: .emergency))
        }
      }
      (start, before) = (end, place)
    }
    return places
  }

  /// Whether no line leaves so much room, or has such wide spaces, that a hyphen could be worth its cost.
  private func areGood(_ chosen: [LinePlace]) -> Bool {
    var start = beginning
    return chosen.allSatisfy { place in
      let (room, strain) = setting(start, place)
      start = place
      if place.kind == .forced { return room >= 0 }
      return room >= 0 && room * 1_000 <= width * demerits.tolerance
        && strain <= demerits.toleratedStrain
    }
  }

  private func measured(_ places: [LinePlace]) -> [LinePlace] {
    var places = places
    text.measure(&places, hangingAt: edges)
    return places
  }

  /// The places where lines end, of some measured places, which are measured exactly where that matters.
  private func chosen(among places: inout [LinePlace]) -> [LinePlace] {
    if places.count == 1 { return places }
    while true {
      let ends = places.map { words.end(at: $0) }
      let breaks = TotalFit.breaks(ends, width: width, demerits: demerits, start: beginning.start)
      let chosen = breaks.map { places[$0] }
      guard isTooWide(chosen), measureExactly(breaks, &places) else { return chosen }
    }
  }

  /// Measures exactly where lines are to end; whether any reaches elsewhere than it did.
  private func measureExactly(_ breaks: [Int], _ places: inout [LinePlace]) -> Bool {
    var isChanged = false
    for index in breaks {
      if [.word, .forced].contains(places[index].kind) { continue }
      let before = places[index]
      text.measureExactly(&places[index], hangingAt: edges)
      if places[index] != before { isChanged = true }
    }
    return isChanged
  }

  private func isTooWide(_ chosen: [LinePlace]) -> Bool {
    var start = beginning
    for place in chosen {
      if setting(start, place).room < 0 { return true }
      start = place
    }
    return false
  }

  /// The room that a line from one place to another leaves as it is to be set, and how far it gives way for that.
  private func setting(_ start: LinePlace, _ end: LinePlace) -> (room: Int, strain: Int) {
    let line = LineRoom.Line(
      from: (start.start, start.startSpaces), to: (end.reach, end.spaces), within: width,
      isFree: end.kind == .forced)
    let change = demerits.room.change(of: line)
    return (line.room - change, demerits.room.strain(of: change, line))
  }

  private static func cut(_ text: ShapedText, at places: [LinePlace]) -> [ShapedLine] {
    var start = 0
    return places.map { place in
      defer { start = place.offset }
      return text.line(from: start, to: place)
    }
  }
}

extension [LinePlace] {
  /// These places and others, both in ascending order; of two at the same offset, the first counts.
  fileprivate func merged(with others: [LinePlace]) -> [LinePlace] {
    var merged: [LinePlace] = []
    merged.reserveCapacity(count + others.count)
    var next = others[...]
    for place in self {
      while let other = next.first, other.offset <= place.offset {
        if other.offset < place.offset { merged.append(other) }
        next.removeFirst()
      }
      merged.append(place)
    }
    return merged
  }

  /// The places but those at some offsets, both in ascending order; no line end of the author's is left out.
  fileprivate func without(_ offsets: [Int]) -> [LinePlace] {
    if offsets.isEmpty { return self }
    var next = 0
    return filter { place in
      while next < offsets.count, offsets[next] < place.offset { next += 1 }
      return next == offsets.count || offsets[next] != place.offset || place.kind == .forced
    }
  }
}
