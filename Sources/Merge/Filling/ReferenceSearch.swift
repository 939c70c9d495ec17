/// Looks through a template for an expression of some kind.
struct ReferenceSearch {
  /// An expression that was met, and the lists of the `{{#each}}` that it stands in, the innermost last: names may
  /// be those of their items.
  typealias Meeting = (expression: Expression, lists: [FieldReference])

  private let isWanted: (Meeting) -> Bool
  private var lists: [FieldReference] = []

  /// A search that ends at the first expression for which `isWanted` holds.
  init(isWanted: @escaping (Meeting) -> Bool) {
    self.isWanted = isWanted
  }

  /// A search that ends at the first expression with a name for which `isWanted` holds.
  init(name isWanted: @escaping (FieldReference) -> Bool) {
    self.isWanted = { $0.expression.hasName(where: isWanted) }
  }

  /// Everything that a look through a template meets.
  static func meetings(_ look: (ReferenceSearch) -> Void) -> [Meeting] {
    let found = Found()
    look(
      ReferenceSearch { meeting in
        found.meetings.append(meeting)
        return false
      })
    return found.meetings
  }

  private final class Found {
    var meetings: [Meeting] = []
  }

  private func withinItems(of list: FieldReference) -> ReferenceSearch {
    var search = self
    search.lists.append(list)
    return search
  }

  /// Whether an expression is such a one.
  func finds(in expression: Expression?) -> Bool {
    expression.map { isWanted(($0, lists)) } ?? false
  }

  private func finds<Element>(
    in flows: [ControlFlow<Element>], element: (ReferenceSearch, Element) -> Bool
  ) -> Bool {
    flows.contains { flow in
      switch flow {
      case .one(let one): element(self, one)
      case .choice(let branches):
        branches.contains { finds(in: $0.condition) || finds(in: $0.body, element: element) }
      case .each(let list, let body):
        finds(in: .field(list)) || withinItems(of: list).finds(in: body, element: element)
      }
    }
  }

  /// Whether running text holds such a name.
  func finds(in text: [ControlFlow<InlinePart>]) -> Bool {
    finds(in: text) { search, part in
      switch part {
      case .text: false
      case .linkedText(_, let context, _), .softBreak(let context, _): search.finds(in: context)
      case .field(let field, let context):
        search.finds(in: field.expression) || search.finds(in: context)
      }
    }
  }

  private func finds(in context: InlineContext) -> Bool {
    context.link?.parts.contains { part in
      if case .field(let field) = part { finds(in: field.expression) } else { false }
    } ?? false
  }

  /// Whether blocks, or anything inside them, hold such a name.
  func finds(in blocks: [ControlFlow<TemplateBlock>]) -> Bool {
    finds(in: blocks) { $0.finds(in: $1) }
  }

  private func finds(in block: TemplateBlock) -> Bool {
    switch block.content {
    case .fixed: false
    case .heading(_, let text), .paragraph(let text): finds(in: text)
    case .quote(let blocks): finds(in: blocks)
    case .list(_, _, let items): finds(in: items) { $0.finds(in: $1.blocks) }
    case .table(let table):
      finds(in: table.header)
        || finds(in: table.rows + table.totals) { $0.finds(in: $1) }
    }
  }

  private func finds(in row: TemplateRow) -> Bool {
    row.cells.contains { finds(in: $0.inlines) }
  }
}
