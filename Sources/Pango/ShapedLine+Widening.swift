import DisplayList
package import Geometry

extension ShapedLine {
  /// Makes the line wider, or narrower for less than zero.
  ///
  /// - Parameters:
  ///   - length: How much wider it gets, if it has any word space.
  ///   - letters: How much more room its letters get, in thousandths; the word spaces take the rest, each as much of
  ///     its own width, as far as that can be divided.
  ///   - painted: How much wider letters are painted, in thousandths.
  package mutating func widen(by length: Length, letters: Int, painted: Int) {
    guard length.units != 0 else { return }
    var letterShare = Share(part: letters, of: 1_000)
    let rest = length.units - (width.units - spaces.units) * letters / 1_000
    var spaceShare = Share(part: spaces.units > 0 ? rest : 0, of: max(1, spaces.units))
    var x = 0
    for run in runs.indices {
      runs[run].x = Length(units: x)
      runs[run].stretch = GlyphRun.unstretched + painted
      for index in runs[run].glyphs.indices {
        let advance = Int(runs[run].glyphs[index].advance)
        let more =
          runs[run].isWordSpace[index]
          ? spaceShare.next(of: advance) : letterShare.next(of: advance)
        runs[run].glyphs[index].advance = Int32(clamping: advance + more)
        let shift = Int(runs[run].glyphs[index].xOffset)
        runs[run].glyphs[index].xOffset = Int32(clamping: shift + shift * painted / 1_000)
        x += advance + more
      }
    }
    spaces = Length(units: spaces.units + spaceShare.given)
    width = Length(units: x)
  }

  /// Gives a share of lengths, one after the other, so that what is given so far is never off by more than a unit.
  private struct Share {
    let part, whole: Int
    private var seen = 0
    /// What was given so far.
    private(set) var given = 0

    init(part: Int, of whole: Int) {
      (self.part, self.whole) = (part, whole)
    }

    mutating func next(of length: Int) -> Int {
      seen += length
      let due = seen * part / whole
      defer { given = due }
      return due - given
    }
  }
}
