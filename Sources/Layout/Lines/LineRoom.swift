import Pango

/// How far the word spaces and letters of lines give way, in thousandths of the font's own.
///
/// Lines that are a little too wide are made narrower, so that a word or a syllable more has its place; those that
/// leave room are made wider. A ragged line is given half of the room that it leaves at most, so that all lines
/// still end where their words have them end. Justified lines need more: their word spaces are as wide as it takes,
/// and what that costs is for ``LineDemerits`` to say.
struct LineRoom: Hashable, Sendable {
  /// How much wider word spaces may be.
  var stretch = 200
  /// How much narrower word spaces may be.
  var shrink = 150
  /// How much wider or narrower letters may be.
  var letters = 15
  /// How much farther apart or closer letters may stand besides.
  var tracking = 0
  /// Whether all lines but the last reach the margin.
  var isJustified = false
  /// Whether punctuation stands out at the ends of lines that make a straight edge.
  var hangs = true

  /// Lines as the font has them.
  static let none = LineRoom(stretch: 0, shrink: 0, letters: 0, hangs: false)

  /// Lines that reach the margin.
  ///
  /// Word spaces get nearly as narrow as TeX's do, and letters give about as much as microtype's do by width alone.
  static let justified = LineRoom(shrink: 300, tracking: 8, isJustified: true)

  /// How far letters give way, in width and distance.
  private var allLetters: Int { letters + tracking }

  /// The ends of lines at which punctuation stands out.
  var hangingEdges: HangingEdges { !hangs ? [] : isJustified ? [.start, .end] : .start }

  /// A line as the font has it.
  struct Line {
    /// What it leaves of the measure; less than 0 if it is wider.
    var room: Int
    /// How wide its word spaces are.
    var spaces: Int
    /// How wide all else on it is.
    var letters: Int
    /// Whether it is the last line, or one that the author ended, which may be as short as it likes.
    var isFree: Bool
  }

  /// How much wider a line can be, within what is allowed.
  func most(_ line: Line) -> Int { (line.spaces * stretch + line.letters * allLetters) / 1_000 }

  /// How much narrower a line can be, within what is allowed.
  func least(_ line: Line) -> Int { (line.spaces * shrink + line.letters * allLetters) / 1_000 }

  /// How much wider a line is set, less than 0 for narrower.
  func change(of line: Line) -> Int {
    if line.room < 0 { return -min(-line.room, least(line)) }
    if line.isFree { return 0 }
    if isJustified { return line.spaces > 0 ? line.room : min(line.room, most(line)) }
    return min(line.room / 2, most(line))
  }

  /// How far a line gives way for a change: in thousandths of what is allowed, or, if it is justified, how much wider
  /// or narrower its word spaces get, in thousandths of the font's own.
  func strain(of change: Int, _ line: Line) -> Int {
    if change == 0 { return 0 }
    if isJustified {
      let spaces = change - line.letters * widening(for: change, line) / 1_000
      return min(20_000, abs(spaces) * 1_000 / max(1, line.spaces))
    }
    return min(20_000, abs(change) * 1_000 / max(1, change < 0 ? least(line) : most(line)))
  }

  /// How much wider its letters are set for a change, in thousandths, less than 0 for narrower: they give way before
  /// word spaces do, as that is seen less.
  func widening(for change: Int, _ line: Line) -> Int {
    max(-allLetters, min(allLetters, change * 1_000 / max(1, line.letters)))
  }

  /// How much wider letters are painted that are set so much wider; they stand farther apart for the rest.
  func painted(_ widening: Int) -> Int { max(-letters, min(letters, widening)) }
}

extension LineRoom.Line {
  /// A line from one place to another: how far the text before each reaches, and how wide its word spaces are.
  init(
    from start: (x: Int, spaces: Int), to end: (x: Int, spaces: Int), within width: Int,
    isFree: Bool
  ) {
    let (length, spaces) = (end.x - start.x, max(0, end.spaces - start.spaces))
    self.init(
      room: width - length, spaces: spaces, letters: max(0, length - spaces), isFree: isFree)
  }
}
