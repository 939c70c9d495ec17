/// Something that stands once, in one of several versions, or once for each item of a list.
///
/// Texts, blocks, list items and table rows all flow in this way.
indirect enum ControlFlow<Element: Sendable>: Sendable {
  /// Stands once.
  case one(Element)
  /// The first branch whose condition holds.
  case choice([Branch])
  /// Once for each item.
  case each(FieldReference, [ControlFlow])

  /// One version; the last may have no condition, which makes it stand for all other cases.
  struct Branch: Sendable {
    /// When it stands.
    var condition: Expression?
    /// What stands then.
    var body: [ControlFlow]
  }
}

extension ControlFlow {
  /// Whether any of it stands once for each item of a list.
  var repeats: Bool {
    switch self {
    case .one: false
    case .choice(let branches): branches.contains { $0.body.contains(where: \.repeats) }
    case .each: true
    }
  }
}

/// A piece of a sequence in which tags still stand between the elements.
enum ControlFlowEntry<Element: Sendable>: Sendable {
  /// Something that is no tag.
  case element(Element)
  /// A tag that opens, divides or closes a block.
  case tag(TemplateTag)
}

extension Array {
  /// Builds flows from a sequence whose tags are known to be nested well.
  init<Part>(entries: [ControlFlowEntry<Part>]) where Element == ControlFlow<Part> {
    var builder = ControlFlowBuilder<Part>()
    for entry in entries { builder.take(entry) }
    self = builder.finish()
  }
}

/// Puts elements into the blocks that tags around them make.
private struct ControlFlowBuilder<Element: Sendable> {
  /// A block that is not closed yet.
  private struct Open {
    /// The list that `{{#each}}` goes through; nil for `{{#if}}`.
    var list: FieldReference?
    /// The branches before the current one.
    var branches: [ControlFlow<Element>.Branch] = []
    /// The test of the current branch.
    var condition: Expression?
    /// What stands in the current branch.
    var body: [ControlFlow<Element>] = []
  }

  private var open: [Open] = []
  private var finished: [ControlFlow<Element>] = []

  mutating func take(_ entry: ControlFlowEntry<Element>) {
    switch entry {
    case .element(let element): append(.one(element))
    case .tag(let tag): take(tag)
    }
  }

  private mutating func append(_ flow: ControlFlow<Element>) {
    if open.isEmpty {
      finished.append(flow)
    } else {
      open[open.count - 1].body.append(flow)
    }
  }

  private mutating func take(_ tag: TemplateTag) {
    switch tag.content {
    case .openIf(let condition): open.append(Open(condition: condition))
    case .openEach(let reference, _): open.append(Open(list: reference))
    case .elseIf(let condition): divide(condition)
    case .otherwise: divide(nil)
    case .closeIf, .closeEach: close()
    case .field, .pageBreak, .table, .literal, .nothing: break
    }
  }

  private mutating func divide(_ condition: Expression?) {
    guard var last = open.popLast() else { return }
    last.branches.append(.init(condition: last.condition, body: last.body))
    (last.condition, last.body) = (condition, [])
    open.append(last)
  }

  private mutating func close() {
    guard var last = open.popLast() else { return }
    if let list = last.list { return append(.each(list, last.body)) }
    last.branches.append(.init(condition: last.condition, body: last.body))
    append(.choice(last.branches))
  }

  mutating func finish() -> [ControlFlow<Element>] {
    while !open.isEmpty { close() }
    return finished
  }
}
