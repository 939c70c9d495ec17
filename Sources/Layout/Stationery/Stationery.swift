package import Geometry
package import Hyphenation

/// The look of a sender's letters: paper, margins, fonts, colours, letterhead, header and footer.
package struct Stationery: Hashable, Sendable {
  /// The sheet.
  package var paper: Size
  /// The empty edges of every page; header and footer stand in them.
  package var margins: Margins
  /// Where the address goes.
  package var window: AddressWindow
  /// The typefaces.
  package var fonts: Fonts
  /// The colours.
  package var colors: Colors
  /// Running text.
  package var text: TextSize
  /// How the lines of running text are set.
  package var lines = TextLines()
  /// Reference block, header, footer and the like.
  package var small: TextSize
  /// The letter's title.
  package var title: Heading
  /// Headings of the body from level 2 on; deeper ones look like the last.
  package var headings: [Heading]
  /// What it says of hyphenation.
  package var hyphenation = HyphenationSettings()
  /// The space between paragraphs.
  package var paragraphSpace: Length
  /// How far lists and quotations are set in.
  package var indent: Length
  /// Where the body of the first page begins, from the top edge; lower if what stands above it reaches so far.
  package var bodyTop: Length
  /// How far up the body of the first page may be moved for better pages, from the top edge.
  package var leastBodyTop: Length
  /// The column of marking and reference block.
  package var reference: ReferenceColumn
  /// How signers stand.
  package var signers: SignerColumns
  /// How the lists of recipients, enclosures and copies look.
  package var lists: Lists
  /// Where the box of an electronic signature stands.
  package var signature: SignaturePlace
  /// What stands at the top of the first page.
  package var letterhead: Letterhead
  /// What stands at the top of every further page.
  package var header: Slots
  /// What stands at the foot of every page.
  package var footer: Slots
  /// How much closer lines may stand for better pages.
  package var slack = Slack()
  /// How many pages a letter may have, set tighter where it would have more; nil for any number.
  package var fit: Int?
  /// How far down the left edge there are marks for folding.
  package var foldMarks: [Length]
  /// All of the stationery's file, as it was read.
  package var source = ""
  /// Where the file says what.
  package var places = Places()

  /// The column in which text stands.
  package var textWidth: Length { paper.width - margins.left - margins.right }
  /// Where the text of a page ends, from the top edge.
  package var textBottom: Length { paper.height - margins.bottom }
}

extension Stationery {
  /// The empty edges of a page.
  package struct Margins: Hashable, Sendable {
    /// How wide each edge is.
    package var top, right, bottom, left: Length
  }

  /// The typefaces, by the names of their families.
  package struct Fonts: Hashable, Sendable {
    /// The family of running text.
    package var text: String
    /// The family of title, headings and wordmark.
    package var headings: String
    /// The family of what is typed or read by machines.
    package var code: String
    /// The families that lend characters the others lack, in order.
    package var fallback: [String]
  }

  /// The colours.
  package struct Colors: Hashable, Sendable {
    /// Running text.
    package var text: Color
    /// Less prominent text: labels, header, footer.
    package var muted: Color
    /// Wordmark, title and links.
    package var accent: Color
    /// Rules and borders.
    package var rule: Color
  }

  /// How much closer than it says lines may stand for better pages, as shares of the space between them.
  package struct Slack: Hashable, Sendable {
    /// Of the spaces between blocks.
    package var spaces = 0.15
    /// Of the room above a signer's name.
    package var penRoom = 0.4
  }

  /// A size of text with the distance between its lines.
  package struct TextSize: Hashable, Sendable {
    /// The size of the em.
    package var size: Length
    /// The distance from baseline to baseline.
    package var leading: Length
  }

  /// How a title or a heading looks.
  package struct Heading: Hashable, Sendable {
    /// Size and distance of its lines.
    package var text: TextSize
    /// The room between it and what stands above it.
    package var above: Length
    /// The room between it and what stands below it.
    package var below: Length
  }

  /// How the lines of running text are set.
  package struct TextLines: Hashable, Sendable {
    /// Whether they reach the margin; they end where their words do otherwise.
    package var isJustified = false
    /// Whether word spaces may be a little wider or narrower than the font's own.
    package var hasFlexibleSpaces = true
    /// Whether letters may be so, too.
    package var hasFlexibleLetters = true
    /// Whether punctuation stands out at their ends.
    package var hasHangingPunctuation = true
  }

  /// The column at the right of the first page.
  package struct ReferenceColumn: Hashable, Sendable {
    /// Its left edge, from the left edge of the paper.
    package var left: Length
    /// Its top.
    package var top: Top
    /// How wide the labels' part of it is.
    package var labelWidth: Length

    /// Where the column begins.
    package enum Top: Hashable, Sendable {
      /// So far from the top edge of the paper.
      case at(Length)
      /// Where its first line stands on the address's.
      case address
    }
  }

  /// What stands at the top of the first page.
  package struct Letterhead: Hashable, Sendable {
    /// The sender's name as a wordmark; empty for none.
    package var wordmark: String
    /// The size of the wordmark.
    package var size: Length
    /// The room between the wordmark and the line under it.
    package var gap: Length
    /// A line under the wordmark; empty for none.
    package var caption: String
    /// A picture in place of the wordmark.
    package var logo: Logo?
  }

  /// A picture at the top of the first page.
  package struct Logo: Hashable, Sendable {
    /// The file as the stationery names it.
    package var name: String
    /// The file's place.
    package var path: String
    /// How wide it is set.
    package var width: Length
    /// What the picture says, for those who cannot see it.
    package var alternative: String
  }

  /// Texts at the left, in the middle and at the right of a line, by language; `*` is any language.
  package struct Slots: Hashable, Sendable {
    /// The texts, with `{{page}}`, `{{pages}}` and `{{title}}` to be filled in.
    package let left, center, right: [String: String]
    /// Whether texts with a page's number also stand in letters of a single page.
    let numbersOnePage: Bool
    /// Whether the letter's title stands in any place.
    let usesTitle: Bool

    /// Texts by language; none where a place is empty.
    package init(
      left: [String: String], center: [String: String], right: [String: String],
      numbersOnePage: Bool = true
    ) {
      (self.left, self.center, self.right) = (left, center, right)
      self.numbersOnePage = numbersOnePage
      usesTitle = [left, center, right].contains {
        $0.values.contains { $0.contains("{{title}}") }
      }
    }

    /// The lines of a text of header or footer, without empty ones at its end.
    static func lines(of text: String) -> [Substring] {
      var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
      return lines
    }

    /// Nothing in any place.
    package static let empty = Slots(left: [:], center: [:], right: [:])
  }
}
