/// Something that stands once, in one of several versions, or once for each item of a list.
///
/// Texts, blocks, list items and table rows all flow in this way.
indirect enum Flow<Element: Sendable>: Sendable {
  /// Stands once.
  case one(Element)
  /// The first branch whose condition holds.
  case choice([Branch])
  /// Once for each item.
  case each(FieldReference, [Flow])

  /// One version; the last may have no condition, which makes it stand for all other cases.
  struct Branch: Sendable {
    /// When it stands.
    var condition: Condition?
    /// What stands then.
    var body: [Flow]
  }
}

/// A piece of a sequence in which tags still stand between the elements.
enum FlowEntry<Element: Sendable>: Sendable {
  /// Something that is no tag.
  case element(Element)
  /// A tag that opens, divides or closes a block.
  case tag(TemplateTag)
}

extension Array {
  /// Builds flows from a sequence whose tags are known to be nested well.
  init<Part>(entries: [FlowEntry<Part>]) where Element == Flow<Part> {
    var builder = FlowBuilder<Part>()
    for entry in entries { builder.take(entry) }
    self = builder.finish()
  }
}

/// Puts elements into the blocks that tags around them make.
private struct FlowBuilder<Element: Sendable> {
  private enum Opener {
    case choice([Flow<Element>.Branch], condition: Condition?)
    case each(FieldReference)
  }

  private var open: [(opener: Opener, before: [Flow<Element>])] = []
  private var current: [Flow<Element>] = []

  mutating func take(_ entry: FlowEntry<Element>) {
    switch entry {
    case .element(let element): current.append(.one(element))
    case .tag(let tag): take(tag)
    }
  }

  private mutating func take(_ tag: TemplateTag) {
    switch tag.content {
    case .openIf(let condition): push(.choice([], condition: condition))
    case .openEach(let reference): push(.each(reference))
    case .elseIf(let condition): divide(condition)
    case .otherwise: divide(nil)
    case .closeIf, .closeEach: close()
    case .field, .pageBreak, .literal, .nothing: break
    }
  }

  private mutating func push(_ opener: Opener) {
    open.append((opener, current))
    current = []
  }

  private mutating func divide(_ condition: Condition?) {
    guard case .choice(let branches, let previous)? = open.last?.opener else { return }
    let branch = Flow<Element>.Branch(condition: previous, body: current)
    open[open.count - 1].opener = .choice(branches + [branch], condition: condition)
    current = []
  }

  private mutating func close() {
    guard let (opener, before) = open.popLast() else { return }
    let flow: Flow<Element> =
      switch opener {
      case .choice(let branches, let condition):
        .choice(branches + [.init(condition: condition, body: current)])
      case .each(let reference): .each(reference, current)
      }
    current = before + [flow]
  }

  mutating func finish() -> [Flow<Element>] {
    while !open.isEmpty { close() }
    return current
  }
}
