/// Looks through a template for a name of some kind.
struct ReferenceSearch {
  /// A name that was met, and whether it stands in an `{{#each}}`, where it may be an item's own.
  typealias Meeting = (reference: FieldReference, isWithinItems: Bool)

  private let isWanted: (Meeting) -> Bool
  private var isWithinItems = false

  /// A search that ends at the first name for which `isWanted` holds.
  init(isWanted: @escaping (Meeting) -> Bool) {
    self.isWanted = isWanted
  }

  private var withinItems: ReferenceSearch {
    var search = self
    search.isWithinItems = true
    return search
  }

  private func finds(_ reference: FieldReference) -> Bool {
    isWanted((reference, isWithinItems))
  }

  /// Whether a test holds such a name.
  func finds(in condition: Condition?) -> Bool {
    switch condition {
    case nil, .faulty: false
    case .present(let reference): finds(reference)
    case .comparison(let comparison): finds(in: comparison.left) || finds(in: comparison.right)
    case .not(let inner): finds(in: inner)
    case .and(let left, let right), .or(let left, let right): finds(in: left) || finds(in: right)
    }
  }

  private func finds(in operand: Comparison.Operand) -> Bool {
    if case .field(let reference) = operand { finds(reference) } else { false }
  }

  private func finds<Element>(
    in flows: [ControlFlow<Element>], element: (ReferenceSearch, Element) -> Bool
  ) -> Bool {
    flows.contains { flow in
      switch flow {
      case .one(let one): element(self, one)
      case .choice(let branches):
        branches.contains { finds(in: $0.condition) || finds(in: $0.body, element: element) }
      case .each(let list, let body): finds(list) || withinItems.finds(in: body, element: element)
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
        search.finds(field.reference) || search.finds(in: context)
      }
    }
  }

  private func finds(in context: InlineContext) -> Bool {
    context.link?.parts.contains { part in
      if case .field(let field) = part { finds(field.reference) } else { false }
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
    case .table(_, let header, let rows):
      finds(in: header) || finds(in: rows) { $0.finds(in: $1) }
    }
  }

  private func finds(in row: TemplateRow) -> Bool {
    row.cells.contains { finds(in: $0.inlines) }
  }
}
