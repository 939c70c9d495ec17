import Diagnostics
import DisplayList

extension BrokenRule {
  /// The rule in the author's words, at a place of the template.
  func diagnostic(at origin: SourceLocation? = nil) -> Diagnostic {
    .error(id, message, at: origin, hints: hints, failure: failure)
  }

  /// The rule as an error by itself.
  var error: DiagnosticsError { DiagnosticsError(diagnostic()) }

  /// What scripts know it by.
  var id: String {
    switch self {
    case .title: "archive.no-title"
    case .language: "archive.language"
    case .pageSize: "archive.page-size"
    case .textLength: "archive.text-too-long"
    case .element: "archive.element"
    case .headingLevel: "archive.heading-level"
    case .tableHeader: "archive.table-without-header"
    case .linkTarget, .linkLength: "archive.link-target"
    case .linkWords: "archive.link-without-text"
    case .figure: "archive.image-element"
    case .pictureText: "archive.image-without-text"
    case .font(_, let refusal): "archive.font-\(refusal.id)"
    case .character: "archive.missing-character"
    case .objectCount: "archive.too-many-objects"
    }
  }

  private var message: String {
    switch self {
    case .title: "the letter has no title"
    case .language(let tag): "'\(tag)' is no language"
    case .pageSize(let page): "page \(page) is smaller or larger than PDF/A allows"
    case .textLength(let name): "\(name) is longer than 16 000 characters"
    case .element: "layout gave an item an element that its block does not have"
    case .headingLevel(let level, after: 0): "the first heading is of level \(level), not 1"
    case .headingLevel(let level, let last):
      "a heading of level \(level) follows one of level \(last)"
    case .tableHeader: "the table has no header row"
    case .linkTarget: "a link leads nowhere"
    case .linkLength: "a link's address is longer than \(Standard.addressLimit) characters"
    case .linkWords: "a link has no words to click on"
    case .figure(let picture): "layout made the picture '\(picture)' no figure"
    case .pictureText(let picture): "the picture '\(picture)' has no text that stands for it"
    case .font(let face, let refusal): "the font \(face.quoted) \(refusal.words)"
    case .character(let text, let face): "the font \(face.quoted) has no '\(text)'"
    case .objectCount(.letter(let limit)):
      "the letter has more parts than the \(limit) that PDF/A allows a file"
    case .objectCount(.combined(let letters, _, let limit)):
      "\(letters) letters have more parts than the \(limit) that PDF/A allows a file"
    }
  }

  private var hints: [String] {
    switch self {
    case .title, .textLength, .element, .linkTarget, .linkLength, .figure: []
    case .language: ["write nb for Bokmål, nn for Nynorsk, en for English"]
    case .pageSize: ["PDF/A allows sides of 1.1 mm to 5.08 m"]
    case .headingLevel(_, let last): ["make it a heading of level \(last + 1)"]
    case .tableHeader: ["say in a first row what each column holds"]
    case .linkWords: ["say between the brackets where it leads: [words](address)"]
    case .pictureText(let picture):
      ["say between the brackets what it shows: ![…](\(picture))"]
    case .font(_, let refusal): [refusal.hint]
    case .character: ["name a further font family in the stationery that has it"]
    case .objectCount(.letter): ["make it shorter, or split it into several letters"]
    case .objectCount(.combined(_, let files, _)):
      ["make \(files) files, with --shard 1/\(files) to --shard \(files)/\(files)"]
    }
  }

  /// Whose fault it is: the template's, the stationery's, or ours.
  private var failure: Failure {
    switch self {
    case .element, .figure: .software
    case .pageSize, .font: .configuration
    case .title, .language, .textLength, .headingLevel, .tableHeader, .linkTarget, .linkLength,
      .linkWords, .pictureText, .character, .objectCount:
      .data
    }
  }
}

extension Face {
  fileprivate var quoted: String { "'\(family) \(style)'" }
}
