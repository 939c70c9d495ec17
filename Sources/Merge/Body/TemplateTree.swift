import Diagnostics
import Document

/// How a piece of running text is set and where it leads.
struct InlineContext: Hashable, Sendable {
  /// How it is set off.
  var style: Inline.Style = []
  /// Its language where it is not the letter's.
  var language: String?
  /// The link it belongs to.
  var link: LinkTemplate?
}

/// A link whose target may hold fields.
struct LinkTemplate: Hashable, Sendable {
  /// A stretch of a target.
  enum Part: Hashable, Sendable {
    /// Characters of the author.
    case text(String)
    /// A value.
    case field(FieldTag)
  }

  var parts: [Part]
  /// Tells links with the same target apart.
  var number: Int

  /// The link, if its target holds no field.
  var fixed: Link? {
    var target = ""
    for part in parts {
      guard case .text(let text) = part else { return nil }
      target += text
    }
    return Link(target: target, number: number)
  }
}

/// A piece of running text.
enum InlinePart: Sendable {
  /// Words of the author.
  case text(Inline)
  /// Words of the author in a link whose target holds a field.
  case linkedText(String, InlineContext, SourceLocation)
  /// A space where the source has a line end; it vanishes beside another space.
  case softBreak(InlineContext, SourceLocation)
  /// A value.
  case field(FieldTag, InlineContext)
}

/// A block of the body before it is merged.
struct TemplateBlock: Sendable {
  /// What it says.
  indirect enum Content: Sendable {
    /// The same in every letter, and ready.
    case fixed(Block)
    /// A heading, by the level it has in the letter.
    case heading(level: Int, [ControlFlow<InlinePart>])
    case paragraph([ControlFlow<InlinePart>])
    /// A list; `start` is nil for bullets.
    case list(start: Int?, isTight: Bool, [ControlFlow<TemplateItem>])
    /// Words of somebody else.
    case quote([ControlFlow<TemplateBlock>])
    case table(TemplateTable)
  }

  /// Its number in reading order.
  var node = 0
  /// Whether no record can change what it says.
  var isStatic = false
  /// Where it stands.
  var origin: SourceLocation
  /// What it says.
  var content: Content
}

/// An item of a list before it is merged.
struct TemplateItem: Sendable {
  var blocks: [ControlFlow<TemplateBlock>]
  /// Where it stands.
  var origin: SourceLocation
}

/// One line of text with fields, from the front matter.
struct Pattern: Sendable {
  var parts: [ControlFlow<InlinePart>]
  /// Where it begins.
  var origin: SourceLocation
  /// Whether it is an error if nothing is left of it.
  var refusesBlank = false
}
