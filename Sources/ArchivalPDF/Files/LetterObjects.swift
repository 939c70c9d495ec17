import PDFWriting

/// The objects that every letter has (``Reference/Row/letter``).
enum LetterObjects {
  /// The document's root.
  static let catalog = object(0)
  /// The root of the pages.
  static let pages = object(1)
  /// The root of the structure.
  static let structure = object(2)
  /// The outermost element.
  static let document = object(3)
  /// The tree that leads from marks to elements.
  static let parents = object(4)
  /// The document's properties.
  static let information = object(5)
  /// The same as XMP.
  static let metadata = object(6)

  /// A page, by its index.
  static func page(_ index: Int) -> Reference { object(7 + index) }

  /// How many there are in a letter of so many pages.
  static func count(pages: Int) -> Int { 7 + pages }

  private static func object(_ index: Int) -> Reference { Reference(row: .letter, index: index) }
}
