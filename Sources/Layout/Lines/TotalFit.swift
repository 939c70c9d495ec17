/// Breaks a paragraph into the lines with the fewest demerits.
///
/// All ways to break it are weighed against each other, not line by line: the best way to a place with a given
/// number of hyphens running is kept, and with it those that a neighbouring line could still make better. So
/// what is found is the least, and never worse than what filling line after line gives.
///
/// - SeeAlso: D. E. Knuth and M. F. Plass, *Breaking Paragraphs into Lines*, Software: Practice and Experience 11
///   (1981).
struct TotalFit {
  /// A way to the end of a line.
  private struct Node {
    /// Its place; -1 for the paragraph's beginning.
    var end = -1
    /// Where the text behind it begins.
    var start = 0
    /// How wide all word spaces before that text are.
    var spaces = 0
    /// The room that its line leaves, in thousandths of the measure.
    var slack = 0
    /// How many lines running end in hyphens; one more than may, for any larger number.
    var hyphens = 0
    /// What is held against all lines so far.
    var demerits = 0
    /// The node of the line before; -1 for none.
    var before = -1
  }

  /// From how many places one line is weighed at most; lines of more words are filled, since nobody reads them.
  private static let mostActive = 1_000

  private let ends: [LineEnd]
  private let width: Int
  private let demerits: LineDemerits
  /// All ways that were kept, in the order of their places.
  private var nodes: [Node]
  /// The first one from which a line may still begin.
  private var firstActive = 0
  /// The ways to the place at hand.
  private var found: [Node] = []
  /// What is held against the best of the ways from which a line may still begin.
  private var leastDemerits = 0
  /// What is held against the best way to the place at hand, by how many lines running end in hyphens.
  private var leastFound = [Int](repeating: .max / 2, count: LineDemerits.mostHyphens + 2)

  /// The ends of the lines, as indices of `ends`, the last one included.
  ///
  /// - Parameters:
  ///   - ends: Where lines may end, in ascending order; the last is the text's end and is forced.
  ///   - width: How wide a line may be.
  ///   - demerits: What is held against lines.
  ///   - start: Where the first line begins.
  /// - Returns: The ends; in ragged lines no more than ``filled(_:width:)`` gives, unless a word is wider than the measure and
  ///   can be hyphenated.
  static func breaks(
    _ ends: [LineEnd], width: Int, demerits: LineDemerits = .init(), start: Int = 0
  ) -> [Int] {
    let best = TotalFit(ends, width, demerits, start: start).breaks()
    let filled = filled(ends, width: width, start: start)
    guard let best, best.count > filled.count, !demerits.room.isJustified else {
      return best ?? filled
    }
    // As few lines as filling needs, and of those ways the best.
    var frugal = demerits
    frugal.line = 1 << 40
    return TotalFit(ends, width, frugal, start: start).breaks() ?? best
  }

  /// The ends of the lines if each takes as many words as it has room for, without a hyphen put in.
  static func filled(_ ends: [LineEnd], width: Int, start: Int = 0) -> [Int] {
    var (lines, start, last) = ([Int](), start, Int?.none)
    for (index, end) in ends.enumerated() where end.kind.isOfText {
      if let end = last, ends[index].reach - start > width {
        lines.append(end)
        start = ends[end].start
      }
      last = index
      if end.kind == .forced {
        lines.append(index)
        (start, last) = (end.start, nil)
      }
    }
    return lines
  }

  /// What is held against a way to break a paragraph.
  static func demerits(
    of breaks: [Int], _ ends: [LineEnd], width: Int, demerits: LineDemerits = .init()
  ) -> Int {
    let fit = TotalFit(ends, width, demerits)
    return breaks.reduce(Node()) { fit.node(from: $0, at: -1, to: $1) }.demerits
  }

  private init(_ ends: [LineEnd], _ width: Int, _ demerits: LineDemerits, start: Int = 0) {
    (self.ends, self.width, self.demerits) = (ends, max(1, width), demerits)
    nodes = [Node(start: start)]
  }

  /// The best way; nil for lines of too many words.
  private func breaks() -> [Int]? {
    var copy = self
    for end in ends.indices {
      copy.reach(end)
      if copy.nodes.count - copy.firstActive > TotalFit.mostActive { return nil }
    }
    var (breaks, node) = ([Int](), copy.nodes.count - 1)
    while node > 0 {
      breaks.append(copy.nodes[node].end)
      node = copy.nodes[node].before
    }
    return breaks.reversed()
  }

