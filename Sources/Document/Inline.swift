package import Diagnostics

/// A piece of running text that looks and means the same throughout.
///
/// A line of text is a flat list of these: `a *b **c***` is three. A line break the author asked for
/// is the character U+2028 within ``text``.
package struct Inline: Hashable, Sendable {
  /// The characters as the author or the record gave them.
  package var text: String
  /// How the text is set off.
  package var style: Style
  /// Where the text leads; nil if it is not a link.
  package var link: Link?
  /// The text's language as a BCP 47 tag where it is not the letter's.
  package var language: String?
  /// Whether a field stands here in the template, so that another letter may have other words.
  package var isValue: Bool
  /// Where the text comes from: the template, or the record's row and column.
  package var origin: SourceLocation

  /// A piece of text.
  package init(
    _ text: String, style: Style = [], link: Link? = nil, language: String? = nil,
    isValue: Bool = false, origin: SourceLocation
  ) {
    self.text = text
    self.style = style
    self.link = link
    self.language = language
    self.isValue = isValue
    self.origin = origin
  }

  /// Ways to set text off; they combine.
  package struct Style: OptionSet, Hashable, Sendable {
    /// One bit for each way.
    package let rawValue: UInt8
    /// The ways whose bits are set.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Bold.
    package static let strong = Style(rawValue: 1)
    /// Italic.
    package static let emphasis = Style(rawValue: 2)
    /// Typewriter, for what is typed or read by machines.
    package static let code = Style(rawValue: 4)
  }
}

/// Where a link leads.
package struct Link: Hashable, Sendable {
  /// The address, such as `https://www.ks.no/`; never empty.
  package var target: String
  /// Tells two links with the same target apart where they touch.
  package var number: Int

  /// A link to `target`.
  package init(target: String, number: Int) {
    self.target = target
    self.number = number
  }
}

extension [Inline] {
  /// The characters alone.
  package var plainText: String { reduce(into: "") { $0 += $1.text } }
}
