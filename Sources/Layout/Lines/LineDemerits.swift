/// What is held against lines, as squares of thousandths of the measure.
///
/// A line that leaves a tenth of the measure empty costs 10,000; all else is weighed against that. Whole numbers
/// only, so that the same text breaks alike on every machine.
struct LineDemerits: Hashable, Sendable {
  /// What each line costs, so that fewer are better.
  var line = 12_000
  /// A hyphen that is put in.
  var hyphen = 4_000
  /// A second hyphen below it; a third is not allowed.
  var secondHyphen = 8_000
  /// A last line that is shorter than 15 % of the measure, or has one word of up to four letters.
  var shortLastLine = 5_000
  /// A line that ends in a word of one or two letters.
  var shortEnd = 700
  /// The word of the line above at the end of a line again.
  var sameEnd = 3_000
  /// At most what it costs that neighbouring lines leave different room.
  var mostDifference = 2_500
  /// A line that stands out of its measure by a thousandth; there is one only where nothing else goes.
  var overflow = 1_000_000

  /// How many lines running may end in hyphens.
  static let mostHyphens = 2

  /// What a line costs by itself.
  ///
  /// - Parameters:
  ///   - slack: The room that it leaves, in thousandths of the measure; less than 0 if it stands out.
  ///   - end: Where it ends.
  ///   - hasOneWord: Whether there is but one word on it.
  ///   - isLast: Whether it is the last line.
  ///   - isAlone: Whether it is the only line as well.
  /// - Returns: The demerits.
  func line(slack: Int, end: LineEnd, hasOneWord: Bool, isLast: Bool, isAlone: Bool) -> Int {
    if slack < 0 { return line - slack * overflow }
    if isLast {
      let isShort = slack > 850 || (hasOneWord && end.letters <= 4)
      return line + (isShort && !isAlone ? shortLastLine : 0)
    }
    if end.kind == .forced { return line }
    var demerits = line + slack * slack
    if end.kind == .hyphenated { demerits += hyphen }
    if end.kind == .word, end.letters <= 2 { demerits += shortEnd }
    return demerits
  }

  /// What it costs that two lines are neighbours, of which the second is not the last.
  func neighbours(
    _ first: (slack: Int, end: LineEnd), _ second: (slack: Int, end: LineEnd)
  ) -> Int {
    guard second.end.kind != .forced, first.end.kind != .forced else { return 0 }
    let difference = first.slack - second.slack
    var demerits = min(mostDifference, difference * difference / 8)
    if first.end.kind == .hyphenated, second.end.kind == .hyphenated { demerits += secondHyphen }
    if first.end.word != 0, first.end.word == second.end.word { demerits += sameEnd }
    return demerits
  }
}
