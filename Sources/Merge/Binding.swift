import Diagnostics
import Records

/// What the names of a template stand for, once a list is known.
struct Binding: Sendable {
  /// What one name stands for.
  enum Slot: Sendable {
    /// A field of each record.
    case column(Int, Settings.ColumnType?)
    /// One of the mailing's own values.
    case value(Value)
    /// Nothing, except perhaps a field of the items of a list.
    case unknown
  }

  /// By symbol.
  var slots: [Slot]
  /// The letter's language.
  var language: String
  /// How that language writes dates and numbers; British where we do not know it, for yes and no.
  var conventions: LocaleConventions
  /// The list's name for messages.
  var list: String
  /// All names that could have been meant, for suggestions.
  var candidates: [String]

  /// What a name stands for.
  func slot(of reference: FieldReference) -> Slot {
    slots.indices.contains(reference.symbol) ? slots[reference.symbol] : .unknown
  }

  /// The problem with a name that stands for nothing.
  func unknownField(_ reference: FieldReference) -> Diagnostic {
    let known = candidates.prefix(20).joined(separator: ", ")
    let more = candidates.count > 20 ? " …" : ""
    return .error(
      "merge.unknown-field", "\(list) has no field '\(reference.name)'", at: reference.location,
      hints: didYouMean(reference.name, among: candidates)
        + (candidates.isEmpty ? [] : ["the fields are \(known)\(more)"]))
  }
}

extension Binding {
  /// Whether a name's value may differ from letter to letter.
  ///
  /// - Parameter isWithinItems: Whether it stands in an `{{#each}}` that is not written out yet; a
  ///   name may then be one of the items' own.
  func dependsOnRecord(_ reference: FieldReference, isWithinItems: Bool) -> Bool {
    if isWithinItems { return true }
    if case .column = slot(of: reference) { return true }
    return false
  }

  /// The same for a test.
  func dependsOnRecord(_ condition: Condition?, isWithinItems: Bool) -> Bool {
    guard let condition else { return false }
    switch condition {
    case .faulty: return false
    case .present(let reference): return dependsOnRecord(reference, isWithinItems: isWithinItems)
    case .comparison(let comparison):
      return [comparison.left, comparison.right].contains { operand in
        guard case .field(let reference) = operand else { return false }
        return dependsOnRecord(reference, isWithinItems: isWithinItems)
      }
    case .not(let inner): return dependsOnRecord(inner, isWithinItems: isWithinItems)
    case .and(let left, let right), .or(let left, let right):
      return dependsOnRecord(left, isWithinItems: isWithinItems)
        || dependsOnRecord(right, isWithinItems: isWithinItems)
    }
  }

  /// The same for flows, given how to tell for one element.
  func dependsOnRecord<Element>(
    _ flows: [Flow<Element>], isWithinItems: Bool, element: (Element, Bool) -> Bool
  ) -> Bool {
    flows.contains { flow in
      switch flow {
      case .one(let one): element(one, isWithinItems)
      case .choice(let branches):
        branches.contains {
          dependsOnRecord($0.condition, isWithinItems: isWithinItems)
            || dependsOnRecord($0.body, isWithinItems: isWithinItems, element: element)
        }
      case .each(let list, let body):
        dependsOnRecord(list, isWithinItems: isWithinItems)
          || dependsOnRecord(body, isWithinItems: isWithinItems, element: element)
      }
    }
  }

  /// The same for running text.
  func dependsOnRecord(_ text: [Flow<InlinePart>], isWithinItems: Bool) -> Bool {
    dependsOnRecord(text, isWithinItems: isWithinItems) { part, isWithinItems in
      let (field, context): (FieldTag?, InlineContext?) =
        switch part {
        case .text: (nil, nil)
        case .linkedText(_, let context, _), .softBreak(let context, _): (nil, context)
        case .field(let field, let context): (field, context)
        }
      let references = (field.map { [$0.reference] } ?? []) + (context?.link?.references ?? [])
      return references.contains { dependsOnRecord($0, isWithinItems: isWithinItems) }
    }
  }

  /// The same for a block with all inside it.
  func dependsOnRecord(_ block: TemplateBlock, isWithinItems: Bool) -> Bool {
    switch block.content {
    case .fixed: false
    case .heading(_, let text), .paragraph(let text):
      dependsOnRecord(text, isWithinItems: isWithinItems)
    case .quote(let blocks): dependsOnRecord(blocks, isWithinItems: isWithinItems)
    case .list(_, _, let items):
      dependsOnRecord(items, isWithinItems: isWithinItems) {
        dependsOnRecord($0.blocks, isWithinItems: $1)
      }
    case .table(_, let header, let rows):
      dependsOnRecord(header, isWithinItems: isWithinItems)
        || dependsOnRecord(rows, isWithinItems: isWithinItems) {
          dependsOnRecord($0, isWithinItems: $1)
        }
    }
  }

  /// The same for blocks.
  func dependsOnRecord(_ blocks: [Flow<TemplateBlock>], isWithinItems: Bool) -> Bool {
    dependsOnRecord(blocks, isWithinItems: isWithinItems) {
      dependsOnRecord($0, isWithinItems: $1)
    }
  }

  private func dependsOnRecord(_ row: TemplateRow, isWithinItems: Bool) -> Bool {
    row.cells.contains { dependsOnRecord($0.inlines, isWithinItems: isWithinItems) }
  }
}

extension LinkTemplate {
  /// The fields in the target.
  var references: [FieldReference] {
    parts.compactMap { if case .field(let field) = $0 { field.reference } else { nil } }
  }
}
