package import Geometry

/// What stands under a letter's text.
extension Stationery {
  /// How signers stand beside each other.
  package struct SignerColumns: Hashable, Sendable {
    /// How many stand beside each other.
    package var count: Int
    /// The room above a name for a signature.
    package var space: Length
  }

  /// Where the box of an electronic signature stands.
  package struct SignaturePlace: Hashable, Sendable {
    /// A place for the box.
    package enum Place: Hashable, Sendable {
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
