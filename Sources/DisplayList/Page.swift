package import Document
package import Geometry

/// A letter laid out: what preview, plain PDF and archival PDF are all made from.
package struct PagedLetter: Sendable {
  /// What tells this letter from the others of its mailing; empty for the master copy.
  package var key: String
  /// The letter's language as a BCP 47 tag.
  package var language: String
  /// What the file's properties say.
  package var metadata: Metadata
  /// The pages in order; at least one.
  package var pages: [Page]
  /// What its electronic signatures say of themselves, in the order in which they are made; empty for a letter
  /// that is not to be signed.
  package var signatures: [SignatureDescription]

  /// A letter of the given pages.
  package init(
    key: String, language: String, metadata: Metadata, pages: [Page],
    signatures: [SignatureDescription] = []
  ) {
    self.key = key
    self.language = language
    self.metadata = metadata
    self.pages = pages
    self.signatures = signatures
  }
}

/// A finished page: blocks at fixed places, in reading order.
///
/// Painting them in this order gives the page's picture; reading the items that belong to elements in
/// this order gives its text.
package struct Page: Sendable {
  /// The sheet's size.
  package var size: Size
  /// The page's number within its letter, counted from 1.
  package var number: Int
  /// What stands on the page.
  package var blocks: [PlacedBlock]
  /// The visible boxes of the letter's electronic signatures that stand here.
  package var signatures: [SignatureBox]

  /// A page with blocks on it.
  package init(
    size: Size, number: Int, blocks: [PlacedBlock], signatures: [SignatureBox] = []
  ) {
    self.size = size
    self.number = number
    self.blocks = blocks
    self.signatures = signatures
  }
}

/// A fragment of a block at its place on a page; moving it changes this origin and nothing else.
package struct PlacedBlock: Sendable {
  /// Where the fragment's top-left corner is, from the page's top-left corner.
  package var origin: Point
  /// What stands there.
  package var fragment: Fragment

  /// A fragment at a place.
  package init(_ fragment: Fragment, at origin: Point) {
    self.fragment = fragment
    self.origin = origin
  }
}
