import Diagnostics

/// A list as Markdown read it, before lists that tags hold apart are joined.
struct ListPiece {
  /// The bullet, or the sign behind the numbers: lists with different signs are different lists.
  var sign: UInt8
  /// The first number; nil for bullets.
  var start: Int?
  /// Whether no blank line stands between its parts.
  var isTight: Bool
  var items: [TemplateItem]
  /// Where it begins.
  var origin: SourceLocation
}

/// Blocks side by side, with the tags between them put together again.
///
/// Markers end lists. Where tags stand among the items of what the author sees as one list, the pieces are joined here:
/// lists with the same sign that have nothing but tags between them, if the blocks of these tags hold
/// nothing but such lists.
indirect enum Arrangement {
  /// A block that is no list, or a page break.
  case block(TemplateBlock)
  case list(ListPiece)
  /// What a block of tags holds, branch by branch; `sign` is that of its lists, if it holds nothing else.
  case tags(TagBlock, branches: [[Arrangement]], sign: UInt8?)

  /// The sign of the list that this is a part of, if it can be one.
  var sign: UInt8? {
    switch self {
    case .block: nil
    case .list(let list): list.sign
    case .tags(_, _, let sign): sign
    }
  }
}

/// Puts tags around the blocks between them.
struct ArrangementBuilder {
  private var open: [(block: TagBlock, branches: [[Arrangement]], before: [Arrangement])] = []
  private var current: [Arrangement] = []

  mutating func add(_ arrangement: Arrangement) { current.append(arrangement) }

  /// Opens a block of tags.
  mutating func open(_ block: TagBlock) {
    open.append((block, [], current))
    current = []
  }

  /// Ends a branch of the innermost block, and begins the next.
  mutating func divide() {
    guard !open.isEmpty else { return }
    open[open.count - 1].branches.append(current)
    current = []
  }

  /// Closes the innermost block; one that holds nothing vanishes.
  mutating func close() {
    guard var last = open.popLast() else { return }
    last.branches.append(current)
    current = last.before
    last.before = []
    guard last.branches.contains(where: { !$0.isEmpty }) else { return }
    let sign = ArrangementBuilder.sign(of: last.branches)
    current.append(.tags(last.block, branches: last.branches, sign: sign))
  }

  /// All blocks.
  mutating func finish() -> [Arrangement] {
    while !open.isEmpty { close() }
    return current
  }

  private static func sign(of branches: [[Arrangement]]) -> UInt8? {
    let parts = branches.joined()
    guard let sign = parts.first?.sign, parts.allSatisfy({ $0.sign == sign }) else { return nil }
    return sign
  }
}

/// Turns arrangements into flows, with lists joined.
struct ListJoining {
  private let tags: [TemplateTag]
  private let isBesideBlank: [Bool]

  /// Joining for a body whose tags are known.
  init(_ body: LexedBody, _ plan: MarkdownSource) {
    (tags, isBesideBlank) = (body.tags, plan.isBesideBlank)
  }

  /// The flows of some arrangements.
  func flows(_ arrangements: [Arrangement]) -> [ControlFlow<TemplateBlock>] {
    [ControlFlow](entries: entries(arrangements))
  }

  private func entries(_ arrangements: [Arrangement]) -> [ControlFlowEntry<TemplateBlock>] {
    var entries: [ControlFlowEntry<TemplateBlock>] = []
    var rest = arrangements[...]
    while let first = rest.first {
      if let sign = first.sign {
        let run = rest.prefix { $0.sign == sign }
        rest = rest.dropFirst(run.count)
        entries.append(.element(joined(run)))
        continue
      }
      rest = rest.dropFirst()
      switch first {
      case .block(let block): entries.append(.element(block))
      case .list: break
      case .tags(let block, let branches, _):
        for (tag, branch) in zip([block.opener] + block.dividers, branches) {
          entries.append(.tag(tags[tag]))
          entries += self.entries(branch)
        }
        entries.append(.tag(tags[block.closer]))
      }
    }
    return entries
  }

  /// A part of a joined list.
  private enum Part {
    case list(ListPiece)
    case tag(Int)
  }

  private func joined(_ run: ArraySlice<Arrangement>) -> TemplateBlock {
    let parts = parts(run)
    var lists: [ListPiece] = []
    var entries: [ControlFlowEntry<TemplateItem>] = []
    var isTight = true
    var hasBlank = false
    for part in parts {
      switch part {
      case .tag(let tag):
        hasBlank = hasBlank || isBesideBlank[tag]
        entries.append(.tag(tags[tag]))
      case .list(let list):
        // Blank lines before the first item and behind the last make no list loose.
        isTight = isTight && list.isTight && (lists.isEmpty || !hasBlank)
        hasBlank = false
        lists.append(list)
        entries += list.items.map { .element($0) }
      }
    }
    let first = lists.first
    return TemplateBlock(
      origin: first?.origin ?? SourceLocation(file: "", line: 1, column: 1),
      content: .list(start: first?.start, isTight: isTight, [ControlFlow](entries: entries)))
  }

  private func parts(_ run: some Sequence<Arrangement>) -> [Part] {
    var parts: [Part] = []
    for arrangement in run {
      switch arrangement {
      case .block: break
      case .list(let list): parts.append(.list(list))
      case .tags(let block, let branches, _):
        for (tag, branch) in zip([block.opener] + block.dividers, branches) {
          parts.append(.tag(tag))
          parts += self.parts(branch)
        }
        parts.append(.tag(block.closer))
      }
    }
    return parts
  }
}
