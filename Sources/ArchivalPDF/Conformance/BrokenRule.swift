import Diagnostics
import DisplayList

/// A rule that a letter breaks and that no writer can mend, with what its message needs to say.
///
/// ``Standard/clause(of:)`` says which standards have the rule, ``diagnostic(at:)`` how it is
/// worded.
enum BrokenRule {
  /// The document has no title to show.
  case title
  /// A language is named by something that is not a language tag.
  case language(String)
  /// A page is too small or too large.
  case pageSize(page: Int)
  /// A text is too long; `name` says what it is.
  case textLength(name: String)
  /// An item has an element that its block does not have.
  case element
  /// A heading is not one level below the last, 0 for none.
  case headingLevel(Int, after: Int)
  /// A table has no headers.
  case tableHeader
  /// A link leads nowhere.
  case linkTarget
  /// The address of a link is too long.
  case linkLength
  /// A link has no words.
  case linkWords
  /// The element of a picture is not a figure.
  case figure(picture: String)
  /// A picture has no words that stand for it.
  case pictureText(picture: String)
  /// A font cannot be embedded.
  case font(Face, FontRefusal)
  /// A font has no glyph for a text.
  case character(String, in: Face)
  /// A letter, or a file of some letters, has too many objects.
  case objectCount(ObjectCount)

  /// What has too many objects.
  enum ObjectCount {
    case letter(limit: Int)
    /// A file of many letters; `files` is how many files would hold them.
    case combined(letters: Int, files: Int, limit: Int)
  }
}

extension Standard {
  /// The clause that has a rule; nil if the standard does not ask for it.
  func clause(of rule: BrokenRule) -> String? {
    switch self {
    case .pdfA2a: Standard.clauseOfPDFA2(rule)
    case .pdfUA1: Standard.clauseOfPDFUA1(rule)
    }
  }

  /// The clause of ISO 19005-2.
  private static func clauseOfPDFA2(_ rule: BrokenRule) -> String? {
    switch rule {
    case .title: nil
    case .language: "6.7.4"
    case .pageSize, .textLength, .linkLength, .objectCount: "6.1.13"
    case .element: "6.7.3"
    case .headingLevel, .tableHeader: nil
    case .linkTarget, .linkWords: nil
    case .figure, .pictureText: "6.7.5"
    case .font: "6.2.11.4"
    case .character: "6.2.11.8"
    }
  }

  /// The clause of ISO 14289-1.
  private static func clauseOfPDFUA1(_ rule: BrokenRule) -> String? {
    switch rule {
    case .title, .element: "7.1"
    case .language: "7.2"
    case .pageSize, .textLength, .linkLength, .objectCount: nil
    case .headingLevel: "7.4.2"
    case .tableHeader: "7.5"
    case .linkTarget, .linkWords: "7.18.5"
    case .figure, .pictureText: "7.3"
    case .font: "7.21.4"
    case .character: "7.21.8"
    }
  }
}
