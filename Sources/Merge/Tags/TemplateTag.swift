import Diagnostics

/// A name in a tag that stands for a value.
struct FieldReference: Hashable, Sendable {
  /// The name in normal form C.
  var name: String
  /// The name's number among all names of the template; lists are bound by it.
  var symbol: Int
  /// Where it stands.
  var location: SourceLocation
}

/// `{{name | filter: 'argument'}}`.
struct FieldTag: Hashable, Sendable {
  /// What is printed.
  var expression: Expression
  /// The field whose value that is or, if it is computed, what to call it in messages.
  var reference: FieldReference
  /// What is done to it first, in order.
  var filters: [Filter]

  /// A tag at a place.
  init(_ expression: Expression, at location: SourceLocation, filters: [Filter]) {
    (self.expression, self.filters) = (expression, filters)
    if case .field(let reference) = expression {
      self.reference = reference
    } else {
      reference = FieldReference(name: expression.words, symbol: -1, location: location)
    }
  }

  /// Whether an empty value is what the author reckoned with.
  var allowsEmpty: Bool {
    filters.contains { filter in
      switch filter.action {
      case .fallback, .prefix, .suffix: true
      default: false
      }
    }
  }
}

/// One `{{…}}` of the template.
struct TemplateTag: Hashable, Sendable {
  /// What it says.
  enum Content: Hashable, Sendable {
    /// A value is printed here.
    case field(FieldTag)
    /// `{{#if …}}`
    case openIf(Expression)
    /// `{{else if …}}`
    case elseIf(Expression)
    /// `{{else}}`
    case otherwise
    /// `{{/if}}`
    case closeIf
    /// `{{#each …}}`, perhaps with sums that go from page to page.
    case openEach(FieldReference, carry: CarryOption?)
    /// `{{/each}}`
    case closeEach
    /// `{{page break}}`
    case pageBreak
    /// `{{table …}}`
    case table(TableOptions)
    /// Characters that stand for themselves, from `\{{`.
    case literal(String)
    /// A comment, or a tag with a fault that is already told: nothing is printed.
    case nothing
  }

  /// What it says.
  var content: Content
  /// The tag as written, with its braces, for messages.
  var source: String
  /// Where its braces begin.
  var location: SourceLocation

  /// Whether it opens a block whose sums go from page to page.
  var carries: Bool { if case .openEach(_, .some) = content { true } else { false } }

  /// Whether it says something of a table.
  var isAboutTable: Bool { if case .table = content { true } else { carries } }

  /// Whether it opens, divides or closes a block, or is about the block behind it.
  var isStructural: Bool {
    switch content {
    case .openIf, .elseIf, .otherwise, .closeIf, .openEach, .closeEach, .pageBreak, .table: true
    case .field, .literal, .nothing: false
    }
  }
}