  /// Weighs the lines that end at a place.
  private mutating func reach(_ end: Int) {
    let kind = ends[end].kind
    found.removeAll(keepingCapacity: true)
    findFitting(end)
    // What does not fit here fits nowhere farther on, and stands out of the measure.
    if found.isEmpty, kind != .hyphenated {
      found = (firstActive..<nodes.count).map { node(from: nodes[$0], at: $0, to: end) }
      keepLeast()
    }
    if kind == .forced {
      keepLeast()
      (firstActive, leastDemerits) = (nodes.count, .max)
    }
    keepBest()
    drop(before: end)
  }

  /// Finds the ways to a place whose last lines fit; those that cannot be the best are passed over, mostly unseen.
  private mutating func findFitting(_ end: Int) {
    let (place, width, demerits) = (ends[end], width, demerits)
    let isBounded = place.kind != .forced && !demerits.room.isJustified
    var most = Int.max
    for index in firstActive..<nodes.count {
      let before = nodes[index]
      if isBounded, most < .max {
        let room = width - (place.reach - before.start)
        let least = demerits.cost(ofLineLeaving: room, of: width)
        // The farther on a line begins, the more room it leaves.
        if leastDemerits + least > most { return }
        if before.demerits + least > most { continue }
      }
      guard fits(before, place) else { continue }
      let node = node(from: before, at: index, to: end)
      guard node.hyphens <= LineDemerits.mostHyphens || demerits.allowsLadders else { continue }
      found.append(node)
      // With one hyphen running there is more to choose from than with two, and never less.
      if isBounded, node.hyphens <= 1 { most = min(most, node.demerits + demerits.mostDifference) }
    }
  }

  private mutating func keepLeast() {
    found = found.min { $0.demerits < $1.demerits }.map { [$0] } ?? []
  }

  /// Keeps those ways to a place that can still be the best: no neighbouring line makes up for more than its most.
  private mutating func keepBest() {
    for hyphens in leastFound.indices { leastFound[hyphens] = .max / 2 }
    for node in found { leastFound[node.hyphens] = min(leastFound[node.hyphens], node.demerits) }
    for node in found where node.demerits <= leastFound[node.hyphens] + demerits.mostDifference {
      nodes.append(node)
      leastDemerits = min(leastDemerits, node.demerits)
    }
  }

  /// Forgets the nodes from which no line within the measure can reach beyond a place; the last one stays, since
  /// a line must begin somewhere.
  private mutating func drop(before end: Int) {
    let first = firstActive
    while firstActive < nodes.count - 1, isLeftBehind(nodes[firstActive], ends[end]) {
      firstActive += 1
    }
    guard firstActive > first else { return }
    leastDemerits = .max
    for index in firstActive..<nodes.count {
      leastDemerits = min(leastDemerits, nodes[index].demerits)
    }
  }

  /// Whether all lines from a node to farther than a place are too wide, and cannot be made narrow enough.
  private func isLeftBehind(_ node: Node, _ end: LineEnd) -> Bool {
    let line = LineRoom.Line(
      from: (node.start, node.spaces), to: (end.start, end.startSpaces), within: width,
      isFree: false)
    return -line.room > demerits.room.least(line)
  }

  /// Whether a line from a node to a place is no wider than the measure, or can be made so.
  private func fits(_ node: Node, _ end: LineEnd) -> Bool {
    let line = line(from: node, to: end)
    return line.room >= 0 || -line.room <= demerits.room.least(line)
  }

  private func line(from node: Node, to end: LineEnd) -> LineRoom.Line {
    LineRoom.Line(
      from: (node.start, node.spaces), to: (end.reach, end.spaces), within: width,
      isFree: end.kind == .forced)
  }

  private func node(from before: Node, at index: Int, to end: Int) -> Node {
    let place = ends[end]
    let line = line(from: before, to: place)
    let change = demerits.room.change(of: line)
    let room = line.room - change
    let slack = max(-10_000, room < 0 ? min(-1, room * 1_000 / width) : room * 1_000 / width)
    let isLast = end == ends.count - 1
    var node = Node(
      end: end, start: place.start, spaces: place.startSpaces, slack: slack, before: index)
    node.hyphens = place.kind == .hyphenated ? min(before.hyphens, LineDemerits.mostHyphens) + 1 : 0
    node.demerits =
      before.demerits
      + demerits.line(
        slack: slack, strain: demerits.room.strain(of: change, line),
        end: place, hasOneWord: isLast && hasOneWord(from: before.end, to: end),
        isLast: isLast, isAlone: before.end < 0)
    if before.end >= 0 {
      node.demerits += demerits.neighbours((before.slack, ends[before.end]), (slack, place))
    }
    return node
  }

  /// Whether no line could end between two places but in a hyphen that is put in.
  private func hasOneWord(from first: Int, to last: Int) -> Bool {
    ends[(first + 1)..<last].allSatisfy { $0.kind != .word }
  }
}
