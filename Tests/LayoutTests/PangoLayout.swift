import CPango
import DisplayList
import Geometry
import Synchronization

@testable import Pango

/// Lines as Pango's own layout makes them, to hold ours against.
///
/// One at a time: the layout has Cairo open fonts for all threads at once, which it cannot do safely (see
/// `ShapingFont`). Nothing else in this program lets it.
struct PangoLayout {
  private static let turn = Mutex(())

  /// All of a line, to be compared.
  struct Line: Equatable {
    /// A run of the line.
    struct Run: Equatable {
      var (path, x): (String, Length)
      var (glyphs, clusters): ([GlyphRun.Glyph], [Int32])
      var (range, isRightToLeft): (Range<Int>, Bool)
    }
    var (range, width, runs): (Range<Int>, Length, [Run])
  }

  let shaper: TextShaper

  /// The lines of a paragraph, each filled with as many words as it takes; runs that stand for a line's end only
  /// are left out.
  func lines(of paragraph: Paragraph, width: Length?) -> [Line] {
    PangoLayout.turn.withLock { _ in linesAlone(of: paragraph, width: width) }
  }

  private func linesAlone(of paragraph: Paragraph, width: Length?) -> [Line] {
    guard let layout = pango_layout_new(shaper.context) else { return [] }
    defer { g_object_unref(UnsafeMutableRawPointer(layout)) }
    pango_layout_set_auto_dir(layout, 0)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD)
    pango_layout_set_text(layout, paragraph.text, Int32(paragraph.text.utf8.count))
    let attributes = shaper.attributes(for: paragraph)
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    pango_layout_set_width(layout, width.map { Int32($0.units) } ?? -1)
    let bytes = Array(paragraph.text.utf8)
    return (0..<pango_layout_get_line_count(layout)).compactMap { number in
      pango_layout_get_line_readonly(layout, number).map { line($0, bytes) }
    }
  }

  private func line(_ line: UnsafeMutablePointer<PangoLayoutLine>, _ text: [UInt8]) -> Line {
    let start = Int(line.pointee.start_index)
    let end = start + Int(line.pointee.length)
    var (result, x) = (Line(range: start..<end, width: .zero, runs: []), 0)
    var next = line.pointee.runs
    while let node = next {
      next = node.pointee.next
      guard let item = node.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self).pointee,
        let run = run(item, at: &x), !text[run.range].elementsEqual([0xE2, 0x80, 0xA8])
      else { continue }
      result.runs.append(run)
    }
    result.width = Length(units: x)
    return result
  }

  private func run(_ glyphItem: PangoGlyphItem, at x: inout Int) -> Line.Run? {
    guard let item = glyphItem.item?.pointee, let string = glyphItem.glyphs?.pointee,
      let font = item.analysis.font, let face = shaper.shapingFont(font)?.face
    else { return nil }
    let start = Int(item.offset)
    var run = Line.Run(
      path: face.path, x: Length(units: x), glyphs: [], clusters: [],
      range: start..<(start + Int(item.length)), isRightToLeft: item.analysis.level % 2 == 1)
    for index in 0..<Int(string.num_glyphs) {
      let info = string.glyphs[index]
      run.clusters.append(item.offset + string.log_clusters[index])
      run.glyphs.append(
        .init(
          id: info.glyph == 0x0FFF_FFFF ? .max : info.glyph, advance: info.geometry.width,
          xOffset: info.geometry.x_offset, yOffset: info.geometry.y_offset))
      x += Int(info.geometry.width)
    }
    return run
  }
}

extension PangoLayout.Line {
  /// One of our lines, to be compared.
  init(_ line: ShapedLine) {
    self.init(
      range: line.range, width: line.width,
      runs: line.runs.map {
        .init(
          path: $0.face.path, x: $0.x, glyphs: $0.glyphs, clusters: $0.clusters, range: $0.range,
          isRightToLeft: $0.isRightToLeft)
      })
  }
}
