package import Geometry

/// What stands under a letter's text.
extension Stationery {
  /// How signers stand beside each other.
  package struct SignerColumns: Hashable, Sendable {
    /// How many stand beside each other at most.
    package var count: Int
    /// The room above a name for a signature by hand.
    package var space: Length
    /// The room above a name in letters that are signed electronically.
    package var electronicSpace: Length
    /// Whether rows have as many signers as each other, two and two instead of three and one.
    package var isBalanced: Bool
  }

  /// How the lists of recipients, enclosures and copies look.
  package struct Lists: Hashable, Sendable {
    /// Whether they are as small as the reference block.
    package var isSmall: Bool
    /// How many columns there are at most; 1 for items one below the other.
    package var columns: Int
    /// Whether items stand behind their label as running text.
    package var isRunIn: Bool
    /// Whether a colon stands behind a label.
    package var hasColon: Bool
    /// Whether a rule stands above the first of them.
    package var hasRule: Bool
  }

  /// Where the box of an electronic signature stands.
  package struct SignaturePlace: Hashable, Sendable {
    /// A place for the box.
    package enum Place: Hashable, Sendable {
      /// Beside the closing, above the signers, if that leaves room, or else with the signers.
      case closing
      /// Beside the signers if they leave room, or else below them.
      case signers
      /// At the foot of the last page.
      case foot
      /// On the first page, with the top-left corner here.
      case firstPage(Point)
    }

    package var place: Place
    /// How wide the box may be.
    package var width: Length
  }
}
