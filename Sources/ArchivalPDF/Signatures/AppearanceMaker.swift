import Diagnostics
import DisplayList
import PDFWriting

/// Makes the appearances of signatures, and keeps the last one: letters that are signed in the same
/// minute have the same.
final class AppearanceMaker {
  private let fonts: FontStore
  private let compression: StreamCompression
  private var last: Appearance?

  /// An appearance that was made, the last time that it was asked for, and what is shown of that time.
  private struct Appearance {
    let look: SignatureLook
    var time: SigningTime
    let digits: [UInt8]
    let stream: StreamData
  }

  /// A maker for the letters of a run.
  init(fonts: FontStore, compression: StreamCompression) {
    (self.fonts, self.compression) = (fonts, compression)
  }

  /// What a box looks like that was signed at some time.
  ///
  /// It is no part of the page's content, so nothing in it is marked: the widget's element stands for
  /// all of it.
  ///
  /// - Throws: ``DiagnosticsError`` if a font cannot be read any more.
  func stream(of look: SignatureLook, at time: SigningTime) throws(DiagnosticsError) -> StreamData {
    let known = last.flatMap { $0.look === look ? $0 : nil }
    if let known, known.time == time { return known.stream }
    let digits = time.digits
    if let known, known.digits == digits {
      last?.time = time
      return known.stream
    }
    var encoder = FragmentEncoder(
      look.box.fragment(at: time), bindings: try bindings(look.fonts), fonts: fonts,
      coding: compression.glyphCoding, isMarked: false)
    var out = ContentText()
    try encoder.encode().write(numberingFrom: 0, to: &out)
    let stream = compression.shared(out.bytes)
    last = Appearance(look: look, time: time, digits: digits, stream: stream)
    return stream
  }

  private func bindings(_ chosen: [SignatureLook.Font]) throws(DiagnosticsError) -> [FontBinding?] {
    var bindings: [FontBinding?] = []
    for font in chosen {
      let program = try fonts.program(for: font.face)
      let subset = try fonts.subset(
        of: program, glyphs: font.glyphs, suffix: "", compress: compression.shared)
      let missing = program.number + 1 - bindings.count
      if missing > 0 { bindings += Array(repeating: nil, count: missing) }
      bindings[program.number] = FontBinding(first: subset, firstGlyphs: font.glyphs)
    }
    return bindings
  }
}
