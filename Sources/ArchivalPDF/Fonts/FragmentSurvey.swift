import Diagnostics
import DisplayList

/// The glyphs of a face that something needs.
struct FontDemand {
  let program: FontProgram
  var glyphs = GlyphSet()
  /// Whether another letter may need others, as values stand in this face.
  var holdsValues = false
}

/// Which glyphs and pictures a fragment needs.
struct FragmentSurvey {
  /// The faces in the order of first use.
  private(set) var fonts: [FontDemand] = []
  /// The pictures in the order of first use.
  private(set) var pictures: [Picture] = []

  /// Looks through a fragment.
  ///
  /// - Throws: ``DiagnosticsError`` with every face that cannot be embedded and every character that
  ///   a face does not have.
  init(_ fragment: Fragment, fonts store: FontStore) throws(DiagnosticsError) {
    var problems = DiagnosticCollector()
    for item in fragment.items {
      switch item.content {
      case .text(let run): survey(run, of: item, fonts: store, problems: &problems)
      case .image(let picture, in: _): if !pictures.contains(picture) { pictures.append(picture) }
      case .fill: break
      }
    }
    guard !problems.hasErrors else { throw DiagnosticsError(problems.diagnostics) }
  }

  private mutating func survey(
    _ run: GlyphRun, of item: Item, fonts store: FontStore, problems: inout DiagnosticCollector
  ) {
    let program: FontProgram
    do throws(DiagnosticsError) {
      program = try store.program(for: run.face)
    } catch {
      return problems.report(contentsOf: error.diagnostics)
    }
    let slot = slot(of: program)
    if run.isValue { fonts[slot].holdsValues = true }
    for (index, glyph) in run.glyphs.enumerated() where glyph.id != GlyphRun.Glyph.none {
      // No text may call for the glyph that stands for missing ones.
      guard glyph.id > 0, Int(glyph.id) < program.glyphCount else {
        let rule = BrokenRule.character(run.text(at: index), in: run.face)
        problems.report(rule.diagnostic(at: item.origin))
        continue
      }
      fonts[slot].glyphs.insert(glyph.id)
    }
    // The space that stands at the end of a line in extracted text.
    if let space = program.space { fonts[slot].glyphs.insert(space) }
  }

  private mutating func slot(of program: FontProgram) -> Int {
    if let slot = fonts.firstIndex(where: { $0.program === program }) { return slot }
    fonts.append(FontDemand(program: program))
    return fonts.count - 1
  }
}

extension GlyphRun {
  /// The text of the cluster that a glyph belongs to.
  func text(at index: Int) -> String {
    let utf8 = Array(text.utf8)
    guard index < clusters.count else { return "" }
    let start = max(0, min(Int(clusters[index]), utf8.count))
    let end = clusters.lazy.map(Int.init).filter { $0 > start }.min() ?? utf8.count
    return String(decoding: utf8[start..<min(end, utf8.count)], as: UTF8.self)
  }
}
