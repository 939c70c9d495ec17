import DisplayList
import Geometry

extension ShapedText {
  /// A part of the text as a line.
  ///
  /// - Parameters:
  ///   - start: Where the line begins, in UTF-8 bytes of the text.
  ///   - place: Where it ends.
  /// - Returns: The line; the space at its end has no width, unless the text ends there.
  package func line(from start: Int, to place: LinePlace) -> ShapedLine {
    let end = place.offset
    let ink = end == bytes.count ? end : max(start, self.end(ofInkBefore: end))
    var line = ShapedLine(range: start..<end, isForced: place.kind == .forced)
    if case .hyphen = place.kind { line.isHyphenated = true }
    line.endsInWord = place.kind == .emergency
    var levels: [UInt8] = []
    for index in (item(endingAt: start) ?? 0)..<items.count {
      let item = items[index]
      guard item.item.range.lowerBound < end else { break }
      let part = item.item.range.clamped(to: start..<end)
      if part.isEmpty { continue }
      let insertion = part.upperBound == end ? insertion(at: place) : nil
      line.runs.append(run(part, of: item, inserting: insertion ?? [], ink: ink))
      levels.append(item.item.level)
    }
    line.order(levels)
    return line
  }

  /// A part of an item; what lies behind the ink has no width.
  private func run(
    _ part: Range<Int>, of item: Item, inserting insertion: [UInt32], ink: Int
  ) -> ShapedLine.Run {
    var run = ShapedLine.Run(
      face: item.shaped.face, x: .zero, glyphs: [], clusters: [], range: part,
      isRightToLeft: item.item.isRightToLeft)
    if part == item.item.range, insertion.isEmpty {
      (run.glyphs, run.clusters) = (item.shaped.glyphs, item.shaped.clusters)
    } else {
      cut(part, of: item, inserting: insertion, into: &run)
    }
    if part.upperBound > ink { run.hideGlyphs(from: ink) }
    bytes.withUnsafeBufferPointer { run.noteWordSpaces(in: $0) }
    return run
  }

  /// Takes a part as it is where cutting changes no glyph at either end, and shapes it for itself otherwise: what is
  /// cut off may be what the letters before it, up to anywhere, were chosen for.
  private func cut(
    _ part: Range<Int>, of item: Item, inserting insertion: [UInt32], into run: inout ShapedLine.Run
  ) {
    let first = item.cut(behind: part.lowerBound)
    let last = item.cut(before: part.upperBound)
    if insertion.isEmpty, first.offset == part.lowerBound, last.offset == part.upperBound {
      let range = item.glyphs(from: first, to: last)
      run.glyphs = Array(item.shaped.glyphs[range])
      run.clusters = Array(item.shaped.clusters[range])
    } else {
      let shaped = shape(part, of: item, inserting: insertion)
      (run.glyphs, run.clusters) = (shaped.glyphs, shaped.clusters)
    }
  }
}

extension ShapedLine.Run {
  /// Finds the word spaces that have a width.
  fileprivate mutating func noteWordSpaces(in text: UnsafeBufferPointer<UInt8>) {
    isWordSpace = zip(glyphs, clusters).map { glyph, cluster in
      glyph.advance > 0 && text.isWordSpace(at: Int(cluster))
    }
  }

  /// Takes width and glyphs from the white space from a place on.
  fileprivate mutating func hideGlyphs(from offset: Int) {
    for index in glyphs.indices where Int(clusters[index]) >= offset {
      glyphs[index] = .init(id: GlyphRun.Glyph.none, advance: 0)
    }
  }
}

extension ShapedLine {
  /// Puts the runs, which are in the order of the text, in their order from left to right, and sums up their widths.
  ///
  /// - SeeAlso: UAX #9, L2.
  fileprivate mutating func order(_ levels: [UInt8]) {
    if let highest = levels.max(), highest > 0 {
      var numbers = Array(runs.indices)
      for level in stride(from: highest, through: 1, by: -1) {
        var first = 0
        while first < numbers.count {
          var behind = first
          while behind < numbers.count, levels[numbers[behind]] >= level { behind += 1 }
          if behind > first { numbers[first..<behind].reverse() }
          first = max(behind, first + 1)
        }
      }
      runs = numbers.map { runs[$0] }
    }
    var (x, spaces) = (0, 0)
    for index in runs.indices {
      runs[index].x = Length(units: x)
      for (glyph, isSpace) in zip(runs[index].glyphs, runs[index].isWordSpace) {
        x += Int(glyph.advance)
        if isSpace { spaces += Int(glyph.advance) }
      }
    }
    (width, self.spaces) = (Length(units: x), Length(units: spaces))
  }
}
