/// The nodes of a tree above its leaves, none with too many kids (ISO 32000-1, 7.7.3.3 and 7.9.7).
struct NodeTree: Sendable {
  struct Node {
    /// The node's number, and that of the node it hangs from; nil for the root.
    var number: Int
    var parent: Int?
    /// The numbers of its kids if those are nodes, and else the places of its leaves.
    var kids: Range<Int>
    var hasLeaves: Bool
    /// The places of all leaves under it.
    var leaves: Range<Int>
  }

  private let root, first, leaves, fanOut: Int
  /// How many nodes each level has, from the lowest up to the root alone.
  private let levels: [Int]

  /// A tree.
  ///
  /// - Parameters:
  ///   - leaves: How many leaves it has.
  ///   - fanOut: How many kids a node has at most.
  ///   - root: The number of its root.
  ///   - first: The number of the first of its other nodes.
  init(leaves: Int, fanOut: Int, root: Int, first: Int) {
    (self.root, self.first, self.leaves, self.fanOut) = (root, first, leaves, fanOut)
    let nodes = { (kids: Int) in max(1, (kids + fanOut - 1) / fanOut) }
    var levels = [nodes(leaves)]
    while let last = levels.last, last > 1 { levels.append(nodes(last)) }
    self.levels = levels
  }

  /// How many nodes there are besides the root.
  var innerCount: Int { levels.reduce(-1, +) }

  /// The number of the node that a leaf hangs from.
  func parent(ofLeaf place: Int) -> Int { number(0, place / fanOut) }

  private func number(_ level: Int, _ index: Int) -> Int {
    level + 1 == levels.count ? root : first + levels[..<level].reduce(0, +) + index
  }

  /// The nodes, from the lowest level up.
  var nodes: [Node] {
    levels.indices.flatMap { level in
      (0..<levels[level]).map { node(level, $0) }
    }
  }

  private func node(_ level: Int, _ index: Int) -> Node {
    let below = level == 0 ? leaves : levels[level - 1]
    let kids = index * fanOut..<min((index + 1) * fanOut, below)
    let reach = (0..<level).reduce(fanOut) { reach, _ in reach * fanOut }
    let start = level == 0 ? 0 : number(level - 1, 0)
    return Node(
      number: number(level, index),
      parent: level + 1 == levels.count ? nil : number(level + 1, index / fanOut),
      kids: kids.lowerBound + start..<kids.upperBound + start, hasLeaves: level == 0,
      leaves: index * reach..<min((index + 1) * reach, leaves))
  }
}

/// The trees of a file of many letters, each of which has a leaf in every portion.
enum CombinedTree: Int {
  case pages
  /// The way back from marks to elements.
  case parents
  /// The pages' labels.
  case labels
}
