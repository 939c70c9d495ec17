import DisplayList

/// The fonts in which a letter's signature is set.
struct AppearanceFonts {
  /// The letter's fonts, by the number of their program.
  let bindings: [FontBinding?]
  /// How their glyphs are numbered, where that is not as in the font file.
  let numberings: [Int]

  /// The fonts of a letter that was planned.
  init(_ plan: LetterPlan) {
    bindings = plan.bindings
    numberings = plan.sharedFonts.map(\.numbering)
  }
}

/// Makes the appearances of signatures, and keeps the last one: letters that are signed in the same
/// minute have the same.
final class AppearanceMaker {
  private let fonts: FontStore
  private let compress: ([UInt8]) -> StreamData
  private var last: (blank: Fragment, time: String, numberings: [Int], stream: StreamData)?

  /// A maker for the letters of a run.
  init(fonts: FontStore, compress: @escaping ([UInt8]) -> StreamData) {
    (self.fonts, self.compress) = (fonts, compress)
  }

  /// What a box looks like that was signed at some time.
  ///
  /// It is no part of the page's content, so nothing in it is marked: the widget's element stands for
  /// all of it.
  func stream(of box: SignatureBox, at time: SigningTime, _ fonts: AppearanceFonts) -> StreamData {
    let text = box.timeForm.text(time)
    if let last, last.blank === box.blank, last.time == text, last.numberings == fonts.numberings {
      return last.stream
    }
    var encoder = FragmentEncoder(
      box.fragment(at: time), bindings: fonts.bindings, fonts: self.fonts, isMarked: false)
    var out = ObjectBytes()
    encoder.encode().write(numberingFrom: 0, to: &out)
    let stream = compress(out.bytes)
    last = (box.blank, text, fonts.numberings, stream)
    return stream
  }
}
