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
  /// A word that is broken without a hyphen.
  var emergency = 1_000_000
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

  /// Up to how much room on each line words are not hyphenated at all, in thousandths of the measure.
  var tolerance = 35
  /// How many times as much what lies beyond that costs, squared.
  var excess = 20
  /// Up to how much strain (see ``LineRoom/strain(of:_:)``) words are not hyphenated at all.
  var toleratedStrain = 1_000
  /// Word spaces and letters that are as wide, or as narrow, as is allowed.
  var strain = 1_000
  /// How far word spaces give way.
  var room = LineRoom.none
  /// Whether room on the last line counts as on the others.
  var countsLastLine = false

  /// For lines that reach the margin, or not, with so much room to give.
  static func running(_ room: LineRoom) -> LineDemerits {
    var demerits = LineDemerits()
    demerits.room = room
    if room.isJustified {
      (demerits.line, demerits.hyphen, demerits.secondHyphen) = (0, 300_000, 300_000)
      demerits.toleratedStrain = 200
    }
    return demerits
  }

  /// The same for lines that do not reach the margin.
  var ragged: LineDemerits {
    guard room.isJustified else { return self }
    var ragged = LineRoom()
    (ragged.stretch, ragged.letters, ragged.hangs) = (room.stretch, room.letters, room.hangs)
    if room.shrink == 0 { ragged.shrink = 0 }
    return .running(ragged)
  }

  /// For lines of like length.
  static let balanced: LineDemerits = {
    var demerits = LineDemerits()
    (demerits.countsLastLine, demerits.mostDifference) = (true, 0)
    return demerits
  }()

  /// Whether more lines running than ``mostHyphens`` may end in hyphens.
  var allowsLadders = false

  /// How many lines running may end in hyphens.
  static let mostHyphens = 2

  /// What a line costs by itself.
  ///
  /// - Parameters:
  ///   - slack: The room that it leaves, in thousandths of the measure; less than 0 if it stands out.
  ///   - strain: How far its word spaces are stretched or shrunk, in thousandths of what is allowed.
  ///   - end: Where it ends.
  ///   - hasOneWord: Whether there is but one word on it.
  ///   - isLast: Whether it is the last line.
  ///   - isAlone: Whether it is the only line as well.
  /// - Returns: The demerits.
  func line(
    slack: Int, strain: Int = 0, end: LineEnd, hasOneWord: Bool, isLast: Bool, isAlone: Bool
  ) -> Int {
    if slack < 0 { return line - slack * overflow }
    let line = line + cost(ofStrain: strain)
    if isLast, countsLastLine { return line + slack * slack }
    if isLast {
      let isShort = slack > 850 || (hasOneWord && end.letters <= 4)
      return line + (isShort && !isAlone ? shortLastLine : 0)
    }
    if end.kind == .forced { return line }
    var demerits = line + cost(ofSlack: slack)
    if end.kind == .hyphenated { demerits += hyphen }
    if end.kind == .emergency { demerits += emergency }
    if end.kind == .word, end.letters <= 2 { demerits += shortEnd }
    return demerits
  }

  /// What it costs that a line leaves room; a justified one does only where it has no word space.
  private func cost(ofSlack slack: Int) -> Int {
    guard !room.isJustified else { return 1_000 * slack * slack }
    let beyond = max(0, slack - tolerance)
    return slack * slack + excess * beyond * beyond
  }

  /// What a line within a ragged paragraph that leaves so much room of a measure costs at least.
  func cost(ofLineLeaving room: Int, of width: Int) -> Int {
    // A line is given half of its room at most.
    line + cost(ofSlack: max(0, room) / 2 * 1_000 / width)
  }

  /// What it costs that a line gives way.
  private func cost(ofStrain strain: Int) -> Int {
    let strain = min(strain, 10_000)
    guard room.isJustified else { return self.strain * strain / 1_000 * strain / 1_000 }
    let beyond = max(0, strain - LineDemerits.wide)
    let torn = strain > LineDemerits.torn ? LineDemerits.tearing : 0
    return strain * strain + 30 * beyond * beyond + torn
  }

  /// How much wider than the font's own, in thousandths, word spaces of justified lines look wide, and torn apart.
  private static let (wide, torn) = (350, 480)
  /// A justified line that is torn apart.
  private static let tearing = 10_000_000

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
